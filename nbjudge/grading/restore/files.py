"""Files of a submission, made safe to read: nbgrader's hook before it converts them.

Links and devices are moved out of the way, a notebook that Jupyter would open is put right as a
file, and for one that cannot be read a stand-in says why, so that it gets a mark and a reason.
"""

import contextlib
import errno
import json
import os
import re
import stat
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.coursedir import CourseDirectory
from traitlets.log import get_logger
from traitlets.utils.importstring import import_item

from nbjudge.errors import SubmissionError
from nbjudge.grading.restore.reading import LARGEST, Unreadable, read_notebook
from nbjudge.grading.restore.timestamps import LONGEST, read_time

__all__ = ["LARGEST", "ReceiveFiles", "check_file", "read_files", "receive_files", "walk"]

# Beside the notebooks, folders among them; nbgrader's time for them grows with their square.
_MOST_FILES = 1000
DEEPEST = 40  # folders within each other; many programs, Python's among them, fail at hundreds
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_MOST_BESIDE = 50 * 2**20  # bytes of all files beside the notebooks


class ReceiveFiles:
    """Autograde's pre-convert hook: `receive_files`, in a course that may have other folders.

    Parameters
    ----------
    directory : the section CourseDirectory of the configuration, or what it holds.
    then : a hook of the course's own to call afterwards, or its dotted name; None for none.
    """

    def __init__(self, directory=None, then=None):
        self._directory = {} if directory is None else directory  # one that is still empty fills
        self._then = import_item(then) if isinstance(then, str) else then

    def __call__(self, assignment, student, notebooks):
        structure = self._directory.get(
            "directory_structure", CourseDirectory.directory_structure.default_value
        )

        def folder(step):
            """An assignment's folder of a step, from the course folder, where nbgrader runs."""
            name = self._directory.get(f"{step}_directory", step)
            return lambda assignment: structure.format(
                nbgrader_step=name, student_id=".", assignment_id=assignment
            )

        receive_files(assignment, student, notebooks, folder("source"), folder("release"))
        if self._then:
            self._then(assignment=assignment, student=student, notebooks=notebooks)


def receive_files(
    assignment, student, notebooks, source="source/{}".format, release="release/{}".format
):
    """Make the files of one submission safe to read.

    ``notebooks`` are nbgrader's paths, submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb, in the course
    folder; the list is brought up to date. ``source`` and ``release`` give an assignment's folders.
    """
    if not notebooks:
        return
    folder = Path(notebooks[0]).parent
    _check_depth(folder)
    _check_number(folder)
    for path in list(_special_files(folder)):
        place = _put_aside(path, folder)
        get_logger().error(
            "%s: %s is a link or a device, no file, and is not graded. It was moved to %s.",
            *(_who(folder), _told(path.relative_to(folder)), _told(place)),
        )
    for path in list(_names_of_control(folder)):
        place = _put_aside(path, folder)
        get_logger().error(
            "%s: the name of %s holds control characters, which a terminal would obey. It was "
            "moved to %s.",
            *(_who(folder), _told(path.relative_to(folder)), _told(place)),
        )
    _check_size(folder)
    _check_timestamp(folder)
    expected = sorted(path.name for path in Path(source(folder.name)).glob("*.ipynb"))
    names = sorted({Path(path).name for path in notebooks} | set(expected))
    others = [folder / name for name in names if name not in expected]
    for name in expected:
        _take_copy(folder / name, others, Path(release(folder.name), name))
    for path in [*map(folder.joinpath, expected), *filter(Path.exists, others)]:
        try:
            _receive(path, expected)
        except SubmissionError as error:
            get_logger().error("%s", error)
            if path.name in expected:
                _stand_in(path, error)
    notebooks[:] = [os.fspath(path) for path in sorted(folder.glob("*.ipynb"))]


def walk(folder):
    """`os.walk` from the top, in order, for what strangers have made: (parent, folders, files).

    It calls itself for no folder, and does not enter those that lie too deep; links are files.
    """
    waiting = [(Path(folder), 0)]
    while waiting:
        parent, depth = waiting.pop()
        folders, files = [], []
        with contextlib.suppress(OSError), os.scandir(parent) as entries:
            for entry in entries:
                (folders if entry.is_dir(follow_symlinks=False) else files).append(entry.name)
        folders.sort()
        yield parent, folders, sorted(files)
        if depth < DEEPEST:
            waiting += [(parent / name, depth + 1) for name in reversed(folders)]


