"""What happens to a submission before its cells are run, set in nbgrader_config.py.

Files: links and devices are moved out of the way, and for a notebook that cannot be read a
stand-in says why, so that it gets a mark and a reason as well. Cells: what nbgrader keeps in its
gradebook is put back, whatever has become of it.
"""

import contextlib
import json
import os
import stat
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook
from nbformat.v4.nbbase import random_cell_id
from nbgrader.api import Gradebook
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    NbGraderPreprocessor,
    OverwriteCells,
    OverwriteKernelspec,
)
from nbgrader.utils import parse_utc
from traitlets.log import get_logger

from nbjudge.classroom.recover import CourseCell, claimed_id, recover
from nbjudge.course import grade_id
from nbjudge.errors import SubmissionError
from nbjudge.grading.gradebook import RestoreKernelspec

__all__ = [
    "RestoreCells",
    "cells_of",
    "check_file",
    "files_below",
    "places",
    "receive_files",
    "sanitize_preprocessors",
    "source_folder",
    "source_places",
    "stand_in_reason",
]

_LARGEST = 64  # MB of a notebook
_MOST_CELLS = 10_000
_MOST_FILES = 1000  # beside the notebooks; nbgrader's time for them grows with their square


def receive_files(assignment, student, notebooks):
    """Autograde's pre-convert hook: make the files of one submission safe to read.

    ``notebooks`` are nbgrader's paths, submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb, in the course
    folder; the list is brought up to date.
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
    expected = sorted(path.name for path in Path("source", folder.name).glob("*.ipynb"))
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


def stand_in_reason(nb):
    """Why a notebook stands in for one that could not be read; None for any other."""
    own = nb.metadata.get("nbjudge")
    reason = own.get("stand_in") if isinstance(own, dict) else None
    return reason if isinstance(reason, str) else None


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


def sanitize_preprocessors(defaults):
    """nbgrader's list of preprocessors that restore a submission, with `RestoreCells` for two.

    It puts right all that nbgrader's OverwriteCells and CheckCellMetadata would, and more.
    """
    replaced = (OverwriteCells, CheckCellMetadata)
    instead = {OverwriteKernelspec: RestoreKernelspec}
    return [RestoreCells, *(instead.get(step, step) for step in defaults if step not in replaced)]


def source_folder(preprocessor, resources):
    """The folder with the instructor's own files for this assignment, where it is at hand."""
    if "folder" in resources.get("nbjudge", {}):
        return Path(resources["nbjudge"]["folder"])
    course = getattr(getattr(preprocessor.parent, "parent", None), "coursedir", None)
    if course is None:
        return None
    assignment = resources["nbgrader"]["assignment"]
    path = Path(course.format_path(course.source_directory, ".", assignment))
    return path if path.is_dir() else None


def source_places(preprocessor, resources):
    """{grade id: place} in the source notebook, where that is at hand."""
    if "places" in resources.get("nbjudge", {}):
        return resources["nbjudge"]["places"]
    return places(_source_cells(preprocessor, resources))


def _source_cells(preprocessor, resources):
    """The cells of the source notebook, where that is at hand; otherwise none."""
    if "source" in resources.get("nbjudge", {}):
        return resources["nbjudge"]["source"]
    folder = source_folder(preprocessor, resources)
    return cells_of(folder, resources["nbgrader"]["notebook"])


def _release_cells(preprocessor, resources):
    """The cells of the release, where that is at hand; otherwise none."""
    if "release" in resources.get("nbjudge", {}):
        return resources["nbjudge"]["release"]
    course = getattr(getattr(preprocessor.parent, "parent", None), "coursedir", None)
    if course is None:
        return []
    names = resources["nbgrader"]
    folder = course.format_path(course.release_directory, ".", names["assignment"])
    return cells_of(folder, names["notebook"])


def cells_of(folder, notebook):
    """The cells of a notebook in a folder of the course; none where it is not there."""
    path = Path(folder or "", f"{notebook}.ipynb")
    return nbformat.read(path, as_version=4).cells if path.is_file() else []


def places(cells):
    """{grade id: place} of cells."""
    return {grade_id(cell): place for place, cell in enumerate(cells) if grade_id(cell)}


