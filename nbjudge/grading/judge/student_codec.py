"""The student's side of the codec: objects that are no plain data stay here, under a handle."""

import builtins
import importlib
import os
import sys
import traceback

import numpy as np

from nbjudge.grading.judge.codec import FOLLOWED, NUMBERS, Codec, WireError, content, reshape, same

__all__ = ["StudentCodec"]

_OUTPUT = 2**16  # characters of an error
_KEPT = 64  # arguments that the student's code keeps, whose changes are followed
_TRACKED = 10_000  # entries of a list or dict whose changes are followed


class StudentCodec(Codec):
    """The student's side: objects that are no plain data stay here, under a handle."""

    def __init__(self, servant):
        self._servant = servant
        # handle → [object, how often the judge was told of it, what it held when it was]
        self._objects = {}
        self._handles = {}  # id of such an object → handle
        self._next = 0
        self._received = []  # for each call under way: {number: (mutable argument, its content)}
        self._kept = {}  # the same of arguments that the student's code still refers to

    def begin(self):
        self._received.append({})

    def end_cell(self):
        self._kept.clear()

    # Values that go to the judge.

    def name(self, value):
        if type(value) in (list, dict, set) and len(value) > _TRACKED:
            return None
        return self._handle(value)

    def _handle(self, value):
        handle = self._handles.get(id(value))
        if handle is None:
            self._next += 1
            handle = self._handles[id(value)] = self._next
            self._objects[handle] = [value, 0, content(value) if _followed(value) else None]
        self._objects[handle][1] += 1
        return handle

    def updates(self, buffers):
        """What the judge holds a copy of and the student's code has changed since."""
        found = []
        for handle, entry in list(self._objects.items()):
            value, _, before = entry
            if before is None or same(now := content(value), before):
                continue
            entry[2] = now
            found.append([handle, self.encode(value, buffers)])  # the judge releases that
        return found

    def encode_known(self, value):
        if isinstance(value, _OfJudge):
            return ["yours", object.__getattribute__(value, "_number")]
        return None

    def encode_object(self, value, buffers, depth):
        kind = type(value)
        if kind.__module__ == "collections" and isinstance(value, dict):
            return self.encode(dict(value), buffers, depth)
        if kind.__module__ == "nbjudge.guard" and kind.__name__ == "Unfilled":
            words = [object.__getattribute__(value, part) for part in ("_name", "_reason")]
            return ["unfilled", *words]
        if kind.__name__ == "EagerTensor" and "tensorflow" in sys.modules:
            return ["tensor", self.encode(value.numpy(), buffers, depth)]
        if kind.__module__.startswith("tensorflow"):
            if kind.__name__ == "TensorShape" and value.rank is not None:
                return ["shape", value.as_list()]
            if kind.__name__ == "DType" and value.name in NUMBERS:
                return ["tensor dtype", value.name]
        if isinstance(value, np.dtype) and not value.hasobject and value.fields is None:
            return ["dtype", value.str]
        if isinstance(value, type):
            home = {"builtins": builtins, "numpy": np}.get(value.__module__)
            if vars(home or object).get(value.__name__) is value:
                return ["type", value.__module__, value.__name__]
            if issubclass(value, BaseException):
                return ["exception", self._handle(value), value.__name__, _known_bases(value)]
        classes = [[cls.__module__, cls.__qualname__] for cls in kind.__mro__[:20]]
        return ["object", self._handle(value), kind.__name__, classes, callable(value)]

    def error(self, error, buffers):
        """What the judge is told of an error: its class, text, and the student's part of it."""
        try:
            text = str(error)
        except Exception:
            text = ""
        steps = traceback.extract_tb(error.__traceback__)
        own = [step for step in steps if not step.filename.startswith(_OWN_FILES)]
        lines = [f"  {step.name}, line {step.lineno}: {step.line}\n" for step in own[-8:]]
        mine = type(error) not in vars(builtins).values()
        handle = self._handle(type(error)) if mine else None
        kind = [handle, type(error).__name__, _known_bases(type(error))]
        return [kind, text[:_OUTPUT], "".join(lines)[:_OUTPUT]]

    # Values that come from the judge.

    def named(self, number, value):
        self._received[-1][number] = (value, _content(value))

    def decode_object(self, node, buffers, depth):
        tag = node[0]
        if tag == "mine":
            value = self._objects[node[1]][0]
            if node[2] is not None:
                self._received[-1][node[2]] = (value, content(value))
            return value
        if tag == "judge":
            return _OfJudge(self._servant, *node[1:])
        if tag == "setup":
            return self._servant._shell.user_ns[node[1]]
        if tag == "import":
            value = importlib.import_module(node[1])
            for part in node[2].split(".") if node[2] else ():
                value = getattr(value, part)
            return value
        if tag == "tensor":
            import tensorflow as tf

            return tf.constant(self.decode(node[1], buffers, depth))
        if tag == "dtype":
            return np.dtype(node[1])
        if tag == "iterator":
            return iter(self.decode(node[1], buffers, depth))
        if tag == "generator":
            source = getattr(np.random, node[2])()
            source.state = self.decode(node[3], buffers, depth)
            value = np.random.Generator(source)
            self.named(node[1], value)
            return value
        raise WireError(f"a node {tag}")

    def changes(self, buffers):
        """What of the judge's mutable arguments has been changed, now or since they were kept.

        Returns pairs of number and node, and the numbers of those that are kept from now on.
        """
        received = self._received.pop()
        found = []
        for table in (received, self._kept):
            for number, (value, before) in list(table.items()):
                now = _content(value)
                if not _same(now, before):
                    table[number] = (value, now)
                    changed = now if isinstance(value, np.random.Generator) else value
                    found.append([number, self.encode(changed, buffers)])
        kept = [number for number, entry in received.items() if self._is_kept(entry)]
        self._kept.update((number, received[number]) for number in kept[:_KEPT])
        if self._kept:
            for number in [n for n, entry in self._kept.items() if not _is_held(entry)]:
                del self._kept[number]
            for number in list(self._kept)[:-_KEPT]:
                del self._kept[number]
        return found, kept[:_KEPT]

    def _is_kept(self, entry):
        """Whether the student's code has kept an argument that is not its own."""
        value = entry[0]
        small = not isinstance(value, np.ndarray) or value.nbytes <= FOLLOWED
        return small and id(value) not in self._handles and _is_held(entry)

    def change(self, handle, value):
        """The judge has changed its copy of an array, list, dict or set of the student's."""
        mine = self._objects[handle][0]
        if isinstance(mine, np.ndarray):
            if mine.shape != value.shape:
                reshape(mine, value.shape)
            mine[...] = value
        elif isinstance(mine, list):
            mine[:] = value
        else:
            mine.clear()
            mine.update(value)
        self._objects[handle][2] = content(mine)

    def release(self, handles):
        for handle in handles:
            entry = self._objects.get(handle)
            if entry is not None:
                entry[1] -= 1
                if entry[1] <= 0:
                    del self._handles[id(entry[0])], self._objects[handle]


