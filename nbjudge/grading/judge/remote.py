"""The judge's view of the student's kernel: values by copy, objects as `Remote`.

A test cell is ordinary code; what makes it so is here. A student's function, class or object is a
`Remote`, which passes calls, attributes, items and operators on. Plain data comes as a copy, whose
changes are passed on before the next call, so that ``layer.weights[0, 1] += h`` does what it says.
Changes that the student's code makes to the arguments of a call are carried back into them, unless
they belong to the locked cells, which no student may change.
"""

import builtins
import collections
import contextlib
import itertools
import random
import sys
import time
import types
import weakref

import numpy as np

from nbjudge import check
from nbjudge.errors import JudgeError
from nbjudge.grading.judge.codec import (
    FOLLOWED,
    NUMBERS,
    Closed,
    Codec,
    TooLate,
    WireError,
    content,
    read_dtype,
    same,
)
from nbjudge.grading.sandbox.affinity import leave, stay

__all__ = ["Link", "Namespace", "Remote", "StudentError"]

_CONTAINERS = 256  # lists, dicts and sets of the student's whose changes are followed at a time
_ARRAYS = 256
_KEPT = 256  # arguments that the student's code keeps, whose changes are taken
_PAIRS = 10_000  # of a zip that is passed
_NESTED = 20  # callbacks within callbacks
_CALLBACKS = 1_000_000
_DATA = 2**33  # bytes that a test cell may receive in all


class StudentError(Exception):
    """An error of the student's own class, or one that is no ordinary error."""


class Link:
    """The judge's end of the connection to one student's kernel.

    Parameters
    ----------
    channel : `codec.Channel`
    setup : the namespace of the locked cells.
    """

    def __init__(self, channel, setup):
        self.failure = None  # what has broken the connection for the rest of the cell
        self._codec = _Codec(self, setup)
        self._names = {}  # objects of the student's by name, until it means another
        self._numbers = itertools.count(1)
        self.connect(channel)

    def connect(self, channel):
        """Use another connection: the kernel is a new one."""
        self._channel = channel
        self._names.clear()
        self._codec.forget()

    def begin(self, timeout, seeds=False, carry=False):
        """A test cell begins; the student's code may take ``timeout`` seconds.

        With ``seeds``, what the cell does to the global generators of numpy and of Python is done
        to the student's as well. With ``carry``, changes of the arguments are carried back even
        from functions that return something.
        """
        self.failure = None
        self._core = stay()
        self._names.clear()
        self.carry = carry
        self.mutated = False  # whether an argument was changed, and the change not carried back
        self._seeds = _Seeds() if seeds else None
        self._deadline = time.monotonic() + timeout
        self._depth = self._called = 0
        self._data = self._channel.received

    def end(self):
        """The test cell has ended; what it changed last is passed on."""
        buffers = []
        try:
            changed = self._codec.changed(buffers) if self.failure is None else []
            self._codec.end_cell()
            self._channel.send(["end", changed], buffers, time.monotonic() + 5)
        except WireError as error:
            self.failure = self.failure or error
        finally:
            leave()

    def named(self, name):
        """The student's object of a name."""
        value = self._names.get(name)
        if value is None:
            value = self.ask("name", name)
            self._codec.note_name(value)
            if isinstance(value, Remote):  # data can change without a new name
                self._names[name] = value
        return value

    def ask(self, order, *arguments):
        """Let the student's kernel do something; returns the value, or raises what it raised."""
        if self.failure is not None:
            raise self.failure
        try:
            return self._ask(order, arguments)
        except (WireError, RecursionError, MemoryError) as error:
            self.failure = error
            raise

    def _ask(self, order, arguments):
        number = next(self._numbers)
        buffers = []
        sent = self._codec.begin()
        try:
            asked = self._codec.encode(arguments, buffers)
            seeds = self._seeds.take() if self._seeds else None
            seeds = self._codec.encode(seeds, buffers)
        except WireError as error:
            self._codec.sent.pop()
            raise JudgeError(f"An argument cannot pass to the student's code: {error}.") from None
        try:
            changed = self._codec.changed(buffers)
            released = self._codec.take_released()
            nodes = ["ask", number, order, asked, released, changed, seeds, self._core]
            self._channel.send(nodes, buffers, self._deadline)
            nodes, buffers = self._await_answer(number)
            procedure = order == "call" and self._codec.is_named(arguments[0])
            return self._take(nodes, buffers, sent, procedure)
        finally:
            self._codec.sent.pop()

    def _await_answer(self, number):
        while True:
            nodes, buffers = self._channel.receive(self._deadline)
            if self._channel.received - self._data > _DATA:
                raise WireError("the student's code gives more data than a test can take")
            if type(nodes) is not list or len(nodes) < 2:
                raise WireError("an answer of no known kind")
            if nodes[0] == "callback":
                self._call_back(nodes, buffers)
            elif nodes[0] in ("answer", "error") and nodes[1] == number:
                return nodes, buffers
            # Anything else answers a question that was given up.

    def _take(self, nodes, buffers, sent, procedure):
        if len(nodes) != (8 if nodes[0] == "answer" else 10):
            raise WireError("an answer of the wrong length")
        *lists, printed = nodes[-5:]
        if type(printed) is not str or any(type(part) is not list for part in lists):
            raise WireError("an answer of no known kind")
        changes, kept, updates, rebound = lists
        for name in rebound:
            self._names.pop(str(name), None)
        if printed:
            sys.stdout.write(printed)
        # A function that works in place returns nothing. From all others, and from methods, a test
        # that goes on to use its argument would take the student's word for what it was.
        in_place = procedure and nodes[0] == "answer" and nodes[2] is None
        carry = self.carry or check.changes_allowed()
        self.mutated |= self._codec.apply(changes, buffers, sent, carry or in_place, carry)
        self._codec.keep(kept, sent)
        self._codec.update(updates, buffers)
        if nodes[0] == "error":
            raise self._codec.error(*nodes[2:5])
        return self._codec.decode(nodes[2], buffers)

    def _call_back(self, nodes, buffers):
        _, call, number, passed = nodes
        self._called += 1
        if self._depth >= _NESTED or self._called > _CALLBACKS:
            raise WireError("the student's code calls the test's function without end")
        answer = []
        self._depth += 1
        try:
            arguments, keywords = self._codec.decode(passed, buffers)
            value = self._codec.use(number, arguments, keywords)
            reply = ["result", call, self._codec.encode(value, answer)]
        except (Closed, TooLate):
            raise
        except Exception as error:
            # Its class alone: the text might tell what the test expects.
            answer = []
            kind = type(error).__name__ if type(error).__module__ == "builtins" else "RuntimeError"
            reply = ["failure", call, kind, "raised by a function of the test"]
        finally:
            self._depth -= 1
        self._channel.send(reply, answer, self._deadline)