class RestoreCells(NbGraderPreprocessor):
    """Give every cell that nbgrader knows its type, points and tests back.

    nbgrader itself restores the text of locked cells, but a cell can also be deleted, be there
    twice, be turned into text, bear a tag that keeps it from being run (and a test that is not run
    has full marks), or lose its nbgrader metadata. Which cell is which, `recover` finds out; what
    it did stands in the notebook's metadata, and of what it is not sure a warning tells.
    """

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        with contextlib.ExitStack() as stack:
            gradebook = resources.get("gradebook")
            if gradebook is None:
                gradebook = stack.enter_context(Gradebook(names["db_url"]))
            notebook = gradebook.find_notebook(names["notebook"], names["assignment"])
            known = {cell.name: _Known(cell) for cell in notebook.source_cells}
            for cell in notebook.grade_cells:
                known[cell.name].grade(cell.max_score)
            for cell in notebook.solution_cells:
                known[cell.name].metadata["solution"] = True
            for cell in notebook.task_cells:
                known[cell.name].task(cell.max_score)
        findings = recover(nb, self._course(nb, known, resources))
        nb.cells = [self._restored(cell, known) for cell in nb.cells]
        _give_ids(nb)
        # The student's programs may have renamed it. OverwriteKernelspec sets the course's own.
        nb.metadata.pop("kernelspec", None)
        reason = stand_in_reason(nb)
        nb.metadata["nbjudge"] = {} if reason is None else {"stand_in": reason}
        if findings:
            nb.metadata["nbjudge"]["recovered"] = findings
        for finding in findings if reason is None else ():
            if not finding["sure"]:
                self.log.warning(
                    "%s: cell %s: %s. Compare it with what was handed in.",
                    *(names["notebook"], finding["cell"], finding["how"]),
                )
        return nb, resources

    def _course(self, nb, known, resources):
        """[CourseCell] of the notebook as students were given it, in order."""
        clear = ClearHiddenTests(parent=self), ClearMarkScheme(parent=self)
        source = _source_cells(self, resources)
        answers = {grade_id(cell): cell.source for cell in source}
        given = _release_cells(self, resources) or source
        found, left = [], dict(known)
        for cell in given or nb.cells:  # without them the student's own order must do
            name = claimed_id(cell)
            if name in left:
                found.append(left.pop(name).as_given(clear, answers.get(name, "")))
            elif given and name is None:
                tags = tuple(cell.metadata.get("tags", ()))
                own_id = cell.get("id", "")  # older formats have none
                found.append(CourseCell(None, own_id, cell.cell_type, cell.source, tags=tags))
        return found + [cell.as_given(clear) for cell in left.values()]

    @staticmethod
    def _restored(cell, known):
        name = claimed_id(cell)
        cell.metadata.pop("nbgrader", None)
        return known[name].restored(cell) if name in known else cell


def _give_ids(nb):
    """Each cell an id of its own, as in nbformat 4.5: in older files and Colab's some have none."""
    nb.nbformat_minor = max(nb.nbformat_minor, 5)
    seen = set()
    for cell in nb.cells:
        if "id" not in cell or cell.id in seen:
            cell.id = random_cell_id()
        seen.add(cell.id)


class _Known:
    """What the gradebook says of a cell."""

    def __init__(self, cell):
        self.name = cell.name
        self.cell_type = cell.cell_type
        self.source = cell.source
        self.metadata = {
            "grade_id": cell.name,
            "schema_version": 3,
            "locked": cell.locked,
            "grade": False,
            "solution": False,
            "task": False,
            "cell_type": cell.cell_type,
            "checksum": cell.checksum,
        }

    def grade(self, points):
        self.metadata.update(grade=True, points=points)

    def task(self, points):
        self.metadata.update(task=True, points=points)

    def as_given(self, clear, answer=""):
        """The cell as students were given it; ``clear`` are the steps that hide what they must."""
        cell = nbformat.from_dict(
            {"cell_type": self.cell_type, "source": self.source,
             "metadata": {"nbgrader": self.metadata}}
        )  # fmt: skip
        for step in clear:
            cell, _ = step.preprocess_cell(cell, {}, 0)
        return CourseCell(
            self.name,
            self.name,
            self.cell_type,
            cell.source,
            locked=self.metadata["locked"],
            graded=self.metadata["grade"] or self.metadata["task"],
            tests=self.source,
            answer=answer,
        )

    def restored(self, cell):
        """The student's cell as it should be; the text of a locked one is the gradebook's."""
        own = not self.metadata["locked"]
        made = self.made(cell.source if own else self.source)
        made.id = cell.get("id", made.id)
        if self.cell_type == "markdown" and "attachments" in cell:
            made.attachments = cell.attachments
        return made

    def made(self, source=None):
        # Not new_code_cell, which checks each against a schema; the notebook is checked as a whole.
        cell = {
            "id": random_cell_id(),
            "cell_type": self.cell_type,
            "metadata": {"nbgrader": dict(self.metadata)},
            "source": self.source if source is None else source,
        }
        if self.cell_type == "code":
            cell |= {"execution_count": None, "outputs": []}
        return nbformat.from_dict(cell)
