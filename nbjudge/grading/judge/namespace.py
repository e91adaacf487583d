"""What a name means in a test cell."""

import builtins
import contextlib
import importlib

from nbjudge.grading.judge.proxies import Remote

__all__ = ["Namespace"]


class Namespace(dict):
    """What names mean in test cells: the judge's own first, then the student's."""

    def __init__(self, link, setup, modules=None):
        """Names of ``modules`` (name → module) are the judge's own, where the student has them."""
        super().__init__(setup)
        self._link = link
        self._modules = modules or {}
        self._forgotten = set()

    def __missing__(self, name):
        if name.startswith("__") or hasattr(builtins, name):
            raise KeyError(name)
        if name == "get_ipython":
            from nbjudge.grading.judge.ipython_shell import get_ipython

            return get_ipython
        if name in self._modules:
            return self._module(name, self._modules[name])
        return self._link.named(name)

    def _module(self, name, module):
        """The judge's own module, that only the exercise imports."""
        told = self._link.ask("module", name)
        if told != module:
            raise NameError(f"the tests need {name!r} to be the module {module}", name=name)
        return importlib.import_module(module)

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