class _Codec(Codec):
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
        if type(value) in _REMOTES:
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
            kind = _RemoteCallable if is_callable is True else Remote
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


class _Seeds:
    """Tells when a test has seeded the global generators since the last call."""

    def __init__(self):
        self._last = self._state()

    @staticmethod
    def _state():
        return np.random.get_state(), random.getstate()

    def take(self):
        """The states to hand over, or None; ours then move on, so that a reseed is noticed."""
        state = self._state()
        if self._key(state) == self._key(self._last):
            return None
        np.random.seed(np.random.randint(2**31, size=4).tolist())
        random.seed(random.getrandbits(128))
        self._last = self._state()
        return state

    @staticmethod
    def _key(state):
        numpy_state, python_state = state
        return numpy_state[1].tobytes(), numpy_state[2:], python_state


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
            _reshape(value, new.shape)
        np.copyto(value, new)
    elif isinstance(value, list):
        value[:] = new
    else:
        value.clear()
        value.update(new)


def _reshape(array, shape):
    try:
        array.shape = shape
    except AttributeError as error:
        raise WireError("a change of the shape of a view") from error


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


class Remote:
    """An object of the student's."""

    __slots__ = ("__weakref__", "_handle", "_kind", "_link")

    def __getattr__(self, name):
        if name.startswith("__") and name not in _ASKED:
            if name in _EXPLAINED:
                raise JudgeError(_EXPLAINED[name])
            raise AttributeError(name)
        return _ask(self, "get", self, name)

    def __setattr__(self, name, value):
        _ask(self, "set", self, name, value)

    def __delattr__(self, name):
        _ask(self, "delete", self, name)

    @property
    def __class__(self):
        return object.__getattribute__(self, "_kind") or type(self)

    @property
    def __signature__(self):
        import inspect

        parameters = [
            inspect.Parameter(
                name,
                inspect._ParameterKind(kind),
                default=None if has_default else inspect.Parameter.empty,
            )
            for name, kind, has_default in _ask(self, "signature", self)
        ]
        return inspect.Signature(parameters)

    def __repr__(self):
        return str(_ask(self, "operator", "repr", self))[:1000]

    def __str__(self):
        return str(_ask(self, "operator", "str", self))[:10_000]

    def __hash__(self):
        return object.__hash__(self)

    def __iter__(self):
        iterator = _ask(self, "operator", "iter", self)
        return iterator if isinstance(iterator, Remote) else iter(iterator)

    def __next__(self):
        try:
            return _ask(self, "operator", "next", self)
        except StudentError as error:
            if str(error).startswith("StopIteration"):
                raise StopIteration from None
            raise

    def __array__(self, dtype=None, copy=None):
        array = _ask(self, "operator", "array", self)
        if type(array) is not np.ndarray:
            raise WireError("an array that is none")
        return array if dtype is None else array.astype(dtype)

    def __instancecheck__(self, value):
        return isinstance(value, Remote) and bool(_ask(self, "operator", "isinstance", value, self))

    def __subclasscheck__(self, value):
        return isinstance(value, Remote) and bool(_ask(self, "operator", "issubclass", value, self))

    def __enter__(self):
        return _ask(self, "operator", "enter", self)

    def __exit__(self, kind, error, trace):
        return bool(_ask(self, "operator", "exit", self))

    def __mro_entries__(self, bases):
        raise JudgeError(
            "A test cell cannot derive a class from a student's class. Define the class in a "
            "locked cell, or test the student's class through its methods."
        )

    def __reduce_ex__(self, protocol):
        raise JudgeError(
            "A student's object cannot be copied or pickled in a test cell. Copy its arrays: "
            "np.copy(layer.weights)."
        )


