"""What nbgrader keeps of cells and kernel is put back into a submission."""

import contextlib
import json

import nbformat
from nbformat.v4.nbbase import random_cell_id
from nbgrader.api import Gradebook
from nbgrader.preprocessors import (
    ClearHiddenTests,
    ClearMarkScheme,
    NbGraderPreprocessor,
    OverwriteKernelspec,
)

from nbjudge.course import grade_id
from nbjudge.grading.course_files import release_cells, source_cells, stand_in_reason
from nbjudge.grading.restore.recover import recover
from nbjudge.grading.restore.texts import CourseCell, claimed_id

__all__ = ["RestoreCells", "RestoreKernelspec"]


class RestoreCells(NbGraderPreprocessor):
    """Give every cell that nbgrader knows its type, points and tests back.

    nbgrader itself restores the text of locked cells, but a cell can also be deleted, be there
    twice, be turned into text, bear a tag that keeps it from being run (and a test that is not run
    has full marks), or lose its nbgrader metadata. Which cell is which, `recover` finds out; what
    it did stands in the notebook's metadata, and of what it is not sure a warning tells.
    """

    def preprocess(self, nb, resources):
        names = resources["nbgrader"]
        known = _known(resources)
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
        source = source_cells(self, resources)
        answers = {grade_id(cell): cell.source for cell in source}
        given = release_cells(self, resources) or source
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


def _known(resources):
    """{grade id: `_Known`} of a notebook; read once where `nbjudge grade` keeps it for a class."""
    names, gradebook = resources["nbgrader"], resources.get("gradebook")
    kept = resources.get("nbjudge", {}).get("kept", {})
    if "known" not in kept:
        with contextlib.ExitStack() as stack:
            if gradebook is None:
                gradebook = stack.enter_context(Gradebook(names["db_url"]))
            notebook = gradebook.find_notebook(names["notebook"], names["assignment"])
            known = kept["known"] = {cell.name: _Known(cell) for cell in notebook.source_cells}
            for cell in notebook.grade_cells:
                known[cell.name].grade(cell.max_score)
            for cell in notebook.solution_cells:
                known[cell.name].metadata["solution"] = True
            for cell in notebook.task_cells:
                known[cell.name].task(cell.max_score)
    return kept["known"]


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


class RestoreKernelspec(OverwriteKernelspec):
    """nbgrader's OverwriteKernelspec, which uses the gradebook that is open already.

    That is ``resources["gradebook"]``; to open it takes longer than to read it.
    """

    def preprocess(self, nb, resources):
        gradebook = resources.get("gradebook")
        if gradebook is None:
            return super().preprocess(nb, resources)
        names, kept = resources["nbgrader"], resources.get("nbjudge", {}).get("kept", {})
        if "kernelspec" not in kept:
            notebook = gradebook.find_notebook(names["notebook"], names["assignment"])
            kept["kernelspec"] = notebook.kernelspec
        text = kept["kernelspec"]
        if text is not None and (kernelspec := json.loads(text)):  # {} where the source names none
            nb.metadata["kernelspec"] = kernelspec
        return nb, resources
