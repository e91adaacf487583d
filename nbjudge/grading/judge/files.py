"""Files that pass between a test cell and the student's code, by name.

A test works in a folder of its own, in which the course's files lie. What it writes there is given
to the student's process where a call names it, or where the source's own cells do; what the
student's code has written is put there before the test goes on. Of the student's files only plain
text is taken, with nothing in it that could be run: no module, no settings, no archive, no pickle.
Of any other, its name and size are known, and whoever opens it gets a `JudgeError`.
"""

import contextlib
import importlib.machinery
import itertools
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from nbjudge.errors import JudgeError
from nbjudge.grading.judge import protocol
from nbjudge.grading.judge.channel import WireError

__all__ = ["JudgeFolder", "StudentFolder", "may_run", "uses_files"]

_MOST = 1000  # files of one side
_LARGEST = 2**20  # bytes of a file that is handed over
_ALL = 2**24  # and of all of them at a time
_COPIED = 2**16  # bytes of a course's file that is sooner copied than linked
_DEEP = 8  # folders within folders
_SUFFIXES = (*importlib.machinery.all_suffixes(), ".pth", ".egg", ".whl", ".zip")
_SETTINGS = {"matplotlibrc", "pytest.ini", "tox.ini", "setup.cfg", "pyproject.toml"}
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_USES = re.compile(
    r"open\b|Path\b|\bos\.|shutil|tempfile|glob|write|read|load|save|dump|to_[a-z]+\(|exists|sqlite"
)
# By these words, an instructor's own text could run what stands in a file.
_RUNS = re.compile(
    r"pickle|joblib|\bdill\b|shelve|marshal|yaml|jsonpickle|\bexec\w*\s*\(|\beval\s*\(|"
    r"(?<![\w.])compile\s*\(|runpy|run_path|importlib|__import__|subprocess|\bsystem\s*\(|popen|"
    r"spawn|sympify|parse_expr|lambdify|torch\.load|load_model|model_from_|ctypes|get_ipython|"
    r"fileConfig|testfile|numexpr|jinja2|\bmako\b|"
    r"%(run|load|sx|sc|system)\b|%%(bash|sh|script|python)|^\s*!",
    re.MULTILINE | re.IGNORECASE,
)
# What no one does while files of a student's lie here.
_REFUSED = ("pickle.find_class", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn",
            "os.spawn")  # fmt: skip

_Stamp = tuple[int, int, int]


def uses_files(code: str) -> bool:
    """Whether a test cell may have to do with files."""
    return _USES.search(code) is not None


def may_run(texts: Iterable[str]) -> bool:
    """Whether texts of the instructor's hold a word by which a file could be run."""
    return any(_RUNS.search(text) for text in texts)


