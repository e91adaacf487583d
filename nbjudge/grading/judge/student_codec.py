"""The student's side of the codec: objects that are no plain data stay here, under a handle."""

import builtins
import collections
import contextlib
import importlib
import io
import os
import random
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from nbjudge.grading.judge import protocol
from nbjudge.grading.judge.codec import (
    FOLLOWED,
    MUTABLE,
    NUMBERS,
    Codec,
    content,
    holds,
    is_known_type,
    library_error,
    reshape,
)
from nbjudge.grading.judge.nodes import Change, Node
from nbjudge.grading.judge.randomness import GENERATORS, random_state
from nbjudge.grading.judge.tables import is_table
from nbjudge.grading.judge.values import is_record, replace
from nbjudge.shapes import explain

if TYPE_CHECKING:
    from nbjudge.grading.judge.student_side import StudentSide

__all__ = ["StudentCodec"]

_Received = dict[int, tuple[Any, Any]]  # the judge's alias → (mutable argument, content)
_OUTPUT = 2**16  # characters of an error
_ARGUMENTS = 20  # of an error
_PLAIN = (type(None), bool, int, float, str)
_KEPT = 64  # arguments that the student's code keeps, whose changes are followed
_TRACKED = 10_000  # entries of a list or dict whose changes are followed


