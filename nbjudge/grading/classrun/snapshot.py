"""What a student has handed in, as it was at one moment: read once, and whole or not at all.

Files can change at any time, also while they are read or removed. Whether they have is seen by
signs (sizes, times, numbers of files) that cost no reading.
"""

import hashlib
import os
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from nbjudge.errors import SubmissionError
from nbjudge.grading.notebook.task import Files
from nbjudge.grading.restore.files import LARGEST, all_below, files_below, read_files

__all__ = ["Digests", "Snapshot", "await_whole", "signs", "take"]

_READINGS = 6  # of a folder that changes each time while it is read
_QUIET = 1.0  # seconds without a change after which nobody is at work in a folder, as far as known
_LONGEST = 10.0  # seconds that one folder may keep all others waiting
_TICK = 2.0  # seconds within which two changes may have the same time on a file system

_Signs = dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Snapshot:
    """The files of a submission."""

    files: Files  # {path below the folder: bytes}
    signs: _Signs = field(repr=False)


def take(folder: str | os.PathLike[str]) -> Snapshot:
    """Read all files of a submission, of which none changes meanwhile.

    Raises `SubmissionError` where it has been removed, or changes again and again.
    """
    for reading in range(_READINGS):
        time.sleep(0.1 * reading)
        before = signs(folder)
        if not before:
            raise SubmissionError("The submission was removed before it was read.")
        try:
            files = Files(read_files(folder, _files(folder)))
        except FileNotFoundError:
            continue
        if signs(folder) == before:
            return Snapshot(files, before)
    raise SubmissionError(
        "The submission has changed each time that it was read. Grade it again when nobody "
        "writes into its folder any more."
    )


def await_whole(folder: str | os.PathLike[str], names: Iterable[str]) -> None:
    """Where a notebook is missing or cut off, wait until nobody is at work in the folder.

    It may be about to be copied or removed. ``names`` are those of the files to be there.
    """
    deadline = time.monotonic() + _LONGEST
    while not all(_is_whole(Path(folder, name)) for name in names):
        age = time.time() - _newest(signs(folder))
        if not 0 <= age < _QUIET or time.monotonic() > deadline:
            return
        time.sleep(0.1)


class Digests:
    """Texts that say what is in a submission's folder; made anew only where it has changed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[_Signs, str]] = {}

    def note(self, folder: str, snapshot: Snapshot) -> str:
        """The digest of what was read."""
        return self._keep(folder, snapshot.signs, snapshot.files.digest, time.time())

    def of(self, folder: str) -> str:
        """The digest of what is there now; raises OSError where that cannot be read."""
        began, now = time.time(), signs(folder)
        known, digest = self._known.get(folder, (None, ""))
        if known == now:
            return digest
        found = hashlib.sha256()
        for path in sorted(_files(folder), key=lambda path: os.path.relpath(path, folder)):
            name = os.path.relpath(path, folder)
            if path.stat().st_size > LARGEST:  # it came after what is too large was put aside
                raise OSError(f"{path} is too large to be read.")
            found.update(Files.head(name, path.stat().st_size))
            with path.open("rb") as file:
                while part := file.read(2**20):
                    found.update(part)
        return self._keep(folder, now, found.hexdigest(), began)

    def _keep(self, folder: str, found: _Signs, digest: str, read: float) -> str:
        if _newest(found) < read - _TICK:  # else one more change may leave the same signs
            self._known[folder] = found, digest
        return digest


def _files(folder: str | os.PathLike[str]) -> list[Path]:
    return [path for path in files_below(folder) if path.is_file()]


def signs(folder: str | os.PathLike[str]) -> _Signs:
    """{path: what differs once it was changed} of a folder and all in it; none where it is gone."""
    found: _Signs = {}
    for path in (Path(folder), *all_below(folder)):
        try:
            told = path.lstat()
        except OSError:
            continue
        times = told.st_mtime_ns, told.st_ctime_ns
        found[os.fspath(path)] = (told.st_mode, told.st_ino, told.st_size, *times)
    return found


def _newest(found: _Signs) -> float:
    """When the last change was, in seconds since 1970."""
    return max((max(sign[-2:]) for sign in found.values()), default=0) / 1e9


def _is_whole(path: Path) -> bool:
    """Whether a notebook file is there up to its last brace, as far as can be told at a glance."""
    try:
        told = path.lstat()
        if not stat.S_ISREG(told.st_mode):
            return True  # it is no file, and will not become one
        with path.open("rb") as file:
            file.seek(max(0, told.st_size - 100))
            return file.read().rstrip(b"\0\r\n\t ").endswith(b"}")
    except OSError:
        return False
