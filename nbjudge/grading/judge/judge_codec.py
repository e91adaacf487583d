"""The judge's side of the codec: what it knows of the student's objects, and follows of its own."""

import builtins
import collections
import itertools
import sys
import types
import weakref

import numpy as np

from nbjudge.grading.judge.codec import (
    FOLLOWED,
    NUMBERS,
    Codec,
    WireError,
    content,
    read_dtype,
    reshape,
    same,
)
from nbjudge.grading.judge.proxies import REMOTES, Remote, RemoteCallable, StudentError

__all__ = ["JudgeCodec"]

_CONTAINERS = 256  # lists, dicts and sets of the student's whose changes are followed at a time
_ARRAYS = 256
_KEPT = 256  # arguments that the student's code keeps, whose changes are taken
_PAIRS = 10_000  # of a zip that is passed


class JudgeCodec(Codec):
    """The judge's side of the wire."""

    def __init__(self, link, setup):
        self._link = link
        self._setup = {id(value): name for name, value in setup.items() if not name.startswith("_")}
        self._protected = _owners(setup.values())
        self._classes = {name: value for name, value in setup.items() if isinstance(value, type)}
        self.sent = []  # for each call under way: {number: mutable argument}
        self._kept = collections.OrderedDict()  # the same, of those the student's code has kept
        self._count = itertools.count(1)
        self.forget()

    def forget(self):
        """The kernel is a new one: nothing of the old one is known any more."""
        self._remotes = weakref.WeakValueDictionary()
        self._exceptions = {}
        self._arrays = collections.OrderedDict()  # id → (weak reference, handle, bytes)
        self._containers = collections.OrderedDict()  # id → (container, handle, content)
        self._dead = []
        self._recent = []  # what has come since the last call lives until it is looked at
        self._callbacks = {}
        self._named = set()  # handles of what the test has asked for by name
        self.released = []

    def begin(self):
        self.sent.append({})
        return self.sent[-1]

    def note_name(self, value):
        """The test has asked for this by its name."""
        if isinstance(value, Remote):
            self._named.add(object.__getattribute__(value, "_handle"))

    def is_named(self, value):
        return object.__getattribute__(value, "_handle") in self._named

    def end_cell(self):
        self._callbacks.clear()
        self.sent.clear()
        self._kept.clear()
        self.released += [handle for _, handle, _ in self._containers.values()]
        self._containers.clear()

    def take_released(self):
        taken, self.released = self.released[:1000], self.released[1000:]
        return taken

    # Values that go to the student.

    def name(self, value):
        if not self.sent:
            return None
        number = next(self._count)
        self.sent[-1][number] = value
        return number

    def encode_known(self, value):
        if type(value) in REMOTES:
            return ["mine", object.__getattribute__(value, "_handle"), None]
        entry = self._entry(value)
        return None if entry is None else ["mine", entry[1], self.name(value)]

    def _entry(self, value):
        """What is known of a value of the student's; another may have had the same id."""
        entry = self._arrays.get(id(value))
        if entry is not None and entry[0]() is value:
            return entry
        return self._containers.get(id(value))

    def encode_object(self, value, buffers, depth):
        kind = type(value)
        if isinstance(value, type) and issubclass(value, StudentError) and "handle" in vars(value):
            return ["mine", value.handle, None]
        if id(value) in self._setup and not isinstance(value, np.random.Generator):
            return ["setup", self._setup[id(value)]]
        if isinstance(value, types.ModuleType):
            return ["import", value.__name__, ""]
        if isinstance(value, np.dtype):
            return ["dtype", value.str]
        if isinstance(value, np.random.Generator):
            return self._encode_generator(value, buffers, depth)
        if isinstance(value, np.ndarray):
            raise WireError(f"an array of {value.dtype}; use numbers, text or truth values")
        if kind.__name__ == "EagerTensor" and kind.__module__.startswith("tensorflow"):
            return ["tensor", self.encode(value.numpy(), buffers, depth)]
        place = _importable(value)
        if place:
            return ["import", *place]
        if kind is zip:  # as in optimizer.apply_gradients(zip(gradients, variables))
            pairs = list(itertools.islice(value, _PAIRS))
            if len(pairs) < _PAIRS:
                return ["iterator", ["tuple", self._encode_items(pairs, buffers, depth)]]
        if isinstance(value, types.GeneratorType) or hasattr(value, "__next__"):
            raise WireError("an iterator of the test; pass a list or a function")
        number = next(self._count)
        self._callbacks[number] = value
        return ["judge", number, getattr(value, "__name__", kind.__name__)]

    def _encode_generator(self, value, buffers, depth):
        source = value.bit_generator
        kind = type(source).__name__
        if kind not in _SOURCES:
            raise WireError(f"a generator on {kind}; use np.random.default_rng")
        return ["generator", self.name(value), kind, self.encode(source.state, buffers, depth)]

    def use(self, number, arguments, keywords):
        """What the student's code does with a function or object of the test."""
        value = self._callbacks.get(number) if type(number) is int else None
        if value is None or type(arguments) is not tuple or type(keywords) is not dict:
            raise WireError("a call of a function that the test has not passed")
        use, *rest = arguments
        if use == "call":
            return value(*rest, **keywords)
        if use == "bool":
            return bool(value)
        if type(value).__module__ != "__main__":
            raise TypeError("only objects of the test's own classes can be looked into")
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

    def named(self, handle, value):
        self._bury()
        if isinstance(value, np.ndarray):
            followed = value.nbytes <= FOLLOWED and value.flags.writeable
            if not followed:
                value.flags.writeable = False
            key = id(value)
            # It can die at any moment, even while the table is read: note it, and see to it later.
            reference = weakref.ref(value, lambda dead: self._dead.append((key, dead)))
            self._arrays[key] = (reference, handle, content(value) if followed else None)
            self._recent.append(value)
            if len(self._arrays) > _ARRAYS:
                self._stop_following()
        else:
            self._containers[id(value)] = (value, handle, content(value))
            if len(self._containers) > _CONTAINERS:
                self.released.append(self._containers.popitem(last=False)[1][1])

    def _bury(self):
        """Forget arrays that have died, and release the student's."""
        while self._dead:
            key, reference = self._dead.pop()
            entry = self._arrays.get(key)
            if entry is not None and entry[0] is reference:
                del self._arrays[key]
                self.released.append(entry[1])

    def _stop_following(self):
        for key, (reference, handle, before) in self._arrays.items():
            array = reference()
            if before is not None and array is not None and same(content(array), before):
                array.flags.writeable = False  # better an error than a change that is lost
                self._arrays[key] = (reference, handle, None)
                return

    def changed(self, buffers):
        """What the test has changed of the student's data since: pairs of handle and node."""
        found = []
        self._bury()
        for key, (reference, handle, before) in list(self._arrays.items()):
            array = reference()
            if before is None or array is None or same(now := content(array), before):
                continue
            self._arrays[key] = (reference, handle, now)
            found.append([handle, self._encode_array(array, buffers)])
        self._recent.clear()
        for key, (value, handle, before) in list(self._containers.items()):
            now = content(value)
            if same(now, before):
                continue
            self._containers[key] = (value, handle, now)
            encode = self._encode_pairs if isinstance(value, dict) else self._encode_items
            tag = type(value).__name__
            found.append([handle, [tag, encode(value, buffers, 0), None]])
        return found

    def decode_object(self, node, buffers, depth):
        tag = node[0]
        if tag == "object":
            return self._remote(node)
        if tag == "yours":
            return self._callbacks[node[1]]
        if tag == "unfilled":
            from nbjudge.guard import Unfilled

            if type(node[1]) is not str or type(node[2]) is not str:
                raise WireError("an unfilled blank of no known kind")
            return Unfilled(node[1][:100], node[2][:2000])
        if tag == "tensor":
            value = self.decode(node[1], buffers, depth)
            if type(value) is not np.ndarray and not isinstance(value, np.generic):
                raise WireError("a tensor that is no array")
            tensorflow = sys.modules.get("tensorflow")
            return value if tensorflow is None else tensorflow.constant(value)
        if tag == "shape":
            return _tensor_shape(node[1])
        if tag == "tensor dtype":
            return _tensor_dtype(node[1])
        if tag == "dtype":
            return read_dtype(node[1])
        if tag == "type":
            known = vars(builtins if node[1] == "builtins" else np).get(node[2])
            if not isinstance(known, type) or not issubclass(known, _TYPES):
                raise WireError("a class of no known name")
            return known
        if tag == "exception":
            return self._exception(*node[1:])
        raise WireError(f"a node {tag[:20]!r}")

    def _remote(self, node):
        _, handle, name, classes, is_callable = node
        if type(handle) is not int or type(name) is not str or type(classes) is not list:
            raise WireError("an object of no known kind")
        remote = self._remotes.get(handle)
        if remote is None:
            kind = RemoteCallable if is_callable is True else Remote
            remote = self._remotes[handle] = object.__new__(kind)
            object.__setattr__(remote, "_link", self._link)
            object.__setattr__(remote, "_handle", handle)
            object.__setattr__(remote, "_kind", _nearest(classes, self._classes))
            weakref.finalize(remote, self._release, handle).atexit = False
        else:
            self.released.append(handle)  # told twice, held once
        return remote

    def _release(self, handle):
        self.released.append(handle)

    def _exception(self, handle, name, bases):
        if type(handle) is not int or type(name) is not str or type(bases) is not list:
            raise WireError("an error class of no known kind")
        if handle not in self._exceptions:
            base = _error_class(bases)
            parents = (StudentError,) if base is StudentError else (StudentError, base)
            self._exceptions[handle] = type(name[:100], parents, {"handle": handle})
        return self._exceptions[handle]

    def error(self, kind, text, steps):
        """The error that the student's code raised, as one of ours."""
        if type(kind) is not list or len(kind) != 3 or type(text) is not str:
            raise WireError("an error of no known kind")
        handle, name, bases = kind
        if type(name) is not str or type(bases) is not list or type(steps) is not str:
            raise WireError("an error of no known kind")
        made = _error_class(bases) if handle is None else self._exception(handle, name, bases)
        if made is StudentError:
            text = f"{name[:100]}: {text}"
        try:
            error = made(text)
        except Exception:  # UnicodeDecodeError and the like want more than a text
            error = StudentError(f"{name[:100]}: {text}")
        error.student_steps = steps
        return error

    def _nameless(self, node):
        """The node of a change, without the number of the student's own copy."""
        if type(node) is list and len(node) == 3 and node[0] in ("list", "dict", "set"):
            self.released += [node[2]] if type(node[2]) is int else []
            return [*node[:2], None]
        if type(node) is list and len(node) == 6 and node[0] == "array":
            self.released += [node[4]] if type(node[4]) is int else []
            return [*node[:4], None, True]
        return node

    def update(self, updates, buffers):
        """The student's code has changed data of its own that the test holds."""
        for update in updates:
            if type(update) is not list or len(update) != 2 or type(update[0]) is not int:
                raise WireError("an update of no known kind")
            handle, node = update
            new = self.decode(self._nameless(node), buffers)
            for table in (self._arrays, self._containers):
                for key, (held, known, before) in list(table.items()):
                    value = held() if table is self._arrays else held
                    if known == handle and before is not None and _alike(value, new):
                        _replace(value, new)
                        table[key] = (held, known, content(value))

    def keep(self, numbers, sent):
        """The student's code keeps these arguments, and may change them later."""
        for number in numbers:
            if type(number) is not int or number not in sent:
                raise WireError("an argument that was not passed")
            self._kept[number] = sent[number]
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)

    def apply(self, changes, buffers, sent, carry, carry_kept):
        """Carry changes of mutable arguments back into them; whether one was left out.

        ``carry`` is for the arguments of this call, ``carry_kept`` for those of calls before.
        """
        left_out = False
        for change in changes:
            if type(change) is not list or len(change) != 2 or type(change[0]) is not int:
                raise WireError("a change of no known kind")
            number, node = change
            now = number in sent
            value = sent[number] if now else self._kept.get(number)
            if value is None:
                raise WireError("a change of a value that was not passed")
            if isinstance(value, np.random.Generator):
                _advance(value, self.decode(node, buffers))
                continue
            new = self.decode(self._nameless(node), buffers)
            if id(_owner(value)) in self._protected:
                continue
            own = self._entry(value) is not None
            if not (carry if now else carry_kept) and not own:
                left_out = True
                continue
            if isinstance(value, np.ndarray) and not value.flags.writeable:
                continue
            if not _alike(value, new):
                raise WireError("a change of a value into another kind")
            _replace(value, new)
            entry = self._entry(value)
            if entry is not None and entry[2] is not None:
                table = self._arrays if isinstance(value, np.ndarray) else self._containers
                table[id(value)] = (*entry[:2], content(value))
        return left_out


