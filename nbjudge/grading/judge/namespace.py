"""What a name means in a test cell."""

import builtins
import contextlib
import importlib
import sys
import types
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from nbjudge.grading.judge.derived import Super
from nbjudge.grading.judge.proxies import Remote

if TYPE_CHECKING:
    from nbjudge.grading.judge.link import Link

__all__ = ["Main", "Namespace", "Type"]

_GIVEN = ("input", "print", "open")  # built-in functions that a test may give the student's code


class _MetaType(type):
    def __call__(cls, *arguments: Any, **keywords: Any) -> Any:
        if len(arguments) == 1 and isinstance(arguments[0], Remote):
            link = object.__getattribute__(arguments[0], "_link")
            return link.ask("class", arguments[0])
        return type(*arguments, **keywords)

    def __instancecheck__(cls, value: Any) -> bool:
        return isinstance(value, type)

    def __subclasscheck__(cls, value: type) -> bool:
        return issubclass(value, type)

    def __eq__(cls, other: object) -> bool:
        return other is cls or other is type

    __hash__ = type.__hash__


class Type(type, metaclass=_MetaType):
    """`type`, which says of a student's object what its class is."""


class Main(types.ModuleType):
    """The module ``__main__`` of test cells: its names are those of the namespace."""

    def __init__(self, namespace: "Namespace") -> None:
        super().__init__("__main__")
        object.__setattr__(self, "_namespace", namespace)

    def __getattr__(self, name: str) -> Any:
        try:
            return object.__getattribute__(self, "_namespace")[name]
        except (KeyError, NameError):
            raise AttributeError(f"module '__main__' has no attribute {name!r}") from None

    def __setattr__(self, name: str, value: Any) -> None:
        object.__getattribute__(self, "_namespace")[name] = value

    def __delattr__(self, name: str) -> None:
        del object.__getattribute__(self, "_namespace")[name]


class Namespace(dict[str, Any]):
    """What names mean in test cells: the judge's own first, then the student's.

    Parameters
    ----------
    link : the `Link` to the student's kernel.
    setup : what the locked cells have defined.
    names : what the source says of its names, as `names.read_names` gives it.
    """

    def __init__(
        self, link: "Link", setup: dict[str, Any], names: dict[str, Any] | None = None
    ) -> None:
        super().__init__(setup)
        names = names or {}
        self._link = link
        self._modules = names.get("modules", {})
        self._shadowed = set(names.get("shadowed", ()))
        self._functions = set(names.get("functions", ()))
        self._forgotten: set[str] = set()
        self._replaced: set[str] = set()

    def __missing__(self, name: str) -> Any:
        if name == "type":
            return Type
        if name == "super":
            return Super
        if name.startswith("__") or self._is_built_in(name):
            raise KeyError(name)
        if name == "get_ipython":
            from nbjudge.grading.judge.ipython_shell import get_ipython

            return get_ipython
        if name in self._modules:
            return self._module(name, self._modules[name])
        return self._link.named(name)

    def _is_built_in(self, name: str) -> bool:
        """Whether a name means Python's own; IPython has an ``exit`` among the student's."""
        return hasattr(builtins, name) and name not in self._shadowed

    def _module(self, name: str, module: str) -> Any:
        """The judge's own module, that only the exercise imports."""
        told = self._link.ask("module", name)
        if told != module:
            raise NameError(f"the tests need {name!r} to be the module {module}", name=name)
        return importlib.import_module(module)

    def known(self) -> dict[str, Any]:
        """{name: what it means} of test cells and locked cells; the student's are not asked for."""
        return {name: dict.get(self, name) for name in dict.keys(self)} | {
            name: sys.modules.get(module) for name, module in self._modules.items()
        }

    def own(self) -> set[str]:
        """The names that test cells and locked cells have defined."""
        return set(dict.keys(self))

    # Looked at as a dict, as by globals(), locals() and dir(): the student's names as well.

    def _all(self) -> list[str]:
        theirs = [name for name in self._link.student_names() if not self._is_built_in(name)]
        return list(dict.fromkeys([*dict.keys(self), *theirs]))

    def __contains__(self, name: object) -> bool:
        return dict.__contains__(self, name) or name in self._link.student_names()

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> Any:
        """All names."""
        return dict.fromkeys(self._all()).keys()

    def values(self) -> Any:
        """What all names mean."""
        return [self[name] for name in self._all()]

    def items(self) -> Any:
        """All names, and what they mean."""
        return [(name, self[name]) for name in self._all()]

    def get(self, name: str, default: Any = None) -> Any:
        """What a name means, or the default."""
        try:
            return self[name]
        except (KeyError, NameError):
            return default

    @contextlib.contextmanager
    def at_hand(self, names: set[str]) -> Iterator[None]:
        """Hold the student's objects of these names; the body of a class does not ask for them."""
        held = {}
        for name in names - self.own():
            with contextlib.suppress(Exception):
                held[name] = self[name]
        dict.update(self, held)
        yield
        for name, value in held.items():
            if dict.get(self, name) is value:
                self.pop(name)

    def __delitem__(self, name: str) -> None:
        if name in self._replaced:
            self._link.ask("restore", name)
            self._replaced.discard(name)
        if dict.__contains__(self, name):
            super().__delitem__(name)
        else:
            self._link.ask("forget", name)
            self._forgotten.add(name)

    def __setitem__(self, name: str, value: Any) -> None:
        if name in self._replaced and isinstance(value, Remote):
            self._link.ask("restore", name)
            self._replaced.discard(name)
            self.pop(name, None)
            return
        super().__setitem__(name, value)
        if isinstance(value, Remote):
            if name in self._forgotten:
                self._forgotten.discard(name)
                self._link.ask("bind", name, value)
        elif callable(value) and self._link.open and (name in _GIVEN or name in self._functions):
            self._link.ask("patch" if name in _GIVEN else "replace", name, value)
            self._replaced.add(name)

    def give_back(self, names: Iterable[str]) -> None:
        """What test cells have called so is by now the student's of this name."""
        for name in names:
            self.pop(name, None)

    def end_cell(self) -> None:
        """What a test has replaced for the student's code is the student's again."""
        for name in self._replaced - set(_GIVEN):
            self.pop(name, None)
        self._replaced.clear()
