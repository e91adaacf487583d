"""Damage done to notebooks on their way, each kind to the notebook of a student who is right.

A kind is a function (nb, release, draw): it changes ``nb`` in place, or returns another notebook.
``release`` is what the student was given, ``draw`` a `random.Random`.
"""

import copy
import json

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, new_raw_cell
from nbgrader.utils import is_grade, is_locked, is_solution

from nbjudge.course import grade_id

__all__ = ["KINDS", "damaged", "submit"]

_MAKE = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


def damaged(kind, nb, release, draw):
    """A damaged copy of a notebook."""
    nb = copy.deepcopy(nb)
    return kind(nb, release, draw) or nb


def submit(course, student, assignment, nb):
    """Put a notebook where nbgrader collects it, just as it is: some are not quite valid."""
    folder = course.root / "submitted" / student / assignment
    folder.mkdir(parents=True)
    (folder / f"{assignment}.ipynb").write_text(json.dumps(nb), encoding="utf-8")


# Metadata and ids.


def metadata_stripped(nb, release, draw):
    for cell in nb.cells:
        cell.metadata = nbformat.from_dict({})


def metadata_and_ids_stripped(nb, release, draw):
    metadata_stripped(nb, release, draw)
    _new_ids(nb, draw)


def saved_below_format_4_5(nb, release, draw):
    metadata_stripped(nb, release, draw)
    for cell in nb.cells:
        del cell["id"]
    nb.nbformat_minor = 2


def every_second_cell_stripped(nb, release, draw):
    for cell in nb.cells[::2]:
        cell.metadata = nbformat.from_dict({})
        cell.id = _id(draw)


def nbgrader_metadata_half_empty(nb, release, draw):
    for cell in nb.cells[1::2]:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader = {}


def saved_by_colab(nb, release, draw):
    """With all that Colab adds, and its badge as a first cell."""
    for cell in nb.cells:
        cell.metadata.id = cell.id
        if cell.cell_type == "code":
            cell.outputs = [new_output("stream", name="stdout", text="3\n")]
            cell.metadata.colab = {"base_uri": "https://localhost:8080/", "height": 34}
            cell.metadata.outputId = _id(draw)
    badge = new_markdown_cell("<a href='https://colab.research.google.com'>Open in Colab</a>")
    badge.metadata = {"id": "view-in-github", "colab_type": "text"}
    del badge["id"]
    nb.cells.insert(0, badge)
    nb.metadata.colab = {"provenance": [], "include_colab_link": True}


def made_anew_in_colab(nb, release, draw):
    """Each cell a new one, with an id of Colab's and nothing else."""
    metadata_and_ids_stripped(nb, release, draw)
    for cell in nb.cells:
        cell.metadata.id = cell.id


def colab_kept_only_its_ids(nb, release, draw):
    for cell in nb.cells:
        cell.metadata = nbformat.from_dict({"id": cell.id})
        cell.id = _id(draw)


def saved_by_vscode(nb, release, draw):
    _new_ids(nb, draw)
    for cell in nb.cells:
        cell.metadata.vscode = {"languageId": "python"}
        if is_locked(cell) and cell.cell_type == "code":
            cell.source += "\n# looked at"
    nb.metadata.kernelspec = {
        "display_name": "Python 3.9.2 64-bit",
        "name": "python392jvsc74a57bd0",
        "language": "python",
    }


# Cells that are gone, or there too often.


def tests_deleted(nb, release, draw):
    nb.cells = [cell for cell in nb.cells if not is_grade(cell)]


def locked_cells_deleted(nb, release, draw):
    nb.cells = [cell for cell in nb.cells if not is_locked(cell)]


def all_but_solutions_deleted(nb, release, draw):
    nb.cells = [cell for cell in nb.cells if is_solution(cell)]


def every_third_cell_deleted(nb, release, draw):
    rest = [cell for cell in nb.cells if not is_solution(cell)]
    gone = {cell.id for cell in rest[::3]}
    nb.cells = [cell for cell in nb.cells if cell.id not in gone]


def prose_deleted_and_stripped(nb, release, draw):
    nb.cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    metadata_and_ids_stripped(nb, release, draw)


def solutions_doubled(nb, release, draw):
    _double(nb, is_solution, draw)


def untouched_copies_below(nb, release, draw):
    given = {grade_id(cell): cell for cell in release.cells}
    _double(nb, is_solution, draw, lambda cell: given[grade_id(cell)].source)


def untouched_copies_above_stripped(nb, release, draw):
    given = {grade_id(cell): cell for cell in release.cells}
    _double(nb, is_solution, draw, lambda cell: given[grade_id(cell)].source, above=True)
    metadata_and_ids_stripped(nb, release, draw)


def tests_doubled(nb, release, draw):
    _double(nb, is_grade, draw)


def everything_doubled(nb, release, draw):
    again = copy.deepcopy(nb.cells)
    for cell in again:
        cell.id = _id(draw)
    nb.cells += again


def an_earlier_version_above(nb, release, draw):
    """An empty first attempt is kept above the answer: which one counts, a person may ask."""
    _double(nb, is_solution, draw, _first_attempt, above=True)


def an_earlier_version_above_stripped(nb, release, draw):
    _double(nb, is_solution, draw, _first_attempt, above=True)
    metadata_and_ids_stripped(nb, release, draw)


# What cannot be found again: a person has to know of it.


def a_third_of_the_solutions_deleted(nb, release, draw):
    gone = [cell.id for cell in nb.cells if is_solution(cell)][::3]
    nb.cells = [cell for cell in nb.cells if cell.id not in gone]


# Cells that were cut or put together.


def solutions_split(nb, release, draw):
    """As JupyterLab does it: both parts keep the metadata."""
    _split(nb, lambda cell: is_solution(cell) and cell.cell_type == "code", draw)


