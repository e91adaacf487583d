"""Files of a submission, made safe to read: nbgrader's hook before it converts them.

Links and devices are moved out of the way, and for a notebook that cannot be read a stand-in says
why, so that it gets a mark and a reason as well.
"""

import json
import os
import stat
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import parse_utc
from traitlets.log import get_logger
from traitlets.utils.importstring import import_item

from nbjudge.errors import SubmissionError

__all__ = ["ReceiveFiles", "check_file", "files_below", "receive_files"]

_LARGEST = 64  # MB of a notebook
_MOST_CELLS = 10_000
_MOST_FILES = 1000  # beside the notebooks; nbgrader's time for them grows with their square


class ReceiveFiles:
    """Autograde's pre-convert hook: `receive_files`, in a course that may have other folders.

    Parameters
    ----------
    directory : the section CourseDirectory of the configuration, or what it holds.
    then : a hook of the course's own to call afterwards, or its dotted name; None for none.
    """

    def __init__(self, directory=None, then=None):
        self._directory = directory or {}
        self._then = import_item(then) if isinstance(then, str) else then

    def __call__(self, assignment, student, notebooks):
        name = self._directory.get("source_directory", "source")
        structure = self._directory.get(
            "directory_structure", CourseDirectory.directory_structure.default_value
        )

        def source(assignment):
            """The folder of the sources, from the course folder, where nbgrader's steps run."""
            return structure.format(nbgrader_step=name, student_id=".", assignment_id=assignment)

        receive_files(assignment, student, notebooks, source)
        if self._then:
            self._then(assignment=assignment, student=student, notebooks=notebooks)


def receive_files(assignment, student, notebooks, source="source/{}".format):
    """Make the files of one submission safe to read.

    ``notebooks`` are nbgrader's paths, submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb, in the course
    folder; the list is brought up to date. ``source`` gives the folder of an assignment's source.
    """
    if not notebooks:
        return
    folder = Path(notebooks[0]).parent
    for path in _special_files(folder):
        place = _put_aside(path, folder)
        get_logger().error(
            "%s: %s is a link or a device, no file, and is not graded. It was moved to %s.",
            *(_who(folder), path.relative_to(folder), place),
        )
    _check_number(folder)
    _check_timestamp(folder)
    expected = sorted(path.name for path in Path(source(folder.name)).glob("*.ipynb"))
    for name in sorted({Path(path).name for path in notebooks} | set(expected)):
        path = folder / name
        try:
            if not (name in expected and path.exists() and _mend(path)):
                check_file(path, expected)
        except SubmissionError as error:
            get_logger().error("%s", error)
            if name in expected:
                _stand_in(path, error)
    notebooks[:] = [os.fspath(path) for path in sorted(folder.glob("*.ipynb"))]


def _special_files(folder):
    """Everything below a folder that is neither a file nor a folder; links are not followed."""
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            mode = path.lstat().st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                yield path


def files_below(folder):
    """Paths of all files below a folder, at most as many as are taken; links are left out."""
    found = []
    for parent, folders, files in os.walk(folder):
        folders.sort()
        found += [path for name in sorted(files) if not (path := Path(parent, name)).is_symlink()]
        if len(found) > _MOST_FILES:
            break
    return found


def _check_number(folder):
    """Of too many files, only the notebooks are taken."""
    if len(files_below(folder)) <= _MOST_FILES:
        return
    get_logger().error(
        "%s: there are more than %d files, so only the notebooks are graded. The others were "
        "moved to %s.refused.", _who(folder), _MOST_FILES, folder,
    )  # fmt: skip
    aside = folder.with_name(f"{folder.name}.refused")
    aside.mkdir(exist_ok=True)
    target = Path(tempfile.mkdtemp(prefix="files-", dir=aside))
    for path in sorted(folder.iterdir()):
        if path.suffix != ".ipynb":
            path.rename(target / path.name)


def _check_timestamp(folder):
    path = folder / "timestamp.txt"
    if not path.exists():
        return
    try:
        parse_utc(path.read_text(encoding="utf-8").strip())
    except (ValueError, OverflowError, OSError) as error:
        get_logger().error(
            "%s: timestamp.txt is no time (%s), so the submission counts as in time. Kept as %s.",
            *(_who(folder), type(error).__name__, _put_aside(path, folder)),
        )


def _put_aside(path, folder):
    """Move a file to a folder beside the submission that nbgrader does not look into."""
    aside = folder.with_name(f"{folder.name}.refused")
    aside.mkdir(exist_ok=True)
    number = len(list(aside.iterdir()))
    return path.rename(aside / f"{number}-{path.name}")


def _mend(path):
    """Put right what keeps a notebook from being read and is nobody's work.

    Returns whether it can be read.
    """
    try:
        if _why_unreadable(path) is None:
            return True
        if path.stat().st_size > _LARGEST * 2**20:
            return False
    except Exception:  # as in check_file
        pass
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        cells = raw["cells"]
        raw["cells"] = [cell for cell in cells if "nbgrader" in cell.get("metadata", ())]
        if len(cells) <= _MOST_CELLS:
            raw["cells"] = cells
        for cell in raw["cells"]:
            metadata = cell["metadata"]
            cell["metadata"] = {k: metadata[k] for k in ("nbgrader", "deletable") if k in metadata}
            if cell["cell_type"] == "code":
                cell.update(outputs=[], execution_count=None)
        text = json.dumps(raw, ensure_ascii=False).encode(errors="replace").decode()
        if (reason := _why_invalid(json.loads(text))) is not None:
            raise ValueError(reason)
    except Exception:  # it cannot be mended: check_file says why
        return False
    who = _who(path.parent)
    place = _put_aside(path, path.parent)
    path.write_text(text, encoding="utf-8")
    get_logger().error(
        "%s: %s was damaged. Its cells were kept, their outputs and other metadata not; the file "
        "itself is kept as %s.", who, path.name, place,
    )  # fmt: skip
    return True


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
    """Raise `SubmissionError` where a submitted file cannot be graded.

    ``path`` ends in STUDENT/ASSIGNMENT/NOTEBOOK.ipynb; ``expected`` are the names of the
    assignment's notebooks, if they are known.
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
    try:
        reason = _why_unreadable(path)
    except Exception as error:  # nbformat and json raise a dozen kinds for a broken file
        text = str(error).splitlines()[0][:120] if str(error) else ""
        reason = f"{type(error).__name__}: {text}"
    if reason:
        raise SubmissionError(
            f"{who} is not a readable notebook ({reason}), so it is not graded. Ask the student "
            f"for the file again, put it into {folder}, and autograde again."
        )


def _why_unreadable(path):
    if path.stat().st_size > _LARGEST * 2**20:
        return f"it is larger than {_LARGEST} MB"
    return _why_invalid(json.loads(path.read_text(encoding="utf-8")))


def _why_invalid(raw):
    cells = len(raw.get("cells", ()))
    if cells > _MOST_CELLS:
        return f"it has {cells} cells"
    text = json.dumps(raw, ensure_ascii=False)
    text.encode()  # half a surrogate pair could not be written
    nbformat.validate(nbformat.convert(nbformat.reader.reads(text), 4))
    return None
