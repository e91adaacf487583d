"""A temporary folder that does not outlive its owner for long, even where that is killed."""

import contextlib
import os
import shutil
import tempfile
import threading
from pathlib import Path

__all__ = ["Scratch"]

_PREFIX = "nbjudge-worker-"


class Scratch:
    """A folder for files of students; `close` removes it.

    It is locked as long as this process lives. What a killed process has left is therefore known,
    and is removed when the next folder is made here by the same user.
    """

    def __init__(self) -> None:
        self._closing = threading.Lock()
        _remove_abandoned()
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
            with contextlib.suppress(FileNotFoundError):
                self._lock: int | None = _open(self.path)
                _lock(self._lock, wait=True)
                if self.path.exists():
                    return
                os.close(self._lock)
            # Another process has taken it for abandoned, in the moment before it was locked.

    def close(self) -> None:
        """Remove it, and all that is in it."""
        with self._closing:  # any thread may do it, and more than one
            lock, self._lock = self._lock, None
        if lock is not None:
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(lock)


def _remove_abandoned() -> None:
    """Remove what killed processes of this user have left."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            descriptor = _open(path)
            try:
                if os.fstat(descriptor).st_uid == os.geteuid():
                    _lock(descriptor, wait=False)
                    shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(descriptor)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)


def _lock(descriptor: int, *, wait: bool) -> None:
    """Lock a folder for this process; without ``wait``, an OSError where another has locked it."""
    import fcntl  # not on Windows, where this module may be imported

    fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
