"""Functions of libraries that a test calls and that must run where the student's code has run.

`dataclasses.asdict` looks into an object's class, which is in the student's process. For the length
of a test cell, such a function asks there when it is given an object of the student's; what it
gives comes back as from any other call. The functions of `matplotlib.pyplot` have a current figure:
where a test of the source looks at that of the student's code, or passes axes of its own to it, all
of them run there.
"""

import contextlib
import dataclasses
import functools
import importlib
import types
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from nbjudge.grading.judge.proxies import REMOTES

if TYPE_CHECKING:
    from nbjudge.grading.judge.link import Link

__all__ = ["asked_there"]

_PYPLOT = "matplotlib.pyplot"
_OF_DATACLASSES = ("asdict", "astuple", "fields", "is_dataclass", "replace")


@contextlib.contextmanager
def asked_there(link: "Link", pyplot: bool = False) -> Iterator[None]:
    """Let those functions ask the student's process; with ``pyplot``, those of pyplot too."""
    with contextlib.ExitStack() as stack:
        for name in _OF_DATACLASSES:
            _replace(stack, dataclasses, name, link, always=False)
        if pyplot:
            module = importlib.import_module(_PYPLOT)
            for name, value in list(vars(module).items()):
                own = isinstance(value, types.FunctionType) and value.__module__ == _PYPLOT
                if own and not name.startswith("_"):
                    _replace(stack, module, name, link, always=True)
        yield


def _replace(
    stack: contextlib.ExitStack, module: types.ModuleType, name: str, link: "Link", always: bool
) -> None:
    own = getattr(module, name)
    setattr(module, name, _asking(own, link, always))
    stack.callback(setattr, module, name, own)


def _asking(own: Callable[..., Any], link: "Link", always: bool) -> Callable[..., Any]:
    @functools.wraps(own)
    def ask(*arguments: Any, **keywords: Any) -> Any:
        if always or (arguments and type(arguments[0]) in REMOTES):
            # The student's side finds the function by its name.
            return link.ask("call", ask, arguments, tuple(keywords.items()))
        return own(*arguments, **keywords)

    return ask
