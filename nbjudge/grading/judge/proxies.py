"""What a test cell holds of the student's: functions, classes and objects, as `Remote`.

A `Remote` passes calls, attributes, items and operators on to the student's kernel, through the
`Link` that it came by.
"""

import numpy as np

from nbjudge.errors import JudgeError
from nbjudge.grading.judge.channel import WireError

__all__ = ["REMOTES", "Remote", "RemoteCallable", "StudentError"]


class StudentError(Exception):
    """An error of the student's own class, or one that is no ordinary error."""


class Remote:
    """An object of the student's."""

    __slots__ = ("__weakref__", "_alias", "_kind", "_link")

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


class RemoteCallable(Remote):
    """An object of the student's that can be called: a function, a class, a layer."""

    __slots__ = ()

    def __call__(self, *arguments, **keywords):
        return _ask(self, "call", self, arguments, tuple(keywords.items()))


REMOTES = (Remote, RemoteCallable)


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
