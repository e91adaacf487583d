"""The files of a folder or a zip archive from strangers: what is unsafe is refused as a whole."""

import os
import re
import stat
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path, PurePosixPath

from nbjudge.errors import NbjudgeError

__all__ = ["Entry", "open_source"]

_MOST_FILES = 20_000
_LARGEST = 4 * 2**30  # bytes, all files together
_LARGEST_FILE = 2**30
_RATIO, _RATIO_FROM = 200, 10 * 2**20  # how many times larger unpacked; from how many bytes on
_JUNK = re.compile(
    r"(^|/)(__MACOSX|\.ipynb_checkpoints|\.git)/|(^|/)(\.DS_Store|Thumbs\.db|\._[^/]*)$"
)


@dataclass(frozen=True)
class Entry:
    """A file that was handed over."""

    name: str  # its path, with /
    size: int  # bytes
    time: datetime  # UTC, when it was last changed
    source: object

    @property
    def path(self):
        return PurePosixPath(self.name)

    def read(self):
        """Its bytes; raises `NbjudgeError` where they are damaged."""
        return self.source.read(self.name)


def open_source(path):
    """The folder or zip archive at a path; iterate over it for its files, as `Entry`.

    Raises `NbjudgeError` for anything else, and for an archive that is damaged or unsafe.
    """
    path = Path(path)
    if path.is_dir():
        return _Folder(path)
    if not path.exists():
        raise NbjudgeError(f"There is no folder or zip archive {path}.")
    return _Zip(path)


class _Folder:
    def __init__(self, path):
        self.path = path
        self.links = []

    def __iter__(self):
        count = 0
        for parent, folders, files in os.walk(self.path):
            folders.sort()
            for name in sorted(files):
                path = Path(parent, name)
                relative = path.relative_to(self.path).as_posix()
                status = path.lstat()
                if _JUNK.search(relative):
                    continue
                if not stat.S_ISREG(status.st_mode):
                    self.links.append(relative)
                    continue
                count += 1
                if count > _MOST_FILES:
                    raise NbjudgeError(f"{self.path} holds more than {_MOST_FILES:,} files.")
                time = datetime.fromtimestamp(status.st_mtime, UTC)
                yield Entry(relative, status.st_size, time, self)

    def read(self, name):
        path = self.path / name
        if path.stat().st_size > _LARGEST_FILE:
            raise NbjudgeError(f"{path} is larger than {_LARGEST_FILE >> 20:,} MB.")
        return path.read_bytes()


class _Zip:
    """Its list of contents is checked before anything is read, each file while it is read."""

    links = ()

    def __init__(self, path):
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise NbjudgeError(
                f"{path} is no folder and no readable zip archive ({error}). Download it again."
            ) from error
        self._check()

    def _refuse(self, reason):
        raise NbjudgeError(
            f"{self.path} is refused: {reason}. Nothing was collected. No LMS makes such an "
            "archive: look at where it comes from, or unpack it yourself and collect the folder."
        )

    def _check(self):
        entries = self._zip.infolist()
        if len(entries) > _MOST_FILES:
            self._refuse(f"it holds {len(entries):,} files, more than {_MOST_FILES:,}")
        seen, total = set(), 0
        for entry in entries:
            name = entry.filename
            if problem := _why_unsafe(entry):
                self._refuse(f"{name[:100]!r} {problem}")
            if name in seen:
                self._refuse(f"{name[:100]!r} is in it twice")
            seen.add(name)
            total += entry.file_size
        if total > _LARGEST:
            self._refuse(f"it would unpack to {total / 2**30:.0f} GB")
        ends = sorted((e.header_offset, e.header_offset + e.compress_size) for e in entries)
        if any(end > start for (_, end), (start, _) in pairwise(ends)):
            self._refuse("its files overlap, as those of a zip bomb do")

    def __iter__(self):
        for entry in self._zip.infolist():
            if not entry.is_dir() and not _JUNK.search(entry.filename):
                # Zip archives keep local time, without saying where: it is taken for this zone's.
                yield Entry(entry.filename, entry.file_size, _local(entry.date_time), self)

    def read(self, name):
        try:
            return self._zip.read(name)
        except Exception as error:  # zipfile, zlib, lzma … each have their own
            self._refuse(f"{name!r} is damaged ({error})")


def _local(date_time):
    try:
        return datetime(*date_time).astimezone().astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime(1980, 1, 1, tzinfo=UTC)


def _why_unsafe(entry):
    name, kind = entry.orig_filename, stat.S_IFMT(entry.external_attr >> 16)
    path = PurePosixPath(name)
    if not name or any(ord(letter) < 32 for letter in name):
        return "is no file name"
    if "\\" in name:
        return "has a backslash in its path"
    if path.is_absolute() or re.match(r"[A-Za-z]:", name):
        return "is an absolute path"
    if ".." in path.parts:
        return "leads out of the archive"
    if len(name) > 1000 or any(len(part.encode()) > 255 for part in path.parts):
        return "has too long a path"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device"
    if entry.file_size > _LARGEST_FILE:
        return f"would unpack to {entry.file_size / 2**30:.1f} GB"
    if entry.file_size > max(_RATIO_FROM, _RATIO * entry.compress_size):
        return f"would unpack to {entry.file_size >> 20:,} MB, as a zip bomb does"
    return None
