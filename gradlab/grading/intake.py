"""What happens to a submission before its cells are run, set in nbgrader_config.py."""

import os
from pathlib import Path

import nbformat
from nbgrader.preprocessors import CheckCellMetadata, NbGraderPreprocessor
from traitlets.log import get_logger

from gradlab.errors import SubmissionError

__all__ = ["RunEveryTest", "announce_faulty_files", "check_file", "sanitize_preprocessors"]


def announce_faulty_files(assignment, student, notebooks):
    """Autograde's pre-convert hook: name every file that nbgrader will not be able to grade.

    nbgrader itself goes on with the next student then, but after a traceback of its own.
    """
    for path in map(Path, notebooks):
        try:
            check_file(path)
        except SubmissionError as error:
            get_logger().error("%s", error)


def check_file(path):
    """Raise `SubmissionError` where a submitted file cannot be graded.

    ``path`` ends in submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb; nbgrader calls its hooks in the
    course folder.
    """
    student, assignment = path.parts[-3:-1]
    folder = os.path.relpath(path.parent)
    expected = sorted(p.name for p in Path("source", assignment).glob("*.ipynb"))
    who = f"{assignment}, student {student}: {path.name}"
    if expected and path.name not in expected:
        raise SubmissionError(
            f"{who} is no notebook of this assignment, so it is not graded. Expected "
            f"{', '.join(expected)}: rename the file in {folder}, then autograde again."
        )
    try:
        nb = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
        nbformat.validate(nb)
    except Exception as error:  # nbformat and json raise a dozen kinds for a broken file
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise SubmissionError(
            f"{who} is not a readable notebook ({type(error).__name__}: {reason}), so it is not "
            f"graded. Ask the student for the file again, put it into {folder}, and "
            f"autograde again."
        ) from error


def sanitize_preprocessors(defaults):
    """nbgrader's list of preprocessors that restore a submission, with gradlab's in it."""
    steps = list(defaults)
    steps.insert(steps.index(CheckCellMetadata), RunEveryTest)
    return steps


class RunEveryTest(NbGraderPreprocessor):
    """Take the tag ``skip-execution`` off the cells that count.

    nbclient does not run a cell that bears it, and nbgrader gives full points to a test that was
    not run. The notebooks use the tag themselves, for cells that grading has no need of.
    """

    tag = "skip-execution"

    def preprocess_cell(self, cell, resources, index):
        tags = cell.metadata.get("tags", [])
        if "nbgrader" in cell.metadata and self.tag in tags:
            self.log.warning("Cell %s was tagged %s; it is run all the same", index + 1, self.tag)
            cell.metadata.tags = [tag for tag in tags if tag != self.tag]
        return cell, resources