# Of the names with two underscores, only these say something about the student's object.
_ASKED = frozenset(
    f"__{name}__"
    for name in (
        *("name", "doc", "dict", "qualname", "annotations", "init", "call", "contains"),
        *("add", "radd", "sub", "rsub", "mul", "rmul", "matmul", "rmatmul", "truediv", "rtruediv"),
        *("floordiv", "mod", "pow", "rpow", "and", "or", "xor", "eq", "ne", "lt", "le", "gt", "ge"),
    )
)
_HOW_NOT_WHAT = (
    "A test cell cannot look into the code of a student's function, only call it: "
    "test what it does, not how it is written."
)
_EXPLAINED = dict.fromkeys(("__code__", "__globals__", "__closure__"), _HOW_NOT_WHAT)


class _RemoteCallable(Remote):
    __slots__ = ()

    def __call__(self, *arguments, **keywords):
        return _ask(self, "call", self, arguments, tuple(keywords.items()))


_REMOTES = (Remote, _RemoteCallable)


def _ask(remote, order, *arguments):
    return object.__getattribute__(remote, "_link").ask(order, *arguments)


def _unary(name):
    return lambda self: _ask(self, "operator", name, self)


def _binary(name, special, reflected=False):
    def operate(self, other):
        if not isinstance(other, Remote):
            # Such an object could agree with whatever the test expects.
            raise JudgeError(
                f"A test cannot use an operator ({special}) between a student's object and data of "
                "its own: the object would decide the outcome. Compare or compute with its plain "
                f"parts, such as float(x), np.asarray(x) or x.data, or call x.{special}(...)."
            )
        pair = (other, self) if reflected else (self, other)
        return _ask(self, "operator", name, *pair)

    return operate


def _converter(name, kind):
    def convert(self):
        value = _ask(self, "operator", name, self)
        if type(value) is not kind:
            raise TypeError(f"the student's object gives no {kind.__name__}")
        return value

    return convert


_OPERATORS = {
    **{name: name for name in ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow")},
    **{"and": "and_", "or": "or_", "xor": "xor"},
}
for _name, _spelt in _OPERATORS.items():
    setattr(Remote, f"__{_name}__", _binary(_spelt, f"__{_name}__"))
    setattr(Remote, f"__r{_name}__", _binary(_spelt, f"__r{_name}__", reflected=True))
for _name in ("lshift", "rshift", "eq", "ne", "lt", "le", "gt", "ge"):
    setattr(Remote, f"__{_name}__", _binary(_name, f"__{_name}__"))
for _name in ("contains", "iadd", "isub", "imul", "itruediv", "imatmul"):
    setattr(Remote, f"__{_name}__", _binary(_name, f"__{_name}__"))
Remote.__getitem__ = lambda self, key: _ask(self, "operator", "getitem", self, key)
for _name in ("neg", "pos", "abs", "invert", "reversed"):
    setattr(Remote, f"__{_name}__", _unary(_name))
for _name, _kind in (("len", int), ("bool", bool), ("float", float), ("int", int)):
    setattr(Remote, f"__{_name}__", _converter(_name, _kind))
Remote.__complex__ = _converter("complex", complex)
Remote.__index__ = _converter("index", int)
Remote.__setitem__ = lambda self, key, value: _ask(self, "operator", "setitem", self, key, value)
Remote.__delitem__ = lambda self, key: _ask(self, "operator", "delitem", self, key)
Remote.__round__ = lambda self, digits=None: _ask(self, "operator", "round", self, digits)


class Namespace(dict):
    """What names mean in test cells: the judge's own first, then the student's."""

    def __init__(self, link, setup):
        super().__init__(setup)
        self._link = link
        self._forgotten = set()

    def __missing__(self, name):
        if name.startswith("__") or hasattr(builtins, name):
            raise KeyError(name)
        if name == "get_ipython":
            from nbjudge.grading.judge.ipython_shell import get_ipython

            return get_ipython
        return self._link.named(name)

    @contextlib.contextmanager
    def at_hand(self, names):
        """Hold the student's objects of these names; the body of a class does not ask for them."""
        held = {}
        for name in names - set(self):
            with contextlib.suppress(Exception):
                held[name] = self[name]
        self.update(held)
        yield
        for name, value in held.items():
            if self.get(name) is value:
                self.pop(name)

    def __delitem__(self, name):
        if name in self:
            super().__delitem__(name)
        else:
            self._link.ask("forget", name)
            self._forgotten.add(name)

    def __setitem__(self, name, value):
        super().__setitem__(name, value)
        if name in self._forgotten and isinstance(value, Remote):
            self._forgotten.discard(name)
            self._link.ask("bind", name, value)
