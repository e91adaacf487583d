"""IPython for test cells that use magics: a shell with nothing to show."""

import tempfile

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

__all__ = ["get_ipython"]


class _Shell(InteractiveShell):
    def enable_gui(self, gui: str | None = None) -> None:
        """``%matplotlib`` wants it."""


def get_ipython() -> InteractiveShell:
    """The shell of this process."""
    config = Config({"HistoryManager": {"enabled": False}})
    return _Shell.instance(config=config, ipython_dir=tempfile.gettempdir())
