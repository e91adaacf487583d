"""Classes that a test cell derives from a class of the student's.

The class is made in the student's process, where its base is. Its methods stay in the test: there
they are functions of the test's, which are called back, so that none of their text is given away.
"""

import sys
import types
from collections.abc import Callable
from typing import Any

from nbjudge.errors import JudgeError
from nbjudge.grading.judge.proxies import REMOTES, Remote
from nbjudge.grading.judge.recognition import importable

__all__ = ["Super", "base_for"]

_OF_THE_STATEMENT = ("__module__", "__doc__", "__qualname__", "__classcell__", "__firstlineno__",
                     "__static_attributes__")  # fmt: skip
_METHODS = {
    property: ("property", "fget"),
    staticmethod: ("static", "__func__"),
    classmethod: ("class", "__func__"),
}


class _Deriving(type):
    """The metaclass of a class statement with a base of the student's: it makes a `Remote`."""

    def __new__(
        mcls, name: str, bases: tuple[type, ...], body: dict[str, Any], **keywords: Any
    ) -> Any:
        if not bases:
            return super().__new__(mcls, name, bases, body)
        told = [vars(base).get("_students", base) for base in bases]
        for base in told:
            if type(base) not in REMOTES and importable(base) is None:
                raise JudgeError(
                    f"A test cell derives the class {name} from one of the student's and from "
                    f"{base.__name__}, which the student's process does not have. Define it in a "
                    "read-only cell."
                )
        cell = body.get("__classcell__")
        members = [
            (key, *_member(key, value))
            for key, value in body.items()
            if key not in _OF_THE_STATEMENT
        ]
        students = next(base for base in told if type(base) in REMOTES)
        link = object.__getattribute__(students, "_link")
        made = link.ask("derive", name, tuple(told), tuple(members), tuple(keywords.items()))
        if cell is not None:
            cell.cell_contents = made
        return made


def _member(name: str, value: Any) -> tuple[str, Any]:
    """(what it is, the function or value) of a name in the body of a class."""
    for kind, (word, part) in _METHODS.items():
        if type(value) is kind:
            if isinstance(value, property) and (value.fset or value.fdel):
                raise JudgeError(
                    f"A class of the test's that is derived from one of the student's has the "
                    f"property {name}, which can be set. Define the class in a read-only cell."
                )
            return word, getattr(value, part)
    return ("method" if isinstance(value, types.FunctionType) else "value"), value


def base_for(remote: Remote) -> type:
    """What stands in a class statement for a class of the student's."""
    made: type = _Deriving("Base", (), {"_students": remote})
    return made


class _Inherited:
    """``super()`` of an object whose class a test has derived from the student's."""

    _parts: tuple[Callable[..., Any], Remote, Any]

    def __getattribute__(self, name: str) -> Any:
        ask, kind, value = object.__getattribute__(self, "_parts")
        return ask("super", kind, value, name)


class Super:
    """`super`, also in the methods of a class that a test has derived from the student's."""

    def __new__(cls, *arguments: Any) -> Any:
        if not arguments:
            frame = sys._getframe(1)
            first = frame.f_code.co_varnames[:1]
            if "__class__" not in frame.f_locals or not first:
                raise RuntimeError("super(): no arguments")
            arguments = frame.f_locals["__class__"], frame.f_locals[first[0]]
        if type(arguments[0]) not in REMOTES or len(arguments) != 2:
            return super(*arguments)
        link = object.__getattribute__(arguments[0], "_link")
        found = object.__new__(_Inherited)
        found._parts = (link.ask, *arguments)
        return found
