"""No sandbox: for code that is trusted, a folder of its own and the limits of one process."""

import contextlib
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nbjudge.grading.sandbox.clock import Activity
from nbjudge.grading.sandbox.place import Limits, Place, Usage, copy_files

__all__ = ["NoSandbox"]


class NoSandbox(Place):
    """Runs code as you, with all that you may do."""

    backend = "none"

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._folder = tempfile.TemporaryDirectory(prefix="nbjudge-")
        self.home, self.sockets = (f"{self._folder.name}/{part}" for part in "ws")
        for path in (self.home, self.sockets):
            Path(path).mkdir()

    def put(self, folder: str | os.PathLike[str]) -> list[str]:
        return copy_files(folder, Path(self.home), self.limits)

    def processes(self) -> Iterator[Path]:
        import psutil

        for process in psutil.process_iter(["pid"]):
            with contextlib.suppress(OSError, psutil.Error):
                if process.environ().get("HOME") == self.home or process.cwd() == self.home:
                    yield Path(f"/proc/{process.pid}")

    def pids(self) -> Iterator[int]:
        return (int(process.name) for process in self.processes())

    def usage(self) -> Usage:
        return Usage()

    def slow_down(self, running: int) -> None:
        pass

    def has_ended(self) -> bool:
        return False

    def activity(self) -> Activity:
        return "waits"  # as far as is known: its time limits are then those of a clock on the wall

    def kill(self) -> None:
        for pid in self.pids():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        self.kill()
        self._folder.cleanup()
