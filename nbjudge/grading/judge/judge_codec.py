"""The judge's side of the codec: what it knows of the student's objects, and follows of its own."""

import builtins
import collections
import copy
import itertools
import operator
import random
import sys
import types
import weakref
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from nbjudge.errors import JudgeError
from nbjudge.grading.judge import protocol
from nbjudge.grading.judge.channel import WireError
from nbjudge.grading.judge.codec import (
    FOLLOWED,
    NUMBERS,
    Codec,
    content,
    expect,
    holds,
    is_known_type,
    reshape,
)
from nbjudge.grading.judge.nodes import Change, Node
from nbjudge.grading.judge.proxies import REMOTES, Remote, StudentError, kind_of
from nbjudge.grading.judge.randomness import GENERATORS, SOURCES, advance, random_state
from nbjudge.grading.judge.recognition import importable, known_error, nearest, owner, owners
from nbjudge.grading.judge.values import alike, has_moved_on, is_record, record_class, replace

if TYPE_CHECKING:
    from nbjudge.grading.judge.link import Link

__all__ = ["JudgeCodec"]

# What the student's code may do with an object of a class of the test's.
_OPERATORS = ("eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "truediv", "contains")
_CONTAINERS = 256  # lists, dicts and sets of the student's whose changes are followed at a time
_ARRAYS = 256
_KEPT = 256  # arguments that the student's code keeps, whose changes are taken
_PAIRS = 10_000  # of a zip that is passed


class JudgeCodec(Codec):
    """The judge's side: copies of the student's data, stubs of its objects, and what is sent.

    Tables, of values that the student's side knows by its own aliases:

    ``_remotes`` : {alias: `Remote`}, as long as the test cell holds it.
    ``_exceptions`` : {alias: class of errors} that stands for one of the student's.
    ``_records`` : {alias: class of tuples} that stands for a namedtuple of the student's.
    ``_arrays`` : {id: (weak reference, alias, content)} of copies of arrays, as long as they live.
        The content is None where changes are not followed; such an array is read-only.
    ``_containers`` : {id: (copy, alias, content)} of copies of lists, dicts and sets, to the end of
        the test cell.
    ``_named`` : aliases of what the test has asked for by name.
    ``released`` : aliases that the student's side may forget, with the next question.

    And of values that it knows by the judge's aliases:

    ``sent`` : for each call under way, {alias: mutable argument}.
    ``_kept`` : the same, of arguments that the student's code has kept; to the end of the cell.
    ``_callbacks`` : {alias: function or object of the test}; to the end of the cell.
    """

    def __init__(self, link: "Link", setup: dict[str, Any]) -> None:
        self._link = link
        self._setup = {id(value): name for name, value in setup.items() if not name.startswith("_")}
        self._protected = owners(setup.values())
        self._classes = {name: value for name, value in setup.items() if isinstance(value, type)}
        self.sent: list[dict[int, Any]] = []
        self._kept: collections.OrderedDict[int, Any] = collections.OrderedDict()
        self._count = itertools.count(1)
        self.forget()

    def forget(self) -> None:
        """The kernel is a new one: nothing of the old one is known any more."""
        self._remotes: weakref.WeakValueDictionary[int, Remote] = weakref.WeakValueDictionary()
        self._exceptions: dict[int | None, Any] = {}
        self._records: dict[int, Any] = {}
        self._arrays: collections.OrderedDict[int, Any] = collections.OrderedDict()
        self._containers: collections.OrderedDict[int, Any] = collections.OrderedDict()
        self._anew: Any = None  # a value that is about to be encoded although it is known
        self._dead: list[tuple[int, Any]] = []  # arrays of the table that have died
        self._recent: list[Any] = []  # what has come since the last call lives until then
        self._callbacks: dict[int, Any] = {}
        self._named: set[int] = set()
        self.released: list[int] = []

    def begin(self) -> dict[int, Any]:
        self.sent.append({})
        return self.sent[-1]

    def note_name(self, value: Any) -> None:
        """The test has asked for this by its name."""
        if isinstance(value, Remote):
            self._named.add(object.__getattribute__(value, "_alias"))

    def is_named(self, value: Any) -> bool:
        return isinstance(value, Remote) and object.__getattribute__(value, "_alias") in self._named

    def end_cell(self) -> None:
        self._callbacks.clear()
        self.sent.clear()
        self._kept.clear()
        self.released += [alias for _, alias, _ in self._containers.values()]
        self._containers.clear()

    def take_released(self) -> list[int]:
        if len(self.released) > 1000:
            taken, self.released = self.released[:1000], self.released[1000:]
        else:
            taken, self.released = self.released, []
        return taken

    # Values that go to the student.

    def _alias_of(self, value: Any) -> int | None:
        if not self.sent:
            return None
        alias = next(self._count)
        self.sent[-1][alias] = value
        return alias

    def encode_known(self, value: Any) -> Node | None:
        if type(value) in REMOTES:
            return protocol.Mine(object.__getattribute__(value, "_alias"))
        entry = self._entry(value)
        if entry is None or value is self._anew:
            return None
        return protocol.Mine(entry[1], self.alias(value))

    def _entry(self, value: Any) -> tuple[Any, int, Any] | None:
        """What is known of a value of the student's; another may have had the same id."""
        entry: tuple[Any, int, Any] | None = self._arrays.get(id(value))
        if entry is not None and entry[0]() is value:
            return entry
        return self._containers.get(id(value))

    def encode_object(self, value: Any, buffers: list[Any], depth: int) -> Node:
        kind = type(value)
        if isinstance(value, type) and issubclass(value, StudentError) and "alias" in vars(value):
            return protocol.Mine(vars(value)["alias"])
        if id(value) in self._setup and not isinstance(value, GENERATORS):
            return protocol.Setup(self._setup[id(value)])
        if isinstance(value, tuple) and is_record(kind):
            known = getattr(kind, "_student_alias", None)
            items = [self.encode(item, buffers, depth) for item in value]
            return protocol.Record(known, kind.__name__, list(kind._fields), items)
        if isinstance(value, types.ModuleType):
            return protocol.Import(value.__name__, "")
        if isinstance(value, np.dtype):
            return protocol.Dtype(value.str)
        if isinstance(value, np.random.Generator):
            return self._encode_generator(value, buffers, depth)
        if kind in (np.random.RandomState, random.Random):
            state = self.encode(random_state(value), buffers, depth)
            return protocol.Random(self.alias(value), kind.__name__, state)
        if isinstance(value, np.ndarray):
            raise WireError(f"an array of {value.dtype}; use numbers, text or truth values")
        if kind.__name__ == "EagerTensor" and kind.__module__.startswith("tensorflow"):
            return protocol.Tensor(self.encode(value.numpy(), buffers, depth))
        place = importable(value)
        if place:
            return protocol.Import(*place)
        if kind is zip:  # as in optimizer.apply_gradients(zip(gradients, variables))
            pairs = list(itertools.islice(value, _PAIRS))
            if len(pairs) < _PAIRS:
                return protocol.Iterator(self.encode(tuple(pairs), buffers, depth))
        if hasattr(kind, "__next__") and not callable(value):
            raise WireError("an iterator of the test; pass a list or a function")
        alias = next((one for one, own in self._callbacks.items() if own is value), None)
        if alias is None:
            alias = next(self._count)
            self._callbacks[alias] = value
        return protocol.OfJudge(alias, str(getattr(value, "__name__", kind.__name__)))

    def encode_derived(self, array: np.ndarray, buffers: list[Any], depth: int) -> Node:
        """The node of an array of the test's that is more than an array: its mask is kept."""
        if array is np.ma.masked:
            return protocol.Import("numpy.ma", "masked")
        if type(array) is np.ma.MaskedArray and array.dtype.names is None:
            mask = None if array.mask is np.ma.nomask else np.array(array.mask)
            parts = (np.array(array.data), mask, array.fill_value)
            return protocol.Masked(*(self.encode_part(part, buffers, depth) for part in parts))
        if type(array) is np.memmap:
            return self._encode_array(array, buffers, depth)
        raise WireError(f"an array of the class {type(array).__name__}; use np.asarray of it")

    def _encode_generator(self, value: np.random.Generator, buffers: list[Any], depth: int) -> Node:
        source = value.bit_generator
        kind = type(source).__name__
        if kind not in SOURCES:
            raise WireError(f"a generator on {kind}; use np.random.default_rng")
        return protocol.Generator(
            self.alias(value), kind, self.encode(source.state, buffers, depth)
        )

    def use(self, alias: int, arguments: Any, keywords: Any) -> Any:
        """What the student's code does with a function or object of the test."""
        value = self._callbacks.get(alias)
        if value is None or type(arguments) is not tuple or type(keywords) is not dict:
            raise WireError("a call of a function that the test has not passed")
        use, *rest = arguments
        if use == "call":
            return value(*rest, **keywords)
        if use == "bool":
            return bool(value)
        if use == "get" and rest == ["__doc__"] and isinstance(value, types.FunctionType | type):
            return value.__doc__  # as functools.wraps takes it over
        if type(value).__module__.partition(".")[0] == "matplotlib":
            self._link.draws = True
        if type(value).__module__ not in ("__main__", "unittest.mock"):
            self._link.failure = JudgeError(
                f"The student's code uses a {type(value).__name__} of the test's, which cannot be "
                "passed to it. Pass plain data, or make it in a read-only cell."
            )
            raise self._link.failure
        if use in _OPERATORS:
            return getattr(operator, use)(value, *rest)
        if use == "get" and type(rest[0]) is str and not rest[0].startswith("_"):
            return getattr(value, rest[0])
        if use == "set" and type(rest[0]) is str and not rest[0].startswith("_"):
            return setattr(value, rest[0], rest[1])
        if use == "getitem":
            return value[rest[0]]
        if use == "len":
            return len(value)
        if use == "list":
            return list(itertools.islice(value, 100_000))
        raise TypeError("an object of the test has public attributes, and no more")

    # Values that come from the student.

    def aliased(self, alias: int, value: Any) -> None:
        self._bury()
        if isinstance(value, np.ndarray):
            followed = value.nbytes <= FOLLOWED and value.flags.writeable
            if not followed:
                value.flags.writeable = False
            key = id(value)
            # It can die at any moment, even while the table is read: note it, and see to it later.
            reference = weakref.ref(value, lambda dead: self._dead.append((key, dead)))
            self._arrays[key] = (reference, alias, content(value) if followed else None)
            self._recent.append(value)
            if len(self._arrays) > _ARRAYS:
                self._stop_following()
        else:
            self._containers[id(value)] = (value, alias, content(value))
            if len(self._containers) > _CONTAINERS:
                self.released.append(self._containers.popitem(last=False)[1][1])

    def _bury(self) -> None:
        """Forget arrays that have died, and release the student's."""
        while self._dead:
            key, reference = self._dead.pop()
            entry = self._arrays.get(key)
            if entry is not None and entry[0] is reference:
                del self._arrays[key]
                self.released.append(entry[1])

    def _stop_following(self) -> None:
        for key, (reference, alias, before) in self._arrays.items():
            array = reference()
            if before is not None and array is not None and holds(array, before):
                array.flags.writeable = False  # better an error than a change that is lost
                self._arrays[key] = (reference, alias, None)
                return

    def changed(self, buffers: list[Any]) -> list[Change]:
        """What the test has changed of the student's data since: pairs of alias and node."""
        found: list[Change] = []
        if not self._arrays and not self._containers:
            return found
        for key, (reference, alias, before) in list(self._arrays.items()):
            array = reference()
            if before is None or array is None or holds(array, before):
                continue
            self._arrays[key] = (reference, alias, content(array))
            found.append((alias, self._encode_content(array, buffers)))
        reference = array = None
        self._recent.clear()
        self._bury()  # the student's side need not look at what has died of them
        for key, (value, alias, before) in list(self._containers.items()):
            if holds(value, before):
                continue
            self._containers[key] = (value, alias, content(value))
            found.append((alias, self._encode_content(value, buffers)))
        return found

    def _encode_content(self, value: Any, buffers: list[Any]) -> Node:
        """The node of data of the student's, by what it holds now and not as known."""
        before, self._whole = self._whole, False
        self._anew = value
        try:
            return self.encode(value, buffers)
        finally:
            self._whole, self._anew = before, None

    def decode_object(self, node: Any, buffers: list[Any], depth: int) -> Any:
        kind = type(node)
        if kind is protocol.Object:
            return self._remote(node)
        if kind is protocol.Record:
            items = [self.decode(item, buffers, depth) for item in node.items]
            return tuple.__new__(self._record_class(node), items)
        if kind is protocol.Argument:
            value = self.sent[-1].get(node.alias) if self.sent else None
            value = self._kept.get(node.alias) if value is None else value
            expect(value is not None, "an argument that was not passed")
            own = id(owner(value)) not in self._protected
            return value if own else copy.deepcopy(value)
        if kind is protocol.Yours:
            return self._callbacks[node.alias]
        if kind is protocol.Unfilled:
            from nbjudge.guard import Unfilled

            return Unfilled(node.name[:100], node.reason[:2000])
        if kind is protocol.Tensor:
            value = self.decode(node.value, buffers, depth)
            expect(type(value) is np.ndarray or isinstance(value, np.generic), "a tensor")
            tensorflow = sys.modules.get("tensorflow")
            return value if tensorflow is None else tensorflow.constant(value)
        if kind is protocol.TensorShape:
            tensorflow = sys.modules.get("tensorflow")
            sizes = node.sizes
            return tuple(sizes) if tensorflow is None else tensorflow.TensorShape(sizes)
        if kind is protocol.TensorDtype:
            expect(node.name in NUMBERS, "a dtype")
            tensorflow = sys.modules.get("tensorflow")
            return np.dtype(node.name) if tensorflow is None else tensorflow.as_dtype(node.name)
        if kind is protocol.Type:
            known = vars(builtins if node.module == "builtins" else np).get(node.name)
            if not isinstance(known, type) or not is_known_type(known):
                raise WireError("a class of no known name")
            return known
        if kind is protocol.ErrorClass:
            expect(node.alias is not None or node.home is not None, "a class of errors")
            return self.class_of_error(node)
        return super().decode_object(node, buffers, depth)

    def take_missing(self) -> None:
        self._link.take_missing()

    def _record_class(self, node: protocol.Record) -> Any:
        """A class like a namedtuple of the student's, made of the names of its fields alone."""
        if len(node.fields) != len(node.items) or node.kind is None:
            raise WireError("a record that breaks the rules")
        made = self._records.get(node.kind)
        if made is None:
            plain = all(n.isidentifier() and not n.startswith("_") for n in node.fields)
            expect(plain and len(set(node.fields)) == len(node.fields), "a record")
            made = self._records[node.kind] = record_class(node.name, node.fields, node.kind)
        else:
            self.released.append(node.kind)
            expect(made._fields == tuple(node.fields), "a record")
        return made

    def _remote(self, node: protocol.Object) -> Remote:
        remote = self._remotes.get(node.alias)
        if remote is None:
            kind = kind_of(node.classes, node.callable)
            remote = self._remotes[node.alias] = object.__new__(kind)
            object.__setattr__(remote, "_link", self._link)
            object.__setattr__(remote, "_alias", node.alias)
            object.__setattr__(remote, "_kind", nearest(node.classes, self._classes))
            own = tuple(name for module, name in node.classes if module == "__main__")
            object.__setattr__(remote, "_classes", own)
            weakref.finalize(remote, self._release, node.alias).atexit = False
        else:
            self.released.append(node.alias)  # told twice, held once
        return remote

    def _release(self, alias: int) -> None:
        self.released.append(alias)

    def _error_class(self, node: protocol.ErrorClass) -> Any:
        if node.alias not in self._exceptions:
            base = known_error(node)
            parents = (StudentError,) if base is StudentError else (StudentError, base)
            made = type(node.name[:100], parents, {"alias": node.alias})
            self._exceptions[node.alias] = made
        return self._exceptions[node.alias]

    def class_of_error(self, node: protocol.ErrorClass) -> Any:
        """The class that stands for one of errors or warnings."""
        return known_error(node) if node.alias is None else self._error_class(node)

    def error(self, raised: protocol.Raised, buffers: list[Any]) -> Any:
        """The error that the student's code raised, as one of ours."""
        kind, text = raised.kind, raised.text
        made = self.class_of_error(kind)
        if made is StudentError:
            text = f"{kind.name[:100]}: {text}"
        arguments = [self.decode(part, buffers) for part in raised.arguments]
        error: Any
        try:
            error = made(*arguments)
            if str(error) != text:
                error = made(text)
        except Exception:  # UnicodeDecodeError and the like want more than a text
            if kind.home is None:
                error = StudentError(f"{kind.name[:100]}: {text}")
            else:  # a class written in Python: JSONDecodeError, CalledProcessError
                error = made.__new__(made, text)
        error.student_steps = raised.steps
        if raised.error is not None:
            error.students = self._remote(raised.error)
            error.text, error.args = text, tuple(arguments) or (text,)
        return error

    def _without_alias(self, node: Any) -> Any:
        """The node of a change, without the alias of the student's own copy."""
        if getattr(node, "alias", None) is not None:
            self.released.append(node.alias)
            node = msgspec.structs.replace(node, alias=None)
        if type(node) is protocol.Array:
            node.writable = True
        return node

    def update(self, updates: list[Change], buffers: list[Any]) -> None:
        """The student's code has changed data of its own that the test holds."""
        for alias, node in updates:
            new = self.decode(self._without_alias(node), buffers)
            for table in (self._arrays, self._containers):
                for key, (held, known, before) in list(table.items()):
                    value = held() if table is self._arrays else held
                    if known == alias and before is not None and alike(value, new):
                        _replace(value, new)
                        table[key] = (held, known, content(value))

    def keep(self, aliases: list[int], sent: dict[int, Any]) -> None:
        """The student's code keeps these arguments, and may change them later."""
        for alias in aliases:
            if alias not in sent:
                raise WireError("an argument that was not passed")
            self._kept[alias] = sent[alias]
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def apply(
        self,
        changes: list[Change],
        buffers: list[Any],
        sent: dict[int, Any],
        carry: bool,
        carry_kept: bool,
    ) -> bool:
        """Carry changes of mutable arguments back into them; whether one was left out.

        ``carry`` is for the arguments of this call, ``carry_kept`` for those of calls before.
        """
        left_out = False
        for alias, node in changes:
            now = alias in sent
            value = sent[alias] if now else self._kept.get(alias)
            if value is None:
                raise WireError("a change of a value that was not passed")
            if isinstance(value, GENERATORS):
                advance(value, self.decode(node, buffers))
                continue
            new = self.decode(self._without_alias(node), buffers)
            if id(owner(value)) in self._protected:
                continue
            own = self._entry(value) is not None
            if has_moved_on(value, new):
                _replace(value, new)
                continue
            if not (carry if now else carry_kept) and not own:
                left_out = True
                continue
            if isinstance(value, np.ndarray) and not value.flags.writeable:
                continue
            if not alike(value, new):
                raise WireError("a change of a value into another kind")
            _replace(value, new)
            entry = self._entry(value)
            if entry is not None and entry[2] is not None:
                table = self._arrays if isinstance(value, np.ndarray) else self._containers
                table[id(value)] = (*entry[:2], content(value))
        return left_out


def _replace(value: Any, new: Any) -> None:
    if type(value) is np.ndarray and value.shape != new.shape:
        reshape(value, new.shape)
    replace(value, new)