def _check_depth(folder):
    """Folders within folders without end are put aside."""
    deep = {
        parent.relative_to(folder).parts[0]
        for parent, folders, _ in walk(folder)
        if folders and len(parent.relative_to(folder).parts) == DEEPEST
    }
    for name in sorted(deep):
        get_logger().error(
            "%s: in %s, more than %d folders lie within each other. It was moved to %s.",
            *(_who(folder), _told(Path(name)), DEEPEST, _told(_put_aside(folder / name, folder))),
        )


def _special_files(folder):
    """Everything below a folder that is neither a file nor a folder; links are not followed."""
    for parent, _, files in walk(folder):
        for name in files:
            path = parent / name
            if not stat.S_ISREG(path.lstat().st_mode):
                yield path


def _names_of_control(folder):
    """Files and folders with control characters in their names; nbgrader would print them."""
    for parent, folders, files in walk(folder):
        found = [name for name in (*folders, *files) if _CONTROL.search(name)]
        folders[:] = [name for name in folders if name not in found]
        yield from (parent / name for name in found)


def files_below(folder):
    """Paths of all files below a folder, at most as many as are taken; links are left out."""
    return [path for path in all_below(folder) if not path.is_symlink() and not path.is_dir()]


def all_below(folder):
    """Paths of all folders, files and links below a folder; a few more than are taken at most."""
    found = []
    for parent, folders, files in walk(folder):
        found += [parent / name for name in (*folders, *files)]
        if len(found) > _MOST_FILES:
            break
    return found


def read_files(folder, paths):
    """{path from the folder: bytes} of files in it, as `receive_files` has left them.

    What has come since and is no file is left out, and so is what is more than is taken: it may be
    a pipe, which would never end.
    """
    found, room = {}, {True: LARGEST + 1, False: _MOST_BESIDE}
    for path in paths:
        content = _read_regular(path, room[path.suffix == ".ipynb"])
        if content is not None:
            found[os.path.relpath(path, folder)] = content
            if path.suffix != ".ipynb":
                room[False] -= len(content)
    return found


def _read_regular(path, most):
    """The bytes of a file; None for anything else, and for one that is larger than ``most``."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO):  # a link; a socket, or a device of nothing
            return None
        raise
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return None
        return file.read(most)


def _check_number(folder):
    """Of too many files, only the notebooks are taken."""
    if len(all_below(folder)) <= _MOST_FILES:
        return
    get_logger().error(
        "%s: there are more than %d files and folders, so only the notebooks are graded. The "
        "others were moved to %s.refused.", _who(folder), _MOST_FILES, folder,
    )  # fmt: skip
    aside = folder.with_name(f"{folder.name}.refused")
    aside.mkdir(exist_ok=True)
    target = Path(tempfile.mkdtemp(prefix="files-", dir=aside))
    for path in sorted(folder.iterdir()):
        if path.suffix != ".ipynb" or (path.is_dir() and not path.is_symlink()):
            path.rename(target / path.name)


def _check_size(folder):
    """Of too large files, as many as can be are taken."""
    sizes = {path: path.stat().st_size for path in files_below(folder) if path.suffix != ".ipynb"}
    for path in sorted(sizes, key=sizes.get, reverse=True):
        if sum(sizes.values()) <= _MOST_BESIDE:
            return
        get_logger().error(
            "%s: beside the notebook is more than %d MB, so %s (%d MB) is left out. It was moved "
            "to %s.",
            *(_who(folder), _MOST_BESIDE >> 20, _told(path.relative_to(folder))),
            *(sizes.pop(path) >> 20, _told(_put_aside(path, folder))),
        )


def _check_timestamp(folder):
    """A time that nbgrader cannot read, or reads wrongly, is put right or put aside."""
    path, note = folder / "timestamp.txt", None
    if not path.exists():
        return
    try:
        if path.stat().st_size > LONGEST:
            raise ValueError(f"it is {path.stat().st_size:,} bytes long")
        text = path.read_text(encoding="utf-8-sig").strip()
        time, note = read_time(text)
    except (ValueError, OSError) as error:
        get_logger().error(
            "%s: timestamp.txt is no time (%s), so the submission counts as in time. Kept as %s.",
            *(_who(folder), error, _put_aside(path, folder)),
        )
        return
    if note:
        get_logger().error("%s: timestamp.txt: %s", _who(folder), note)
    if time is not None:
        _put_aside(path, folder)
        path.write_text(f"{time:%Y-%m-%d %H:%M:%S.%f} UTC\n", encoding="utf-8")


def _told(path):
    """A path as it can be printed: on Linux a name may be any bytes."""
    return _CONTROL.sub("?", os.fspath(path).encode("utf-8", "replace").decode())


def _put_aside(path, folder):
    """Move a file to a folder beside the submission that nbgrader does not look into."""
    aside = folder.with_name(f"{folder.name}.refused")
    aside.mkdir(exist_ok=True)
    number = len(list(aside.iterdir()))
    return path.rename(aside / f"{number}-{path.name}")


def _take_copy(path, others, release):
    """Where the notebook is missing or nothing is written in it, and one copy beside it holds work,
    the copy is what was handed in: tools that fetch an assignment anew rename the student's."""
    given = _given(release)
    if not others or not given or _written_in(path, given):
        return
    copies = [other for other in others if _written_in(other, given, alike=True)]
    if len(copies) == 1:
        kept = f", which is kept as {_put_aside(path, path.parent)}" if path.exists() else ""
        copies[0].rename(path)
        get_logger().error(
            "%s: %s is no notebook of this assignment by its name, but a copy that holds work: it "
            "was taken for %s%s.",
            *(_who(path.parent), copies[0].name, path.name, kept),
        )
    elif copies:
        get_logger().error(
            "%s: nothing is written in %s, and several files beside it hold work: %s. Give the "
            "right one its name, then autograde again.",
            *(_who(path.parent), path.name, ", ".join(copy.name for copy in copies)),
        )