class StudentCodec(Codec):
    """The student's side: objects that are no plain data stay here, under an alias.

    Tables, all of which the judge's side mirrors:

    ``_objects`` : {alias: [object, how often the judge was told of it, what it held when it was]},
        of every object, and every array, list, dict and set, that the judge holds. An entry goes
        when the judge has released it as often as it was told of it.
    ``_aliases`` : {id of such an object: its alias}.
    ``_received`` : for each call under way, {the judge's alias: (mutable argument, its content)}.
    ``_kept`` : the same, of arguments that the student's code still refers to after its call; to
        the end of the test cell.
    ``_given`` : {the judge's alias: `_OfJudge`}, to the end of the test cell.
    """

    def __init__(self, side: "StudentSide") -> None:
        self._side = side
        self._objects: dict[int, list[Any]] = {}
        self._aliases: dict[int, int] = {}
        self._next = 0
        self._received: list[_Received] = []
        self._kept: _Received = {}
        self._given: dict[int, _OfJudge] = {}
        self._giving = False  # whether a result is encoded

    def begin(self) -> None:
        self._received.append({})

    def end_cell(self) -> None:
        self._kept.clear()
        self._given.clear()

    # Values that go to the judge.

    def _alias_of(self, value: Any) -> int | None:
        if type(value) is np.ndarray:  # by far the most
            return self._alias(value)
        if type(value) in MUTABLE and len(value) > _TRACKED:
            return None
        return None if _is_large(value) else self._alias(value)

    def _alias(self, value: Any) -> int:
        alias = self._aliases.get(id(value))
        if alias is None:
            self._next += 1
            alias = self._aliases[id(value)] = self._next
            follow = _followed(value) and getattr(value, "nbytes", 0) <= FOLLOWED
            self._objects[alias] = [value, 1, content(value) if follow else None]
        else:
            self._objects[alias][1] += 1
        return alias

    def updates(self, buffers: list[Any]) -> list[Change]:
        """What the judge holds a copy of and the student's code has changed since."""
        found = []
        for alias, entry in list(self._objects.items()):
            value, _, before = entry
            if before is None or holds(value, before):
                continue
            entry[2] = content(value)
            found.append((alias, self.encode(value, buffers)))  # the judge releases that
        return found

    def encode_known(self, value: Any) -> Node | None:
        if isinstance(value, _OfJudge):
            return protocol.Yours(object.__getattribute__(value, "_number"))
        # Only those of this call: of one that was kept, the judge may not have taken a change.
        if self._giving and self._received:
            for alias, (argument, before) in self._received[-1].items():
                if argument is value and _holds(value, before):
                    return protocol.Argument(alias)
        return None

    def encode_derived(self, array: np.ndarray, buffers: list[Any], depth: int) -> Node:
        """The node of an array of a class of its own; one with a mask stays here, as an object.

        What is masked counts as equal to anything, so the mask must not decide a comparison.
        """
        if isinstance(array, np.ma.MaskedArray):
            return self.encode_object(array, buffers, depth)
        return self._encode_array(array, buffers, depth)

    def encode_object(self, value: Any, buffers: list[Any], depth: int) -> Node:
        kind = type(value)
        if isinstance(value, tuple) and is_record(kind):
            items = [self.encode(item, buffers, depth) for item in value]
            return protocol.Record(self._alias(kind), kind.__name__, list(kind._fields), items)
        if kind.__module__ == "nbjudge.guard" and kind.__name__ == "Unfilled":
            words = [object.__getattribute__(value, part) for part in ("_name", "_reason")]
            return protocol.Unfilled(*words)
        if kind.__name__ == "EagerTensor" and "tensorflow" in sys.modules:
            return protocol.Tensor(self.encode(value.numpy(), buffers, depth))
        if kind.__module__.startswith("tensorflow"):
            if kind.__name__ == "TensorShape" and value.rank is not None:
                return protocol.TensorShape(value.as_list())
            if kind.__name__ == "DType" and value.name in NUMBERS:
                return protocol.TensorDtype(value.name)
        if isinstance(value, np.dtype) and not value.hasobject and value.fields is None:
            return protocol.Dtype(value.str)
        if issubclass(kind, type):
            home: Any = {"builtins": builtins, "numpy": np}.get(value.__module__)
            named = vars(home or object).get(value.__name__) is value
            if named and is_known_type(value):
                return protocol.Type(value.__module__, value.__name__)
            if issubclass(value, BaseException):
                return self._error_class(value)
        classes = [(_word(cls.__module__), _word(cls.__qualname__)) for cls in kind.__mro__[:20]]
        return protocol.Object(self._alias(value), _word(kind.__name__), classes, callable(value))

    def _error_class(self, kind: type) -> protocol.ErrorClass:
        known = vars(builtins)
        bases = [base.__name__ for base in kind.__mro__ if known.get(base.__name__) is base]
        homes = {base: (str(base.__module__), base.__name__) for base in kind.__mro__}
        theirs = [base for base, home in homes.items() if library_error(*home) is base]
        is_known = known.get(kind.__name__) is kind or theirs[:1] == [kind]
        alias = None if is_known else self._alias(kind)
        home = homes[theirs[0]] if theirs else None
        return protocol.ErrorClass(alias, _word(kind.__name__), bases, home)

    def warning(self, told: Any) -> protocol.Warned:
        """A warning, as `warnings` records it."""
        text, file = (_word(part) for part in (told.message, told.filename))
        return protocol.Warned(self._error_class(told.category), text, file, max(told.lineno, 0))

    def encode_result(self, value: Any, buffers: list[Any]) -> Node:
        """The node of what the student's code gives, which can be an argument as it was."""
        self._giving = True
        try:
            return self.encode(value, buffers)
        finally:
            self._giving = False

    def error(self, error: BaseException, buffers: list[Any]) -> tuple[Any, ...]:
        """What the judge is told of an error: its class, text, and the student's part of it."""
        try:
            text = str(error)
        except Exception:
            text = ""
        steps = traceback.extract_tb(error.__traceback__)
        own = [step for step in steps if not step.filename.startswith(_OWN_FILES)]
        lines = [f"  {step.name}, line {step.lineno}: {step.line}\n" for step in own[-8:]]
        lines.append(explain(error))
        parts = [part.encode("utf-8", "replace").decode() for part in (text, "".join(lines))]
        arguments = []
        with contextlib.suppress(Exception):
            plain = [one for one in error.args[:_ARGUMENTS] if type(one) in _PLAIN]
            if len(plain) == len(error.args):
                arguments = [self.encode(one, buffers) for one in plain]
        kind = self._error_class(type(error))
        itself = None if kind.alias is None else self.encode_object(error, buffers, 0)
        return kind, *(part[:_OUTPUT] for part in parts), arguments, itself

    # Values that come from the judge.

    def aliased(self, alias: int, value: Any) -> None:
        self._received[-1][alias] = (value, _content(value))

    def decode_object(self, node: Any, buffers: list[Any], depth: int) -> Any:
        kind = type(node)
        if kind is protocol.Mine:
            value = self._objects[node.alias][0]
            if node.sent is not None:
                self._received[-1][node.sent] = (value, content(value))
            return value
        if kind is protocol.Record:
            items = [self.decode(item, buffers, depth) for item in node.items]
            if node.kind is not None:
                return self._objects[node.kind][0](*items)
            return collections.namedtuple(node.name, node.fields, rename=True)(*items)
        if kind is protocol.OfJudge:
            if node.alias not in self._given:
                self._given[node.alias] = _OfJudge(self._side, node.alias, node.name)
            return self._given[node.alias]
        if kind is protocol.Setup:
            return self._side.shell.user_ns[node.name]
        if kind is protocol.Import:
            value = importlib.import_module(node.module)
            for part in node.name.split(".") if node.name else ():
                value = getattr(value, part)
            return value
        if kind is protocol.Random:
            return self._random(node, buffers, depth)
        if kind is protocol.Tensor:
            import tensorflow as tf

            return tf.constant(self.decode(node.value, buffers, depth))
        if kind is protocol.Masked:
            data, mask, fill = (
                self.decode(part, buffers, depth) for part in (node.data, node.mask, node.fill)
            )
            return np.ma.MaskedArray(data, np.ma.nomask if mask is None else mask, fill_value=fill)
        if kind is protocol.Iterator:
            return iter(self.decode(node.items, buffers, depth))
        if kind is protocol.Generator:
            source = getattr(np.random, node.kind)()
            source.state = self.decode(node.state, buffers, depth)
            value = np.random.Generator(source)
            self.aliased(node.alias, value)
            return value
        return super().decode_object(node, buffers, depth)

    def _random(self, node: protocol.Random, buffers: list[Any], depth: int) -> Any:
        state = self.decode(node.state, buffers, depth)
        value: Any
        if node.kind == "Random":
            value = random.Random()
            value.setstate(state)
        else:
            value = np.random.RandomState()
            value.set_state(state)
        if node.alias is not None:
            self.aliased(node.alias, value)
        return value

    def take_missing(self) -> None:
        """Whatever the test passes is the test's to choose."""

    def changes(self, buffers: list[Any]) -> tuple[list[Change], list[int]]:
        """What of the judge's mutable arguments has been changed, now or since they were kept.

        Returns pairs of alias and node, and the aliases of those that are kept from now on.
        """
        received = self._received.pop()
        if not received and not self._kept:
            return [], []
        found = self._changes(received, buffers)
        if self._kept:
            found += self._changes(self._kept, buffers)
        # No name of ours may refer to a value here, or each would count as kept.
        kept = [alias for alias, entry in received.items() if self._is_kept(entry)][:_KEPT]
        if kept:
            self._kept.update((alias, received[alias]) for alias in kept)
        if self._kept:
            for alias in [one for one, entry in self._kept.items() if not _is_held(entry)]:
                del self._kept[alias]
            for alias in list(self._kept)[:-_KEPT]:
                del self._kept[alias]
        return found, kept

    def _changes(self, table: _Received, buffers: list[Any]) -> list[Change]:
        """Pairs of alias and node of the changed arguments in a table of them."""
        found = []
        for alias, (value, before) in list(table.items()):
            if not _holds(value, before):
                now = _content(value)
                told = now if isinstance(value, GENERATORS) else value
                found.append((alias, self.encode(told, buffers)))
                table[alias] = (value, now)
        return found

    def _is_kept(self, entry: tuple[Any, Any]) -> bool:
        """Whether the student's code has kept an argument that is not its own."""
        if isinstance(entry[0], np.ndarray) and entry[0].nbytes > FOLLOWED:
            return False
        return id(entry[0]) not in self._aliases and _is_held(entry)

    def change(self, alias: int, value: Any) -> None:
        """The judge has changed its copy of an array, list, dict or set of the student's."""
        mine = self._objects[alias][0]
        if type(mine) is np.ndarray and mine.shape != value.shape:
            reshape(mine, value.shape)
        replace(mine, value)
        self._objects[alias][2] = content(mine)

    def release(self, aliases: list[int]) -> None:
        """The judge needs these no more."""
        for alias in aliases:
            entry = self._objects.get(alias)
            if entry is not None:
                entry[1] -= 1
                if entry[1] <= 0:
                    del self._aliases[id(entry[0])], self._objects[alias]