def solutions_split_and_stripped(nb, release, draw):
    solutions_split(nb, release, draw)
    metadata_and_ids_stripped(nb, release, draw)


def tests_split(nb, release, draw):
    _split(nb, is_grade, draw)


def tests_split_and_stripped(nb, release, draw):
    tests_split(nb, release, draw)
    metadata_and_ids_stripped(nb, release, draw)


def tests_merged_into_solutions(nb, release, draw):
    _merge(nb, lambda one, two: is_solution(one) and is_grade(two), keep=0)


def solutions_merged_into_tests(nb, release, draw):
    _merge(nb, lambda one, two: is_solution(one) and is_grade(two), keep=-1)


def neighbours_merged_and_stripped(nb, release, draw):
    """Code cells that follow each other become one."""
    _merge(nb, lambda one, two: one.cell_type == two.cell_type == "code", keep=0)
    metadata_and_ids_stripped(nb, release, draw)


def all_code_in_one_cell(nb, release, draw):
    skip = ("skip-execution",)
    code = [c.source for c in nb.cells if c.cell_type == "code"
            and not set(skip) & set(c.metadata.get("tags", ()))]  # fmt: skip
    return new_notebook(cells=[new_code_cell("\n\n".join(code))])


def all_solutions_in_one_cell(nb, release, draw):
    return new_notebook(
        cells=[
            new_code_cell(
                "\n\n".join(c.source for c in nb.cells if is_solution(c) and c.cell_type == "code")
            )
        ]
    )


# Other orders.


def tests_first(nb, release, draw):
    nb.cells.sort(key=lambda cell: not is_grade(cell))


def cells_shuffled(nb, release, draw):
    draw.shuffle(nb.cells)


def solutions_last_and_stripped(nb, release, draw):
    nb.cells.sort(key=lambda cell: is_solution(cell))
    metadata_and_ids_stripped(nb, release, draw)


def reversed_and_stripped(nb, release, draw):
    nb.cells.reverse()
    metadata_and_ids_stripped(nb, release, draw)


# Other types.


def solutions_are_text(nb, release, draw):
    _retype(nb, is_solution, "markdown")


def solutions_are_raw_and_stripped(nb, release, draw):
    _retype(nb, is_solution, "raw")
    metadata_and_ids_stripped(nb, release, draw)


def tests_are_text_and_stripped(nb, release, draw):
    _retype(nb, is_grade, "markdown")
    metadata_stripped(nb, release, draw)


def all_code_is_raw(nb, release, draw):
    _retype(nb, lambda cell: cell.cell_type == "code", "raw")


# Pasted into new notebooks; older releases.


def pasted_into_a_new_notebook(nb, release, draw):
    cells = [_MAKE[cell.cell_type](cell.source, metadata=cell.metadata) for cell in nb.cells]
    return new_notebook(cells=cells)


def solutions_pasted_into_a_new_notebook(nb, release, draw):
    cells = [new_code_cell(c.source) for c in nb.cells if is_solution(c) and c.cell_type == "code"]
    return new_notebook(cells=cells)


def older_release(nb, release, draw):
    for cell in nb.cells:
        if is_locked(cell):
            cell.source = f"# The tests of last year.\n{cell.source}".replace("hidden", "secret")
            cell.metadata.nbgrader.points = 7


def older_release_stripped(nb, release, draw):
    older_release(nb, release, draw)
    metadata_and_ids_stripped(nb, release, draw)


def older_release_with_other_grade_ids(nb, release, draw):
    for cell in nb.cells:
        if grade_id(cell):
            cell.metadata.nbgrader.grade_id = f"ex1_{grade_id(cell)}"
            cell.id = f"ex1_{cell.id}"


KINDS = {
    name: thing
    for name, thing in list(globals().items())
    if getattr(thing, "__module__", None) == __name__
    and not name.startswith("_") and name not in __all__
}  # fmt: skip


def _id(draw):
    return f"{draw.getrandbits(48):012x}"


def _new_ids(nb, draw):
    for cell in nb.cells:
        cell.id = _id(draw)


def _retype(nb, which, cell_type):
    for index, cell in enumerate(nb.cells):
        if which(cell):
            nb.cells[index] = _MAKE[cell_type](cell.source, metadata=cell.metadata, id=cell.id)


def _double(nb, which, draw, source=lambda cell: cell.source, above=False):
    for cell in list(nb.cells):
        if which(cell):
            other = copy.deepcopy(cell)
            other.id, other.source = _id(draw), source(cell)
            nb.cells.insert(nb.cells.index(cell) + (not above), other)


def _first_attempt(cell):
    lines = cell.source.split("\n")
    heads = [line for line in lines if line.startswith(("def ", "class "))]
    return "\n".join(f"{head}\n    pass" for head in heads) or f"{lines[0]}\n# to be done"


def _split(nb, which, draw):
    """In the middle of their lines, wherever that is."""
    for cell in list(nb.cells):
        lines = cell.source.split("\n")
        if which(cell) and len(lines) > 2:
            other = copy.deepcopy(cell)
            half = len(lines) // 2
            cell.source, other.source = "\n".join(lines[:half]), "\n".join(lines[half:])
            other.id = _id(draw)
            nb.cells.insert(next(i for i, c in enumerate(nb.cells) if c is cell) + 1, other)


def _merge(nb, which, keep):
    cells = nb.cells[:1]
    last = nb.cells[0]
    for cell in nb.cells[1:]:
        if which(last, cell):
            kept = copy.deepcopy((cells[-1], cell)[keep])
            kept.source = f"{cells[-1].source}\n\n{cell.source}"
            cells[-1] = kept
        else:
            cells.append(cell)
        last = cell
    nb.cells = cells
