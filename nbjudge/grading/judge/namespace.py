"""What a name means in a test cell."""

import builtins
import contextlib

from nbjudge.grading.judge.proxies import Remote

__all__ = ["Namespace"]


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