def _scan(root: str, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """(path, entry) of all files below a folder that are not hidden; no link is followed."""
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            if depth < _DEEP:
                yield from _scan(entry.path, f"{path}/", depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield path, entry


def _stamps(roots: Iterable[tuple[str, str]]) -> dict[str, _Stamp]:
    """{path: what changes with the file} below pairs of a folder and the beginning of paths."""
    found: dict[str, _Stamp] = {}
    for root, prefix in roots:
        for path, entry in _scan(root, prefix):
            if len(found) >= _MOST:
                return found
            found[path] = _stamp(entry.stat(follow_symlinks=False))
    return found


def _stamp(status: os.stat_result) -> _Stamp:
    return status.st_mtime_ns, status.st_size, status.st_ino


class _Told:
    """What of the files below some folders has changed since it was last told."""

    def __init__(self) -> None:
        self.roots: list[tuple[str, str]] = []
        self.known: dict[str, _Stamp] = {}

    def changed(self, wanted: Any, buffers: list[Any]) -> list[protocol.File]:
        """The files that are new, changed or gone, and of which ``wanted(path)`` holds."""
        now = _stamps(self.roots)
        found = []
        room = _ALL
        for path in sorted(now.keys() | self.known.keys()):
            if now.get(path) == self.known.get(path) or not wanted(path):
                continue
            if path not in now:
                del self.known[path]
                found.append(protocol.File(path))
                continue
            self.known[path] = now[path]
            size, content = now[path][1], None
            if size <= min(_LARGEST, room):
                content = Path(path).read_bytes()
                size, room = len(content), room - len(content)
            if content is not None:
                buffers.append(content)
            found.append(protocol.File(path, size, None if content is None else len(buffers) - 1))
        return found[:_MOST]

    def note(self, path: str) -> None:
        """Take a file as it is for told."""
        try:
            self.known[path] = _stamp(os.lstat(path))
        except OSError:
            self.known.pop(path, None)


class StudentFolder(_Told):
    """The student's side: its working folder, and what a test has handed over elsewhere."""

    def begin(self, course: Iterable[str]) -> None:
        """A test begins; it knows the files of the course, and none of the student's."""
        self.roots = [(".", "")]
        self.known = {path: stamp for path, stamp in _stamps(self.roots).items() if path in course}

    def put(self, files: Iterable[protocol.File], buffers: list[Any]) -> None:
        """Write what the test has written."""
        for file in files:
            path = file.path
            folder = os.path.dirname(path)  # noqa: PTH120
            if folder:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            if os.path.isabs(path) and (folder, f"{folder}/") not in self.roots:  # noqa: PTH117
                self.roots.append((folder, f"{folder}/"))
            if path.endswith("/"):
                continue
            if file.data is not None:
                Path(path).write_bytes(buffers[file.data])
            elif os.path.exists(path):  # noqa: PTH110
                os.remove(path)  # noqa: PTH107
            self.note(path)


class JudgeFolder(_Told):
    """The test's own folder; it becomes the working folder of this process.

    Parameters
    ----------
    root : an empty folder, which is somebody else's to remove.
    course : the folder with the course's files, or None.
    names : what the source's own cells call files.
    closed : whether no text of the student's may lie here, as the instructor's could run it.
    """

    def __init__(
        self, root: str, course: str | None, names: Iterable[str] = (), closed: bool = False
    ) -> None:
        super().__init__()
        work, self._temp = os.path.join(root, "work"), os.path.join(root, "temp")  # noqa: PTH118
        os.mkdir(work)  # noqa: PTH102
        os.mkdir(self._temp)  # noqa: PTH102
        self.root = root
        self._names, self._closed = set(names), closed
        self.course: list[str] = []
        self.refused: JudgeError | None = None  # what the test has been refused
        self._theirs: set[str] = set()  # files of the student's, by path
        self._hollow: set[str] = set()  # those of which only the size is known, resolved
        if course is not None:
            self._lay_out(course, work)
        os.chdir(work)
        self.roots = [(".", ""), (self._temp, f"{self._temp}/")]
        self.known = _stamps(self.roots)
        sys.addaudithook(self._look_after)

    @property
    def temporary(self) -> str:
        """Where the test's temporary files lie."""
        return self._temp

    def _lay_out(self, course: str, work: str) -> None:
        for number, (path, entry) in enumerate(_scan(course)):
            if number >= _MOST:
                return
            self.course.append(path)
            if path.endswith(".py") and entry.stat().st_size <= _LARGEST:
                text = Path(entry.path).read_bytes().decode("utf-8", "replace")
                self._closed = self._closed or may_run([text])
            target = os.path.join(work, path)  # noqa: PTH118
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
            if entry.stat().st_size <= _COPIED:
                shutil.copyfile(entry.path, target)
            else:
                os.symlink(entry.path, target)  # noqa: PTH211

    def forget(self) -> None:
        """The student's process is a new one: nothing of the old one's files is known any more."""
        for path in self._theirs:
            with contextlib.suppress(OSError):
                os.remove(path)  # noqa: PTH107
            self.known.pop(path, None)
        self._theirs.clear()
        self._hollow.clear()

    def written(self, arguments: Any, buffers: list[Any]) -> list[protocol.File]:
        """What the test has written since, of what these arguments or the source's cells name."""
        named = self._names | {os.path.normpath(text) for text in _texts(arguments)}

        def wanted(path: str) -> bool:
            return bool(named & {".", path, *map(str, Path(path).parents)} - {"/"})

        found = self.changed(wanted, buffers)
        return [protocol.File(f"{name}/") for name in self._folders(arguments)] + found

    def _folders(self, arguments: Any) -> list[str]:
        """Folders that arguments name, or of which they name an entry, with those in them."""
        found: dict[str, None] = {}
        for text in _texts(arguments):
            path = Path(os.path.normpath(text))
            folder = path if path.is_dir() else path.parent
            inside = not folder.is_absolute() or folder.is_relative_to(self._temp)
            if not inside or folder == Path() or ".." in folder.parts or not folder.is_dir():
                continue
            for place, _, _ in itertools.islice(os.walk(folder), 100):
                found[place] = None
        return list(found)

    def take(self, files: Iterable[protocol.File], buffers: list[Any], carry: bool) -> bool:
        """Put down what the student's code has written; whether a change was left out.

        What the test has written itself is changed only with ``carry``.
        """
        left_out = False
        for file in files:
            path = self._allowed(file.path)
            if path is None or (file.data is not None and file.data >= len(buffers)):
                continue
            if path in self.known and path not in self._theirs and not carry:
                left_out = True
                continue
            try:
                self._put(path, file, buffers)
            except OSError as error:
                raise WireError(f"a file that cannot be taken ({error.strerror})") from error
        return left_out

    def _allowed(self, path: str) -> str | None:
        """The path of a student's file as it is known here; None for one that is not taken."""
        path = os.path.normpath(path)
        if "\0" in path or path.endswith(_SUFFIXES) or path in self.course:
            return None
        inside = path.removeprefix(f"{self._temp}/")
        parts = inside.split("/")
        if os.path.isabs(inside) or any(part.startswith(".") for part in parts):  # noqa: PTH117
            return None
        return None if parts[-1] in _SETTINGS or len(parts) > _DEEP else path

    def _put(self, path: str, file: protocol.File, buffers: list[Any]) -> None:
        whole = os.path.realpath(path)
        self._hollow.discard(whole)
        if file.size is None:
            if os.path.isfile(path):  # noqa: PTH113
                os.remove(path)  # noqa: PTH107
            self._theirs.discard(path)
            self.known.pop(path, None)
            return
        os.makedirs(os.path.dirname(whole), exist_ok=True)  # noqa: PTH103, PTH120
        content = b"" if file.data is None else np.ndarray.tobytes(buffers[file.data])
        if file.data is None or self._closed or _BINARY.search(content):
            size = min(file.size if file.data is None else len(content), 2**40)
            with open(whole, "wb") as made:  # noqa: PTH123
                made.truncate(size)
            self._hollow.add(whole)
        else:
            Path(whole).write_bytes(content)
        self._theirs.add(path)
        self.note(path)

    def _refuse(self, why: str) -> None:
        self.refused = JudgeError(why)
        raise self.refused

    def _look_after(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Refuse what could run a student's file, or would read one that is not here."""
        if not self._theirs:
            return
        if event in _REFUSED:
            self._refuse(
                f"The test does something ({event}) by which a file of the student's could be run. "
                "Let a function of the student's read it, and test what that returns."
            )
        if event not in ("open", "sqlite3.connect") or not self._hollow:
            return
        path = arguments[0]
        if isinstance(path, str | bytes | os.PathLike):
            name = os.fsdecode(path)
            if os.path.realpath(name) in self._hollow:
                self._refuse(
                    f"The test opens {os.path.basename(name)}, which the student's code has "  # noqa: PTH119
                    "written and which is no plain text, or which the notebook's own text could "
                    "run. Let a function of the student's read it, and test what that returns."
                )


def _texts(value: Any, depth: int = 0) -> Iterator[str]:
    """The texts and paths among arguments."""
    kind = type(value)
    if kind is str:
        if 0 < len(value) < 1000 and "\0" not in value:
            yield value
    elif issubclass(kind, Path):  # an object of the student's would be asked for its class
        yield str(value)
    elif kind in (tuple, list, set, dict) and depth < 4 and len(value) <= _MOST:
        for one in value.items() if kind is dict else value:
            yield from _texts(one, depth + 1)