def _given(path):
    """The texts of the cells of a notebook as students were given it; none where it is unknown."""
    if not path.is_file():
        return set()
    return {_dense(cell.source) for cell in nbformat.read(path, as_version=4).cells}


def _written_in(path, given, alike=False):
    """Whether a notebook file has a cell with another text than those given; ``alike`` asks for
    some of them as well, so that it is a copy of the same notebook."""
    try:
        cells = read_notebook(_read(path)).nb.cells
    except (Unreadable, OSError):
        return False
    texts = {_dense(cell.source) for cell in cells} - {""}
    return bool(texts - given) and (not alike or len(texts & given) >= 0.3 * len(given))


def _dense(text):
    return "".join(text.split())


def _read(path):
    """The bytes of a file, or a few more than are taken."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _receive(path, expected):
    """Put right what keeps a notebook from being read by nbgrader and is nobody's work.

    Raises `SubmissionError` where it cannot be read at all.
    """
    reading = check_file(path, expected)
    if reading.is_plain:
        return
    text = json.dumps(reading.nb, ensure_ascii=False, indent=1)
    place = _put_aside(path, path.parent)
    path.write_text(text, encoding="utf-8")
    if reading.notes:
        get_logger().error(
            "%s: %s %s. What could be read is graded; the file itself is kept as %s.",
            *(_who(path.parent), path.name, ", and ".join(reading.notes), place),
        )


def _stand_in(path, error):
    """Put a notebook that says what is wrong in the place of one that cannot be read."""
    if path.exists():
        get_logger().error("%s: kept as %s", _who(path.parent), _put_aside(path, path.parent))
    nb = new_notebook(cells=[new_markdown_cell(f"**Nothing could be graded.** {error}")])
    nb.metadata["nbjudge"] = {"stand_in": str(error)}
    nbformat.write(nb, path)


def _who(folder):
    return f"{folder.name}, student {folder.parent.name}"


def check_file(path, expected):
    """The `Reading` of a submitted file; raises `SubmissionError` where it cannot be graded.

    ``path`` ends in STUDENT/ASSIGNMENT/NOTEBOOK.ipynb; ``expected`` are the names of the
    assignment's notebooks, if they are known. A file that the grader may not read raises OSError.
    """
    path = Path(path)
    who = f"{_who(path.parent)}: {path.name}"
    folder = os.path.relpath(path.parent)
    if not path.exists():
        raise SubmissionError(
            f"{who} is missing, so it gets no marks. Ask the student for it, put it into "
            f"{folder}, and autograde again."
        )
    if expected and path.name not in expected:
        raise SubmissionError(
            f"{who} is no notebook of this assignment, so it is not graded. Expected "
            f"{', '.join(expected)}: rename the file in {folder}, then autograde again."
        )
    if not path.is_file():
        raise SubmissionError(
            f"{who} is a folder, no file, so it is not graded. Ask the student for the file, put "
            f"it into {folder}, and autograde again."
        )
    try:
        return read_notebook(_read(path))
    except Unreadable as error:
        raise SubmissionError(
            f"{who} is not a readable notebook ({error}), so it is not graded. Ask the student "
            f"for the file again, put it into {folder}, and autograde again."
        ) from None