def _tensor_shape(sizes):
    """TensorFlow's shape of these sizes, of which None is unknown; a tuple where it is not used."""
    ok = type(sizes) is list and len(sizes) <= 32
    if not ok or not all(n is None or (type(n) is int and 0 <= n < 2**48) for n in sizes):
        raise WireError("a shape that breaks the rules")
    tensorflow = sys.modules.get("tensorflow")
    return tuple(sizes) if tensorflow is None else tensorflow.TensorShape(sizes)


def _tensor_dtype(name):
    """TensorFlow's type of this name; numpy's where TensorFlow is not used."""
    if type(name) is not str or name not in NUMBERS:
        raise WireError("a dtype that breaks the rules")
    tensorflow = sys.modules.get("tensorflow")
    return np.dtype(name) if tensorflow is None else tensorflow.as_dtype(name)


def _alike(value, new):
    """Whether a value can be made the other one in place."""
    if type(value) is not type(new):
        return False
    return type(value) is not np.ndarray or (value.size, value.dtype) == (new.size, new.dtype)


def _replace(value, new):
    if isinstance(value, np.ndarray):
        if value.shape != new.shape:
            reshape(value, new.shape)
        np.copyto(value, new)
    elif isinstance(value, list):
        value[:] = new
    else:
        value.clear()
        value.update(new)