def _is_held(entry: tuple[Any, Any]) -> bool:
    """Whether more than the entry of a table refers to its value, or to the memory of an array."""
    value, _ = entry
    if sys.getrefcount(value) > 3:  # the entry, this function's name for it, and the question
        return True
    base = value.base if isinstance(value, np.ndarray) else None
    return base is not None and sys.getrefcount(base) > 3


def _content(value: Any) -> Any:
    """`content`, of generators too."""
    return random_state(value) if isinstance(value, GENERATORS) else content(value)


def _holds(value: Any, before: Any) -> bool:
    """`holds`, of generators too."""
    if not isinstance(value, GENERATORS):
        return holds(value, before)
    now = random_state(value)
    if isinstance(now, dict):
        return bool(now == before)
    return all(np.array_equal(one, other) for one, other in zip(now, before, strict=True))


def _followed(value: Any) -> bool:
    """Whether changes of a value of the student's are passed on."""
    if isinstance(value, np.ndarray) or type(value) in (io.StringIO, io.BytesIO):
        return True
    return type(value) in MUTABLE or is_table(value)


def _is_large(value: Any) -> bool:
    """Whether a value is too large to look for changes of it at every call."""
    if isinstance(value, np.ndarray):
        return type(value) is not np.ndarray and value.nbytes > FOLLOWED
    if type(value) in (io.StringIO, io.BytesIO):
        return not value.closed and len(value.getvalue()) > FOLLOWED
    return is_table(value) and np.sum(value.memory_usage(deep=False)) > FOLLOWED


