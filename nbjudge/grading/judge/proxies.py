"""What a test cell holds of the student's: functions, classes and objects, as `Remote`.

A `Remote` passes calls, attributes, items and operators on to the student's kernel, through the
`Link` that it came by.
"""

import operator
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from nbjudge.errors import JudgeError
from nbjudge.grading.judge.channel import WireError
from nbjudge.grading.judge.codec import library_error

if TYPE_CHECKING:
    import inspect

__all__ = [
    "REMOTES",
    "Remote",
    "RemoteCallable",
    "RemoteCoroutine",
    "RemoteFunction",
    "StudentError",
    "kind_of",
]


class StudentError(Exception):
    """An error of the student's own class, or one that is no ordinary error."""

    students = None  # the error itself, where its class is the student's
    text = ""

    def __getattr__(self, name: str) -> Any:
        if self.students is None or name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.students, name)

    def __str__(self) -> str:
        return super().__str__() if self.students is None else self.text


class Remote:
    """An object of the student's."""

    __doc__ = property(lambda self: _ask(self, "get", self, "__doc__"), doc=__doc__)

    __slots__ = ("__weakref__", "_alias", "_classes", "_kind", "_link")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in _ASKED:
            if name in _EXPLAINED:
                raise JudgeError(_EXPLAINED[name])
            raise AttributeError(name)
        return _ask(self, "get", self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        _ask(self, "set", self, name, value)

    def __delattr__(self, name: str) -> None:
        _ask(self, "delete", self, name)

    @property  # type: ignore[misc]  # it cannot be given another one
    def __class__(self) -> Any:
        kind = object.__getattribute__(self, "_kind")
        if kind is not None:
            return kind
        try:
            return _ask(self, "class", self)
        except Exception:  # after the cell, or of a dead kernel
            return type(self)

    @property
    def __signature__(self) -> "inspect.Signature":
        import inspect

        parameters = [
            inspect.Parameter(
                name,
                inspect._ParameterKind(kind),
                default=inspect.Parameter.empty if default is None else default[0],
                annotation=inspect.Parameter.empty if annotation is None else annotation[0],
            )
            for name, kind, default, annotation in _ask(self, "signature", self)
        ]
        return inspect.Signature(parameters)

    def __dir__(self) -> list[str]:
        return _names(_ask(self, "operator", "dir", self))

    def __repr__(self) -> str:
        return str(_ask(self, "operator", "repr", self))[:1000]

    def __str__(self) -> str:
        return str(_ask(self, "operator", "str", self))[:10_000]

    def __format__(self, form: str) -> str:
        return str(_ask(self, "operator", "format", self, form))[:10_000]

    def __hash__(self) -> int:
        value = _ask(self, "operator", "hash", self)
        if type(value) is not int:
            raise TypeError("the student's object gives no hash")
        return hash(value)

    def __iter__(self) -> Iterator[Any]:
        iterator = _ask(self, "operator", "iter", self)
        return iterator if isinstance(iterator, Remote) else iter(iterator)

    def __next__(self) -> Any:
        try:
            return _ask(self, "operator", "next", self)
        except StudentError as error:
            if str(error).startswith("StopIteration"):
                raise StopIteration from None
            raise

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        array = _ask(self, "operator", "array", self)
        if type(array) is not np.ndarray:
            raise WireError("an array that is none")
        return array if dtype is None else array.astype(dtype)

    def __instancecheck__(self, value: Any) -> bool:
        if not isinstance(value, Remote):
            known = getattr(type(value), "_student_alias", None)  # of a namedtuple
            return known is not None and known == object.__getattribute__(self, "_alias")
        return bool(_ask(self, "operator", "isinstance", value, self))

    def __subclasscheck__(self, value: Any) -> bool:
        return isinstance(value, Remote) and bool(_ask(self, "operator", "issubclass", value, self))

    def __getitem__(self, key: Any) -> Any:
        return _ask(self, "operator", "getitem", self, key)

    def __setitem__(self, key: Any, value: Any) -> None:
        _ask(self, "operator", "setitem", self, key, value)

    def __delitem__(self, key: Any) -> None:
        _ask(self, "operator", "delitem", self, key)

    def __round__(self, digits: Any = None) -> Any:
        return _ask(self, "operator", "round", self, digits)

    def __enter__(self) -> Any:
        return _ask(self, "operator", "enter", self)

    def __exit__(self, kind: Any, error: Any, trace: object) -> bool:
        told = None
        if isinstance(error, Exception):  # the student's own, or a class that both sides know
            told = getattr(error, "students", None) or next(
                base
                for base in kind.__mro__
                if base.__module__ == "builtins"
                or library_error(base.__module__, base.__name__) is base
            )
        return bool(_ask(self, "operator", "exit", self, told))

    def __copy__(self) -> Any:
        return _ask(self, "copy", self, False)

    def __deepcopy__(self, memo: object) -> Any:
        return _ask(self, "copy", self, True)

    def __mro_entries__(self, bases: object) -> tuple[type, ...]:
        from nbjudge.grading.judge.derived import base_for

        return (base_for(self),)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise JudgeError(
            "A student's object cannot be pickled in a test cell. Use copy.deepcopy(layer), or "
            "copy its arrays: np.copy(layer.weights)."
        )


# Of the names with two underscores, only these say something about the student's object.
_ASKED = frozenset(
    f"__{name}__"
    for name in (
        *("name", "doc", "dict", "qualname", "annotations", "init", "call", "contains"),
        *("module", "bases", "mro", "defaults", "kwdefaults", "slots", "members", "wrapped"),
        *("abstractmethods", "dataclass_fields", "dataclass_params", "isabstractmethod"),
        *("func", "self", "len", "iter", "next", "enter", "exit", "repr", "str", "hash", "getitem"),
        *("setitem", "delitem", "bool", "neg", "abs", "float", "int", "iadd", "new", "del"),
        *("rfloordiv", "rmod", "lshift", "rshift", "pos", "invert", "reversed", "aiter", "anext"),
        *("add", "radd", "sub", "rsub", "mul", "rmul", "matmul", "rmatmul", "truediv", "rtruediv"),
        *("floordiv", "mod", "pow", "rpow", "and", "or", "xor", "eq", "ne", "lt", "le", "gt", "ge"),
    )
)
_HOW_NOT_WHAT = (
    "A test cell cannot look into the code of a student's function, only call it: "
    "test what it does, not how it is written."
)
_EXPLAINED = dict.fromkeys(("__globals__", "__closure__"), _HOW_NOT_WHAT)
_CODE = ("co_argcount", "co_flags", "co_kwonlyargcount", "co_name", "co_posonlyargcount",
         "co_varnames")  # fmt: skip


class _Code:
    """What a signature tells of a function's code; the rest is how it is written."""

    def __init__(self, remote: "Remote") -> None:
        self._remote = remote

    @property  # type: ignore[misc]  # that of `object` could be set
    def __class__(self) -> Any:  # whoever looks at it as code wants to read it
        raise JudgeError(_HOW_NOT_WHAT)

    def __getattr__(self, name: str) -> Any:
        if name not in _CODE:
            raise JudgeError(_HOW_NOT_WHAT)
        return _ask(self._remote, "code", self._remote, name)


class RemoteCallable(Remote):
    """An object of the student's that can be called: a function, a class, a layer."""

    __doc__ = Remote.__dict__["__doc__"]
    __slots__ = ()

    @property
    def __code__(self) -> _Code:
        return _Code(self)

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return _ask(self, "call", self, arguments, tuple(keywords.items()))


class RemoteFunction(RemoteCallable):
    """A function of the student's; pandas, for one, asks whether it could be a list of them."""

    __doc__ = Remote.__dict__["__doc__"]
    __slots__ = ()
    __iter__ = None  # type: ignore[assignment]
    __len__ = None
    __getitem__ = None  # type: ignore[assignment]
    __contains__ = None


class RemoteCoroutine(Remote):
    """A coroutine of the student's; it runs in the student's process when it is awaited."""

    __doc__ = Remote.__dict__["__doc__"]
    __slots__ = ()

    def __await__(self) -> Generator[None, None, Any]:
        yield from ()
        return _ask(self, "await", self)


REMOTES = (Remote, RemoteCallable, RemoteFunction, RemoteCoroutine)
_KINDS = {("builtins", "coroutine"): RemoteCoroutine, ("builtins", "function"): RemoteFunction}


def kind_of(classes: Sequence[tuple[str, str]], is_callable: bool) -> type[Remote]:
    """The class of the `Remote` for an object of these classes."""
    usual = RemoteCallable if is_callable else Remote
    return _KINDS.get(classes[0], usual) if classes else usual


def _ask(remote: "Remote", order: str, *arguments: Any) -> Any:
    return object.__getattribute__(remote, "_link").ask(order, *arguments)


def _unary(name: str) -> Callable[[Remote], Any]:
    return lambda self: _ask(self, "operator", name, self)


def _names(found: Any) -> list[str]:
    """Names that the student's side has told, and nothing else."""
    if type(found) is not list or not all(type(name) is str for name in found):
        raise WireError("names that are none")
    return found


_PLAIN = (bool, int, float, complex, str, bytes, tuple, list, dict, set, frozenset, deque)
_ORDERINGS = {"lt": operator.lt, "le": operator.le, "gt": operator.gt, "ge": operator.ge}


def _binary(name: str, special: str, reflected: bool = False) -> Callable[[Remote, Any], Any]:
    def operate(self: Remote, other: Any) -> Any:
        if isinstance(other, Remote):
            if not _may_decide(self, other, special):
                return _decide(self, other, name, special)
            pair = (other, self) if reflected else (self, other)
            return _ask(self, "operator", name, *pair)
        # Such an object could agree with whatever the test expects. Where its class is derived from
        # list, int and the like, and leaves the operator to it, plain data decides.
        plain = _ask(self, "plain", self, special)
        if type(plain) is tuple and len(plain) == 1 and type(plain[0]) in _PLAIN:
            pair = (other, plain[0]) if reflected else (plain[0], other)
            return getattr(operator, name)(*pair)
        if object.__getattribute__(self, "_link").lets_decide(self, special):
            return _ask(self, "operator", name, *((other, self) if reflected else (self, other)))
        raise JudgeError(
            f"A test cannot use an operator ({special}) between a student's object and data of "
            "its own: the object would decide the outcome. Compare or compute with its plain "
            f"parts, such as float(x), np.asarray(x) or x.data, or call x.{special}(...)."
        )

    return operate


def _may_decide(one: "Remote", other: Remote, special: str) -> bool:
    """Whether the course's own classes of these names have this operator."""
    known = object.__getattribute__(one, "_link").operators
    if known is None:
        return True
    for remote in (one, other):
        for name in object.__getattribute__(remote, "_classes"):
            if special in known.get(name, ()):
                return True
    return False


def _decide(one: "Remote", other: Remote, name: str, special: str) -> Any:
    """What an operator of a class that the course does not know may say of two objects."""
    if name in ("eq", "ne"):
        if one is other or _ask(one, "plain_eq", one, other) is True:
            return (one is other) == (name == "eq")
    elif name in _ORDERINGS:
        values: list[Any] = [_float(remote) for remote in (one, other)]
        if None not in values:
            return _ORDERINGS[name](*values)
    else:
        value = _ask(one, "operator", name, one, other)
        if isinstance(value, Remote):
            return value
    raise JudgeError(
        f"A test cannot use an operator ({special}) between two of the student's objects whose "
        "class the notebook's own solution does not define: the objects would decide the outcome. "
        "Compare their plain parts, such as float(x)."
    )


def _float(remote: "Remote") -> float | None:
    try:
        value = _ask(remote, "operator", "float", remote)
    except JudgeError:
        raise
    except Exception:
        return None
    return value if type(value) is float else None


def _converter(name: str, kind: type) -> Callable[[Remote], Any]:
    def convert(self: Remote) -> Any:
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
for _name in ("neg", "pos", "abs", "invert", "reversed"):
    setattr(Remote, f"__{_name}__", _unary(_name))
for _name, _kind in (("len", int), ("bool", bool), ("float", float), ("int", int),
                     ("complex", complex), ("index", int)):  # fmt: skip
    setattr(Remote, f"__{_name}__", _converter(_name, _kind))
