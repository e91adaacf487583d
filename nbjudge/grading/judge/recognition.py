"""What the judge makes out of values: who owns them, where they can be imported, what they are."""

import builtins
import sys
import types
from collections.abc import Iterable
from typing import Any

import numpy as np

from nbjudge.grading.judge.codec import library_error
from nbjudge.grading.judge.nodes import ErrorClass
from nbjudge.grading.judge.proxies import StudentError

__all__ = ["importable", "known_error", "nearest", "owner", "owners"]


def owner(value: Any) -> Any:
    """The array whose memory an array looks into; any other value itself."""
    while isinstance(value, np.ndarray) and isinstance(value.base, np.ndarray):
        value = value.base
    return value


def owners(values: Iterable[Any], depth: int = 3) -> set[int]:
    """Ids of all mutable values that the locked cells hold."""
    found = set()
    for value in values:
        if isinstance(value, np.ndarray):
            found.add(id(owner(value)))
        elif isinstance(value, list | dict | set | tuple) and depth:
            found.add(id(value))
            inner = value.values() if isinstance(value, dict) else value
            found |= owners(inner, depth - 1)
    return found


def importable(value: Any) -> tuple[str, str] | None:
    """(module, name) of a function or class that the student's kernel can import as well."""
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    module = getattr(value, "__module__", None)
    if isinstance(value, np.ufunc):
        module = "numpy"
    if type(name) is not str or type(module) is not str or module not in sys.modules:
        return None
    found: Any = sys.modules[module]
    if not getattr(found, "__spec__", None):
        return None
    for part in name.split("."):
        found = getattr(found, part, None)
    return (module, name) if found is value else None


def known_error(node: ErrorClass) -> type[Exception]:
    """The class of errors, or the nearest base of one, that both sides know; names only."""
    if node.home is not None and (known := library_error(*node.home)) is not None:
        return known
    bases = node.bases
    for name in bases[:20]:
        known = vars(builtins).get(name)
        if isinstance(known, type) and issubclass(known, Exception) and known is not Exception:
            return StudentError if issubclass(known, StopIteration | StopAsyncIteration) else known
    return Exception if "Exception" in bases else StudentError


# What an object may be to isinstance, of Python's own classes that are no plain data.
_KINDS: tuple[type, ...] = (
    *(types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.GeneratorType),
    *(types.CoroutineType, types.AsyncGeneratorType, type, property, staticmethod, classmethod),
    *(map, zip, filter, enumerate, reversed, memoryview, BaseException),
    *(int, float, complex, str, bytes, list, tuple, dict, set, frozenset),
    *(type({}.keys()), type({}.values()), type({}.items())),
)
_BUILTIN = {kind.__name__: kind for kind in _KINDS}


def nearest(classes: Iterable[tuple[str, str]], locked: dict[str, type]) -> type | None:
    """The nearest class of an object that the judge knows too, for isinstance."""
    for module, name in classes:
        if module == "__main__":
            known = locked.get(name)
        else:
            known = vars(sys.modules[module]).get(name) if module in sys.modules else None
        if module == "builtins":
            known = _BUILTIN.get(name)
        if isinstance(known, type) and module.partition(".")[0] != "numpy":
            return known
    return None
