"""The files of what has arrived: each arrival in a folder of its own, in the course's ``arrivals``.

What students own is read without following links, also where they change it meanwhile, and within
limits; what is left out is named.
"""

import contextlib
import gzip
import itertools
import json
import os
import shutil
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbjudge.errors import SubmissionError
from nbjudge.grading.restore.files import DEEPEST, LARGEST

__all__ = ["Store", "copy_from"]

_FOLDER = "arrivals"
_MOST_FILES = 1000
_MOST_BYTES = 2 * LARGEST
_MOST_TOLD = 20  # lines of what was left out
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Store:
    """The folder ``arrivals`` of a course; nobody but the grader may read it.

    Parameters
    ----------
    root : the course folder.
    """

    def __init__(self, root: Path) -> None:
        self.folder = root / _FOLDER
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.folder.chmod(0o700)

    def files(self, arrival: str) -> Path:
        """The folder with what was handed in."""
        return self.folder / arrival / "files"

    def pages(self, arrival: str) -> Path:
        """The folder with the feedback pages made of it."""
        return self.folder / arrival / "feedback"

    def begin(self, arrival: str) -> Path:
        """A new folder to put files into; it counts for nothing until `finish`."""
        folder = self.folder / f".{arrival}"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "files").mkdir(parents=True)
        return folder / "files"

    def finish(self, arrival: str) -> None:
        """From here on what was put there is safe, whatever happens to this machine."""
        partial = self.folder / f".{arrival}"
        for parent, _, names in os.walk(partial):
            for name in names:
                _sync(Path(parent, name))
            _sync(Path(parent))
        partial.rename(self.folder / arrival)
        _sync(self.folder)

    def discard(self, arrival: str) -> None:
        """Remove what is there of an arrival."""
        for name in (f".{arrival}", arrival):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def sweep(self, known: Iterable[str]) -> None:
        """Remove what was begun and is no arrival's: nobody was told that it was received."""
        kept = set(known)
        for path in self.folder.iterdir():
            if path.name not in kept and path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)

    # What came of it.

    def write_result(self, arrival: str, content: Mapping[str, Any]) -> None:
        """Keep the result of its run, so that it can count again without being run again."""
        path = self.folder / arrival / "result.json.gz"
        partial = path.with_suffix(".partial")
        with gzip.open(partial, "wt", encoding="utf-8", compresslevel=4) as file:
            json.dump(content, file)
        _sync(partial)
        partial.rename(path)

    def read_result(self, arrival: str) -> dict[str, Any]:
        """What `write_result` has kept; raises `SubmissionError` where that is gone."""
        path = self.folder / arrival / "result.json.gz"
        try:
            with gzip.open(path, "rt", encoding="utf-8") as file:
                found: dict[str, Any] = json.load(file)
        except (OSError, EOFError, ValueError) as error:
            raise SubmissionError(f"{path} cannot be read ({error}).") from None
        return found

    def put(self, arrival: str, target: Path, *, keep_old: bool) -> None:
        """Put a copy of an arrival's files in the place of a folder, as a whole.

        ``keep_old`` : what is there came another way, and is moved to ``TARGET.older``.
        """
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_name(f".{target.name}.arriving")
        old = target.with_name(f".{target.name}.replaced")
        for folder in (new, old):
            shutil.rmtree(folder, ignore_errors=True)
        if not self.files(arrival).is_dir():
            raise SubmissionError(f"{self.files(arrival)} is gone.")
        shutil.copytree(self.files(arrival), new)
        if target.is_symlink():
            raise SubmissionError(f"{target} is a link; remove it.")
        if target.exists():
            if keep_old:
                aside = target.with_name(f"{target.name}.older")
                aside.mkdir(exist_ok=True)
                target.rename(aside / f"{len(list(aside.iterdir()))}-before-{arrival[:8]}")
            else:
                target.rename(old)
        new.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def copy_from(name: str, parent: int, target: Path, owner: int | None = None) -> list[str]:
    """Copy what a student has put into a folder; returns what was left out, in words.

    ``name`` is that of the folder in the open folder ``parent``. Links are not followed, at any
    depth and whatever changes meanwhile; of files, only those of the folder's own owner are read,
    who is the user with the id ``owner``, if that is known. Raises `SubmissionError` where it is no
    such folder.
    """
    try:
        folder = os.open(name, _READ | os.O_DIRECTORY, dir_fd=parent)
    except OSError as error:
        raise SubmissionError(f"It is no folder that can be read ({error.strerror}).") from None
    with contextlib.closing(_Copying(folder)) as copying:
        if owner not in (None, copying.owner):
            raise SubmissionError("It was replaced by a folder of somebody else.")
        copying.copy(folder, target, Path())
        return copying.left_out


class _Copying:
    """One copying of a student's folder, within limits."""

    def __init__(self, folder: int) -> None:
        self.left_out: list[str] = []
        self._open = [folder]
        self.owner = os.fstat(folder).st_uid
        self._files, self._bytes = _MOST_FILES, _MOST_BYTES

    def close(self) -> None:
        for descriptor in self._open:
            os.close(descriptor)

    def copy(self, folder: int, target: Path, inner: Path) -> None:
        """Copy what is in an open folder."""
        with os.scandir(folder) as entries:
            names = sorted(itertools.islice((one.name for one in entries), 10 * _MOST_FILES))
        # Notebooks first: they are taken whatever lies beside them.
        for name in sorted(names, key=lambda name: not name.endswith(".ipynb")):
            self._files -= 1
            if self._files < 0:
                self._leave(inner, f"more than {_MOST_FILES} files")
                break
            try:
                self._copy_one(name, folder, target / name, inner / name)
            except OSError as error:
                self._leave(inner / name, f"cannot be read ({error.strerror})")

    def _leave(self, inner: Path, why: str) -> None:
        if len(self.left_out) < _MOST_TOLD:
            self.left_out.append(f"left out: {ascii(os.fspath(inner))[1:-1]}: {why}")

    def _copy_one(self, name: str, folder: int, target: Path, inner: Path) -> None:
        descriptor = os.open(name, _READ, dir_fd=folder)
        told = os.fstat(descriptor)
        if stat.S_ISDIR(told.st_mode) and len(inner.parts) < DEEPEST:
            self._open.append(descriptor)
            target.mkdir()
            self.copy(descriptor, target, inner)
            os.close(self._open.pop())
            return
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(told.st_mode) or told.st_uid != self.owner:
                self._leave(inner, "is no file of the student's")
            elif told.st_size > self._bytes:
                self._leave(inner, f"too large ({told.st_size >> 20} MB)")
            else:
                size = min(told.st_size, LARGEST + 1)  # enough to be told that it is too large
                self._bytes -= size
                _copy(file, target, size)


def _copy(file: Any, target: Path, size: int) -> None:
    """No more than was there when it was looked at."""
    with target.open("wb") as made:
        while size > 0 and (part := file.read(min(size, 2**20))):
            made.write(part)
            size -= len(part)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
