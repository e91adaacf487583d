"""What happens to notebooks on their way, each done to the notebook of a student who is right."""

import copy

import nbformat
from nbformat.v4 import new_code_cell

from nbjudge.course import grade_id

__all__ = ["ALL", "FULL", "die_when_called"]


def find(nb, name):
    return next(i for i, cell in enumerate(nb.cells) if grade_id(cell) == name)


def whole(nb):
    """Nothing is wrong with it."""


def delete_locked_cells(nb):
    nb.cells = [
        cell
        for cell in nb.cells
        if not (grade_id(cell) or "").startswith("test_") and grade_id(cell) != "setup"
    ]


def double_a_solution(nb):
    """The first of the two is wrong; the last one counts, in the notebook as in the marks."""
    place = find(nb, "cce")
    first = copy.deepcopy(nb.cells[place])
    first.id, first.source = "another", "def cce(y, yhat):\n    return 0"
    nb.cells.insert(place, first)


def turn_tests_into_text(nb):
    for cell in nb.cells:
        if (grade_id(cell) or "").startswith("test_"):
            cell.cell_type = "markdown"
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
            cell.metadata.nbgrader.grade = False


def lose_all_metadata(nb):
    for cell in nb.cells:
        cell.metadata = nbformat.from_dict({})


def write_to_stderr(nb):
    place = find(nb, "cce")
    nb.cells[place].source += (
        "\nimport sys, warnings\n_cce = cce\ndef cce(y, yhat):\n"
        "    warnings.warn('noise')\n    print('noise', file=sys.stderr)\n"
        "    return _cce(y, yhat)"
    )


def die_in_a_cell(nb):
    nb.cells.insert(find(nb, "test_collapsed"), new_code_cell("import os\nos._exit(3)"))


def die_when_called(nb):
    text = "score_slopes = [0.6, 0.1, -0.7]\ndef collapsed_gradient(a, y, x):\n    os._exit(3)"
    nb.cells[find(nb, "collapsed")].source = f"import os\n{text}"


def points_for_all(nb):
    for cell in nb.cells:
        if (grade_id(cell) or "").startswith("test_"):
            cell.metadata.nbgrader.points = 1000
            cell.source = "pass"


FULL = (
    whole,
    delete_locked_cells,
    double_a_solution,
    turn_tests_into_text,
    lose_all_metadata,
    write_to_stderr,
    die_in_a_cell,
    points_for_all,
)
ALL = (*FULL, die_when_called)