def _word(value: object) -> str:
    """A name as the protocol takes it; a student's class can have any."""
    return str(value).encode("utf-8", "replace").decode()[:1000]


_OWN_FILES = os.path.dirname(__file__)  # noqa: PTH120


class _OfJudge:
    """A function or object of the test cell: it can be called, and its public parts used."""

    __slots__ = ("__name__", "_call", "_number")

    def __init__(self, side: "StudentSide", number: int, name: str) -> None:
        object.__setattr__(self, "_number", number)
        object.__setattr__(self, "__name__", name)
        object.__setattr__(self, "_call", side.call_judge)

    __doc__ = property(lambda self: self._call(self._number, ("get", "__doc__"), {}), doc=__doc__)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self._call(self._number, ("call", *arguments), keywords)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._call(self._number, ("get", name), {})

    def __setattr__(self, name: str, value: Any) -> None:
        self._call(self._number, ("set", name, value), {})

    def __getitem__(self, key: Any) -> Any:
        return self._call(self._number, ("getitem", key), {})

    def __bool__(self) -> bool:  # `if on_epoch:` is true of a function
        return bool(self._call(self._number, ("bool",), {}))

    def __len__(self) -> int:
        return int(self._call(self._number, ("len",), {}))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._call(self._number, ("list",), {}))

    def __repr__(self) -> str:
        return f"<{self.__name__} of the test>"


def _operator(name: str) -> Callable[["_OfJudge", Any], Any]:
    return lambda self, other: self._call(self._number, (name, other), {})


for _name in ("eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "truediv", "contains"):
    setattr(_OfJudge, f"__{_name}__", _operator(_name))
setattr(_OfJudge, "__hash__", object.__hash__)  # noqa: B010 (which __eq__ has taken away)