# Generators whose stream cannot be forged: all that a student can choose is the place in it.
_SOURCES = {"PCG64": "inc", "PCG64DXSM": "inc"}


def _advance(generator, state):
    source = generator.bit_generator
    old = source.state
    fixed = _SOURCES[type(source).__name__]
    try:
        if state["state"][fixed] == old["state"][fixed]:
            source.state = state
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
        raise WireError("a state of a generator that breaks the rules") from error


def _owner(value):
    while isinstance(value, np.ndarray) and isinstance(value.base, np.ndarray):
        value = value.base
    return value


def _owners(values, depth=3):
    """Ids of all mutable values that the locked cells hold."""
    found = set()
    for value in values:
        if isinstance(value, np.ndarray):
            found.add(id(_owner(value)))
        elif isinstance(value, list | dict | set | tuple) and depth:
            found.add(id(value))
            inner = value.values() if isinstance(value, dict) else value
            found |= _owners(inner, depth - 1)
    return found


def _importable(value):
    """(module, name) of a function or class that the student's kernel can import as well."""
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    module = getattr(value, "__module__", None)
    if isinstance(value, np.ufunc):
        module = "numpy"
    if type(name) is not str or type(module) is not str or module not in sys.modules:
        return None
    found = sys.modules[module]
    if not getattr(found, "__spec__", None):
        return None
    for part in name.split("."):
        found = getattr(found, part, None)
    return (module, name) if found is value else None


def _error_class(bases):
    """The first base that is an ordinary built-in error; names only, nothing is looked up."""
    for name in bases[:20]:
        known = vars(builtins).get(name) if type(name) is str else None
        if isinstance(known, type) and issubclass(known, Exception) and known is not Exception:
            return StudentError if issubclass(known, StopIteration | StopAsyncIteration) else known
    return Exception if "Exception" in bases else StudentError


def _nearest(classes, locked):
    """The nearest class of an object that the judge knows too, for isinstance."""
    for pair in classes[:20]:
        if type(pair) is not list or len(pair) != 2 or not all(type(p) is str for p in pair):
            raise WireError("a class of no known kind")
        module, name = pair
        if module == "__main__":
            known = locked.get(name)
        else:
            known = vars(sys.modules[module]).get(name) if module in sys.modules else None
        if isinstance(known, type) and module.partition(".")[0] not in ("builtins", "numpy"):
            return known
    return None


# Classes that a student's code may return; others could do something when a test calls them.
_TYPES = (int, float, complex, str, bytes, list, tuple, dict, set, frozenset, type(None), slice,
          range, BaseException, np.generic)  # fmt: skip
