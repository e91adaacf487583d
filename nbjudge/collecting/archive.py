"""The files of a folder or a zip archive from strangers.

An odd file is refused for itself: one student's file must not cost the class. An archive is refused
as a whole where no LMS could have made it.
"""

import os
import re
import stat
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path, PurePosixPath

from nbjudge.errors import CollectingError
from nbjudge.grading.restore.files import DEEPEST, walk

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
    problem: str = ""  # why it cannot be taken
    place: object = None  # where its source has it

    @property
    def path(self):
        return PurePosixPath(self.name)

    def read(self):
        """Its bytes; raises `NbjudgeError` where they are damaged."""
        return self.source.read(self)

    def start(self, count=64):
        """Its first bytes; raises `NbjudgeError` where they are damaged."""
        return self.source.read(self, count)


def open_source(path):
    """The folder or zip archive at a path; iterate over it for its files, as `Entry`.

    Raises `NbjudgeError` for anything else, and for an archive that is damaged or unsafe.
    """
    path = Path(path)
    if path.is_dir():
        return _Folder(path)
    if not path.exists():
        raise CollectingError(f"There is no folder or zip archive {path}.")
    return _Zip(path)


class _Folder:
    def __init__(self, path):
        self.path = path
        self.links, self.deep = [], []

    def __iter__(self):
        count = 0
        for parent, folders, files in walk(self.path):
            if folders and len(parent.relative_to(self.path).parts) == DEEPEST:
                self.deep.append(parent.relative_to(self.path).as_posix())
            for name in files:
                path = parent / name
                relative = path.relative_to(self.path).as_posix()
                status = path.lstat()
                if _JUNK.search(relative):
                    continue
                if not stat.S_ISREG(status.st_mode):
                    self.links.append(relative)
                    continue
                count += 1
                if count > _MOST_FILES:
                    raise CollectingError(f"{self.path} holds more than {_MOST_FILES:,} files.")
                time = datetime.fromtimestamp(status.st_mtime, UTC)
                large = status.st_size > _LARGEST_FILE
                problem = f"is larger than {_LARGEST_FILE >> 20:,} MB" if large else ""
                shown = unicodedata.normalize("NFC", os.fsencode(relative).decode(errors="replace"))
                yield Entry(shown, status.st_size, time, self, problem, path)

    def read(self, entry, count=-1):
        try:
            with entry.place.open("rb") as file:
                return file.read(count)
        except OSError as error:
            raise CollectingError(f"{entry.place} could not be read: {error.strerror}.") from error


class _Zip:
    """Its list of contents is checked before anything is read, each file while it is read."""

    links = deep = ()

    def __init__(self, path):
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise CollectingError(
                f"{path} is no folder and no readable zip archive ({error}). Download it again."
            ) from error
        self._check()

    def _refuse(self, reason):
        raise CollectingError(
            f"{self.path} is refused: {reason}. Nothing was collected. No LMS makes such an "
            "archive: look at where it comes from, or unpack it yourself and collect the folder."
        )

    def _check(self):
        entries = self._zip.infolist()
        if len(entries) > _MOST_FILES:
            self._refuse(f"it holds {len(entries):,} files, more than {_MOST_FILES:,}")
        for entry in entries:
            if problem := _why_no_lms(entry):
                self._refuse(f"{entry.orig_filename[:100]!r} {problem}")
        self._names = [_name(entry) for entry in entries]
        self._twice = {name for name, count in Counter(self._names).items() if count > 1}
        total = sum(e.file_size for e in entries if e.file_size <= _LARGEST_FILE)
        if total > _LARGEST:
            self._refuse(f"it would unpack to {total / 2**30:.0f} GB")
        ends = sorted((e.header_offset, e.header_offset + e.compress_size) for e in entries)
        if any(end > start for (_, end), (start, _) in pairwise(ends)):
            self._refuse("its files overlap, as those of a zip bomb do")

    def __iter__(self):
        for name, entry in zip(self._names, self._zip.infolist(), strict=True):
            if name.endswith("/") or _JUNK.search(name):
                continue
            problem = _why_unsafe(name, entry)
            if not problem and name in self._twice:
                problem = "is in the archive twice"
            # Zip archives keep local time, without saying where: it is taken for this zone's.
            time = _local(entry.date_time)
            yield Entry(name or "?", entry.file_size, time, self, problem, entry)

    def read(self, entry, count=-1):
        try:
            with self._zip.open(entry.place) as file:
                return file.read(count)
        except Exception as error:  # zipfile, zlib, lzma … each have their own
            raise CollectingError(
                f"{self.path}: {entry.name!r} is damaged ({error}). Download it again."
            ) from error


def _name(entry):
    """The path of a file in an archive, with /, whatever program wrote it."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:  # no word of UTF-8, which a Mac's archives write all the same
        name = _respelled(name)
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _respelled(name):
    """A name that was read in an old PC's code page, in the encoding that makes letters of it."""
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "cp437", "cp850", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or all(
            letter.isascii() or unicodedata.category(letter).startswith("L") for letter in text
        ):
            return text
    return name


def _local(date_time):
    try:
        return datetime(*date_time).astimezone().astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime(1980, 1, 1, tzinfo=UTC)


def _why_no_lms(entry):
    """Why no LMS can have written this, whatever a student has handed in."""
    path = PurePosixPath(entry.orig_filename)
    if path.is_absolute():
        return "is an absolute path"
    if ".." in path.parts:
        return "leads out of the archive"
    if entry.flag_bits & 0x1:
        return "is encrypted"
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device"
    return ""


def _why_unsafe(name, entry):
    """Why one file cannot be taken."""
    path = PurePosixPath(name)
    if not path.parts or any(ord(letter) < 32 for letter in name):
        return "is no file name"
    if ".." in path.parts or path.is_absolute():
        return "leads out of the archive"
    if len(name) > 1000 or any(len(part.encode()) > 255 for part in path.parts):
        return "has too long a path"
    if entry.file_size > _LARGEST_FILE:
        return f"would unpack to {entry.file_size / 2**30:.1f} GB"
    if entry.file_size > max(_RATIO_FROM, _RATIO * entry.compress_size):
        return f"would unpack to {entry.file_size >> 20:,} MB, as a zip bomb does"
    return ""
