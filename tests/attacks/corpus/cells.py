"""Notebooks whose cells, ids, points and tags were changed."""

import copy
import json

from attack import tampers
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output


@tampers(quick=True)
def add_forged_locked_cell(nb, folder):
    """A locked setup cell of the student's own redefines np, check and tolerance."""
    code = (
        "open('/tmp/attack_setup', 'w').write('x')\nimport numpy as np\n"
        "np.testing.assert_allclose = lambda *a: None\ntolerance = 1e9\nsame = lambda *a: True"
    )
    meta = {"grade": False, "locked": True, "solution": False, "task": False, "schema_version": 3}
    for place, name in ((0, "a_setup"), (3, "z_setup"), (5, "setup")):
        nb.cells.insert(
            place,
            new_code_cell(
                code, metadata={"nbgrader": meta | {"grade_id": name}, "tags": ["setup"]}
            ),
        )
    return nb


@tampers(quick=True)
def add_forged_test_cell(nb, folder):
    """A test cell of the student's own, outside of the sandbox, would be the end of it."""
    code = "open('/tmp/attack_test_cell', 'w').write('x')\n3.0"
    meta = {"grade": True, "locked": True, "solution": False, "task": False, "schema_version": 3}
    for name in ("test_forged", "", "setup ", "test_double2"):
        nb.cells.append(
            new_code_cell(code, metadata={"nbgrader": {**meta, "grade_id": name, "points": 9}})
        )
    return nb


@tampers()
def add_forged_test_cell_without_id(nb, folder):
    """A test cell of the student's own that has no grade id."""
    code = "open('/tmp/attack_test_cell', 'w').write('x')\n3.0"
    meta = {"grade": True, "locked": True, "solution": False, "task": False, "schema_version": 3}
    nb.cells.append(new_code_cell(code, metadata={"nbgrader": meta | {"points": 9}}))
    return nb


@tampers()
def add_task_cells(nb, folder):
    """Task cells and manually graded cells of the student's own, with their points."""
    meta = {"locked": False, "schema_version": 3, "points": 50}
    for number, make in enumerate((new_markdown_cell, new_code_cell)):
        task = {"grade": False, "task": True, "solution": False, "grade_id": f"task{number}"}
        manual = {"grade": True, "task": False, "solution": True, "grade_id": f"man{number}"}
        for kind in (task, manual):
            nb.cells.append(make("x", metadata={"nbgrader": meta | kind}))
    return nb


@tampers()
def ask_for_another_kernel(nb, folder):
    """The notebook asks for a kernel that is not there, or in another language."""
    nb.metadata.kernelspec = {"name": "../../evil", "display_name": "R", "language": "R"}
    nb.metadata.language_info = {"name": "R"}
    return nb


@tampers(quick=True)
def change_points(nb, folder):
    """Each test is worth 100 points, or less than none."""
    for number, cell in enumerate(nb.cells):
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.points = (100, -5, 0, 1e300)[number % 4]
    return nb


@tampers(
    cell="""
import numpy as np
class Lax:
    def __getattr__(self, name): return lambda *a, **k: np.zeros((4, 3))
check = Lax()
data, tolerance = np.zeros((3, 4)), 1e9
same = lambda *a: True
def assert_square(x): pass
""",
    quick=True,
)
def delete_locked_cells(nb, folder):
    """The locked cells are gone, so that the names they define are the student's."""
    nb.cells = [
        cell
        for cell in nb.cells
        if not cell.metadata.get("nbgrader", {}).get("locked") or cell.metadata.nbgrader.grade
    ]
    return nb


@tampers()
def delete_test_cells(nb, folder):
    """The test cells are gone."""
    nb.cells = [cell for cell in nb.cells if not cell.metadata.get("nbgrader", {}).get("grade")]
    return nb


@tampers()
def duplicate_test_cells(nb, folder):
    """Each test cell is there many times, the copies being markdown or empty."""
    for cell in list(nb.cells):
        if cell.metadata.get("nbgrader", {}).get("grade"):
            other = copy.deepcopy(cell)
            other.source = "2.0"
            other.id = other.id[::-1]
            nb.cells += [other, copy.deepcopy(other)]
            nb.cells.insert(0, copy.deepcopy(other))
    return nb


@tampers(quick=True)
def edit_locked_cells(nb, folder):
    """The text of the locked cells is the student's."""
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("locked"):
            cell.source = "open('/tmp/attack_edit', 'w')\nsame = lambda *a: True\ntolerance = 1e9"
    return nb


@tampers(quick=True)
def forge_our_own_metadata(nb, folder):
    """The notebook brings results along: outputs of the tests, and nbjudge's own metadata."""
    nb.metadata.nbjudge = {"sandbox": True, "verdict": {"kind": "passed"}}
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            verdict = {"version": 1, "kind": "passed", "text": "All tests pass."}
            cell.metadata.nbjudge = {"verdict": verdict}
            cell.outputs = [new_output("execute_result", {"text/plain": "3.0"}, execution_count=1)]
            cell.metadata.nbgrader.checksum = "0" * 32
    return nb


