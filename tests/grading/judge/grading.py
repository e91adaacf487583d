"""One small notebook through the whole of grading: a real kernel in the sandbox, a real judge."""

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.grading.judge.names import read_names
from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.notebook.task import Files, Task, execute

__all__ = ["free", "grade", "locked", "solution", "test"]


def _cell(source, name, **flags):
    base = {"grade": False, "solution": False, "locked": False, "task": False}
    metadata = {"nbgrader": base | {"grade_id": name, "schema_version": 3} | flags}
    return new_code_cell(source.strip(), id=name.replace("_", "-"), metadata=metadata)


def free(source):
    """A cell that nbgrader knows nothing of."""
    return new_code_cell(source.strip())


def locked(name, source):
    """A read-only cell."""
    return _cell(source, name, locked=True)


def solution(name, source):
    """A cell that the student fills in; here with its answer."""
    return _cell(source, name, solution=True)


def test(name, source):
    """A test cell of one point."""
    return _cell(source, name, grade=True, locked=True, points=1)


test.__test__ = False  # for pytest


def grade(source, changes=None, files=None, **options):
    """Grade what a student has made of a source notebook.

    Parameters
    ----------
    source : list of cells.
    changes : {index of a cell: the student's text for it}.
    files : {name: bytes} beside the notebook.
    options : of `JudgedExecute`.

    Returns
    -------
    {grade id of a test: its error as "Name: text", or None}, and the list of warnings.
    """
    kernel = {"name": "python3", "display_name": "Python 3"}
    nb = new_notebook(cells=source, metadata={"kernelspec": kernel})
    nb = nbformat.reads(nbformat.writes(nb), as_version=4)
    for index, text in (changes or {}).items():
        nb.cells[index].source = text.strip()
    places = {
        cell.metadata.nbgrader.grade_id: place
        for place, cell in enumerate(source)
        if "nbgrader" in cell.metadata
    }
    task = Task(
        "ps1",
        "ada",
        "ps1",
        nbformat.writes(nb),
        JudgedExecute,
        config={"JudgedExecute": {"timeout": 20, **options}},
        files=files or {},
        course_files=Files(files or {}),
        places=places,
        names=read_names(source),
    )
    done = execute(task)
    marked = nbformat.reads(done.nb, as_version=4)
    found = {}
    for cell in marked.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            errors = [o for o in cell.outputs if o.output_type == "error"]
            found[cell.metadata.nbgrader.grade_id] = (
                f"{errors[0].ename}: {errors[0].evalue}" if errors else None
            )
    return found, done.warnings
