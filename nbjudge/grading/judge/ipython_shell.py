"""IPython for test cells that use magics: a shell with nothing to show."""

from IPython.core.interactiveshell import InteractiveShell

__all__ = ["get_ipython"]


class _Shell(InteractiveShell):
    def enable_gui(self, gui: str | None = None) -> None:
        """``%matplotlib`` wants it."""


def get_ipython() -> InteractiveShell:
    """The shell of this process."""
    return _Shell.instance()