@tampers(quick=True)
def make_solutions_graded_tests(nb, folder):
    """Solution cells say that they are tests, so that the student's code runs where tests do."""
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.metadata.nbgrader |= {"grade": True, "solution": False, "points": 3}
    return nb


@tampers()
def make_test_cells_markdown(nb, folder):
    """The test cells are markdown."""
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.cell_type = "markdown"
            del cell["outputs"], cell["execution_count"]
    return nb


@tampers()
def make_test_cells_raw(nb, folder):
    """The test cells are raw."""
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.cell_type = "raw"
            del cell["outputs"], cell["execution_count"]
    return nb


@tampers(later="print(In, _ih)")
def make_test_cells_solutions(nb, folder):
    """The test cells say that they are solutions, so that they run as ordinary cells."""
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.solution = True
    return nb


@tampers()
def move_locked_cells_to_the_end(nb, folder):
    """The locked cells come after all others, when everything has been tested."""
    nb.cells = nb.cells[3:] + nb.cells[2::-1]
    return nb


@tampers()
def nbgrader_metadata_of_the_wrong_kind(nb, folder):
    """nbgrader's metadata is a number, a text or a list of lists."""
    kinds = (None, 5, "x", [[1]], {"grade_id": [1]}, {"grade_id": 10**30, "grade": True}, True)
    for cell, kind in zip(nb.cells, kinds * 10, strict=False):
        cell.metadata.nbgrader = kind
    return nb


@tampers()
def remove_grade_ids(nb, folder):
    """The nbgrader metadata of all cells is gone."""
    for cell in nb.cells:
        cell.metadata.pop("nbgrader", None)
    return nb


@tampers()
def rename_grade_ids(nb, folder):
    """The tests of wrong exercises bear the id of the right one."""
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.grade_id = "test_double"
    return nb


@tampers(
    answers={
        "Counter": "class Counter:\n    def __init__(self):\n        self.total = 0\n"
        "    def add(self, n):\n        self.total += n",
        "square": "def square(x):\n    return x",
    },
)
def reorder_locked_cells(nb, folder):
    """The locked cells in another order: a loose tolerance is defined after the strict one."""
    nb.cells[:3] = nb.cells[2::-1]
    return nb


@tampers()
def schema_version_of_an_extra_cell(nb, folder):
    """A cell of the student's own bears nbgrader metadata of versions that end a run."""
    meta = {"grade": False, "locked": False, "solution": False, "task": False}
    for version in (99, 1, 0, -1):
        nb.cells.append(new_code_cell("1", metadata={"nbgrader": meta | {
            "schema_version": version, "grade_id": f"x{version}"}}))  # fmt: skip
    return nb


@tampers(quick=True)
def schema_version_of_the_future(nb, folder):
    """nbgrader's metadata is of version 99, which ends a run of stock nbgrader."""
    for cell in nb.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.schema_version = 99
    return nb


@tampers()
def schema_version_of_the_past(nb, folder):
    """nbgrader's metadata is of version 1, which ends a run of stock nbgrader."""
    for cell in nb.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.schema_version = 1
    return nb


@tampers(quick=True)
def swap_grade_ids(nb, folder):
    """The tests of right and wrong exercises have changed their ids."""
    tests = [cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    ids = [cell.metadata.nbgrader.grade_id for cell in tests]
    for cell, name in zip(tests, ids[1:] + ids[:1], strict=True):
        cell.metadata.nbgrader.grade_id = name
    return nb


@tampers(
    later="print(In)",
    quick=True,
)
def swap_ids_of_solution_and_test(nb, folder):
    """A test cell bears the id of a locked cell, and the locked cell that of the test."""
    by_id = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in nb.cells}
    pairs = (("tools", "test_train"), ("square", "test_square"), ("setup", "test_Counter"))
    for one, two in pairs:
        by_id[one].metadata.nbgrader.grade_id = two
        by_id[two].metadata.nbgrader.grade_id = one
    return nb


@tampers()
def tag_tests_raises_exception(nb, folder):
    """Errors are what the test cells are for, says a tag."""
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.tags = ["raises-exception"]
    return nb


@tampers()
def tag_tests_skip_execution(nb, folder):
    """Tags that keep Jupyter from running a cell, or let its errors pass."""
    for cell in nb.cells:
        cell.metadata.tags = ["skip-execution", "raises-exception", "remove_cell", "setup"]
    return nb


@tampers(quick=True)
def tags_of_the_wrong_kind(nb, folder):
    """Tags, names and outputs of cells that are no lists and no text."""
    for cell in nb.cells:
        cell.metadata.tags = 5
        cell.metadata.name = [1]

    (folder / "ps1.ipynb").write_text(json.dumps(nb))


@tampers(
    later="print(In, _ih)",
    quick=True,
)
def ungrade_test_cells(nb, folder):
    """Test cells that say they are locked but not graded, so that they run as ordinary cells."""
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.grade = False
    return nb


@tampers(
    stock=False,  # it takes minutes
)
def very_many_cells(nb, folder):
    """20,000 cells of the student's own after the exercises."""
    nb.cells += [new_code_cell("x = 1", id=f"x{number}") for number in range(20_000)]
    return nb