def _is_held(entry):
    """Whether more than the entry of a table refers to its value, or to the memory of an array."""
    value, _ = entry
    if sys.getrefcount(value) > 3:  # the entry, this function's name for it, and the question
        return True
    base = value.base if isinstance(value, np.ndarray) else None
    return base is not None and sys.getrefcount(base) > 3


def _content(value):
    """`content`, of generators too."""
    return value.bit_generator.state if isinstance(value, np.random.Generator) else content(value)


def _same(now, before):
    return now == before if type(now) is dict else same(now, before)


def _followed(value):
    if isinstance(value, np.ndarray):
        return value.nbytes <= FOLLOWED and not value.dtype.hasobject
    return type(value) in (list, dict, set)


def _known_bases(kind):
    return [base.__name__ for base in kind.__mro__ if vars(builtins).get(base.__name__) is base]


_OWN_FILES = os.path.dirname(__file__)  # noqa: PTH120


class _OfJudge:
    """A function or object of the test cell: it can be called, and its public parts used."""

    __slots__ = ("__name__", "_call", "_number")

    def __init__(self, servant, number, name):
        object.__setattr__(self, "_number", number)
        object.__setattr__(self, "__name__", name)
        object.__setattr__(self, "_call", servant.call_judge)

    def __call__(self, *arguments, **keywords):
        return self._call(self._number, ("call", *arguments), keywords)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self._call(self._number, ("get", name), {})

    def __setattr__(self, name, value):
        self._call(self._number, ("set", name, value), {})

    def __getitem__(self, key):
        return self._call(self._number, ("getitem", key), {})

    def __bool__(self):  # `if on_epoch:` is true of a function
        return self._call(self._number, ("bool",), {})

    def __len__(self):
        return self._call(self._number, ("len",), {})

    def __iter__(self):
        return iter(self._call(self._number, ("list",), {}))

    def __repr__(self):
        return f"<{self.__name__} of the test>"
