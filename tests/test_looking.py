"""Cells for looking: which may be left out, and what makes one run after all."""

import pytest
from conftest import ASSIGNMENTS
from factory import locked, solution, test_cell
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.utils import is_solution

from nbjudge.course import fill_in, grade_id
from nbjudge.looking import is_for_looking, known, left_out, review

SETUP = locked("setup", "import numpy as np\nfrom lib import plots\nrng = np.random.default_rng(1)")
ANSWER = solution(
    "net",
    "class Net:\n    def __init__(self):\n        self.w = rng.normal(size=3)\n"
    "    def forward(self, x):\n        self.x = x\n        return x @ self.w\n\n"
    "def loss(x, y):\n    return np.sum((x - y) ** 2)\n\n"
    "def train(x):\n    x[0] = 0\n\n"
    "def data():\n    return table\n",
)
USE = new_code_cell("net = Net()\nX = np.ones((2, 3))\ntable = {}\nlosses = [1.0]", id="use")
TEST = test_cell("test_net", "assert loss(X, X) == 0 and losses and net.x is None and table == {}")


def look(source):
    return new_code_cell(source, id="look", metadata={"tags": ["looking"]})


def notebook(source, *after):
    return [SETUP, ANSWER, USE, look(source), *after, TEST]


SOUND = {
    "a figure of what is there": "plots.curve(losses, baseline=np.log(10));",
    "attributes that are read": "plots.weights(net.w.reshape(1, 3), title='w')",
    "names of its own": "start = 1\nfor i in range(3):\n    start += i\nprint(start)",
    "objects of its own": "mine = X.copy()\nmine[0] = 3\nshown = [loss(mine, X)]\nshown.append(1)",
    "a generator of its own": "draw = np.random.default_rng(0)\nplots.curve(draw.normal(size=3))",
    "a function of its own": "def double(v):\n    return 2 * v\nprint(double(X).max())",
}


@pytest.mark.parametrize("source", SOUND.values(), ids=SOUND)
def test_what_only_looks_can_be_left_out(source):
    cells = notebook(source)
    assert list(review(cells)) == []
    assert left_out(cells, known(cells)) == {3}


FAULTY = {
    "it makes what a test uses": ("losses = [2.0]", "makes losses"),
    "it changes an element": ("X[0] = 2", "may change X"),
    "it changes an attribute": ("net.w = 0", "may change net"),
    "it adds to it": ("losses.append(3)", "may change losses"),
    "it changes a part under another name": ("part = X[:1]\npart += 1", "may change X"),
    "it changes parts in a loop": ("for row in X:\n    row[:] = 0", "may change X"),
    "a method of the notebook's keeps something": ("net.forward(X)", "may change net"),
    "a function of the notebook's changes its argument": ("train(X)", "may change X"),
    "a function hands out what it changes": ("data()['a'] = 1", "may change table"),
    "what it calls draws from the notebook's generator": ("other = Net()", "may change rng"),
    "it draws from the notebook's generator": ("plots.curve(rng.normal(size=3))", "may change rng"),
    "a library is given an object": ("plots.decisions(net)", "may change net"),
    "a library changes it": ("np.copyto(X, 0)", "may change X"),
    "the result goes into it": ("np.add(X, 1, out=X)", "may change X"),
    "a state that all share": ("np.random.seed(3)", "the state of np.random"),
    "it can reach any name": ("globals()['X'] = 1", "globals"),
    "it writes a file": ("plots.figure().savefig('a.png')", "a file"),
    "a function of its own changes it": ("def f():\n    losses.clear()\nf()", "may change losses"),
    "no plain Python": ("%matplotlib inline", "no plain Python"),
    "deleted": ("del losses", "may change losses"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "words"), FAULTY.values(), ids=FAULTY)
def test_what_a_mark_may_depend_on_cannot_be_left_out(source, words):
    cells = notebook(source)
    ((place, fault, remedy),) = review(cells)
    assert place == 3 and words in fault and remedy
    assert known(cells) == {} and left_out(cells, known(cells)) == set()


@pytest.mark.parametrize("cell", [ANSWER, TEST, SETUP], ids=["answer", "test", "read-only"])
def test_a_cell_that_nbgrader_knows_is_none_for_looking(cell):
    cell = type(cell)(cell, metadata={**cell.metadata, "tags": ["looking"]})
    ((_, fault, _),) = review([cell])
    assert "is no test, answer or read-only cell" in fault
    assert known([cell]) == {}


def test_a_later_cell_that_uses_what_it_makes_stops_the_build_but_not_one_that_is_never_run():
    later = new_code_cell("print(mine)", id="later")
    ((_, fault, _),) = review(notebook("mine = 1", later))
    assert "makes mine, which the cell later uses" in fault
    later.metadata["tags"] = ["skip-execution"]
    assert list(review(notebook("mine = 1", later))) == []
    later.metadata["tags"] = ["looking"]  # left out with it, or run with it
    assert list(review(notebook("mine = 1", later))) == []


FIGURE = "shown = losses[-1]\nplots.curve(losses)"
SECOND = look("print(shown)")


RUN = {
    "it was changed": lambda cells: cells[3].update(source=f"{FIGURE}\nprint(1)"),
    "a later one for looking was changed": lambda cells: cells[4].update(source="print(shown, 1)"),
    "a cell of the student's own uses what it makes":
        lambda cells: cells.insert(5, new_code_cell("print(shown, 2)", id="own")),
    "the answer uses it": lambda cells: cells[1].update(source="def loss(x, y):\n    return shown"),
    "code that can reach any name":
        lambda cells: cells.insert(5, new_code_cell("globals()", id="own")),
    "IPython's history": lambda cells: cells.insert(5, new_code_cell("print(_12)", id="own")),
    "a command of IPython": lambda cells: cells.insert(5, new_code_cell("%run a.py", id="own")),
    "a command of IPython with an expression of Python's":
        lambda cells: cells.insert(5, new_code_cell("%pip install {globals()}", id="own")),
    "a setting with an expression of Python's":
        lambda cells: cells.insert(5, new_code_cell("%config Any.thing = shown", id="own")),
    "a module by its name": lambda cells: cells.insert(
        5, new_code_cell("import importlib\nimportlib.import_module('__main__')", id="own")
    ),
    "importlib under another name": lambda cells: cells.insert(
        5, new_code_cell("import importlib.util\nx = importlib\nx.util.find_spec('a')", id="own")
    ),
    "a text too long to read":
        lambda cells: cells.insert(5, new_code_cell("#" * 200_000, id="own")),
}  # fmt: skip


@pytest.mark.parametrize("change", RUN.values(), ids=RUN)
def test_a_cell_for_looking_runs_where_the_students_work_could_tell(change):
    source = notebook(FIGURE, SECOND)
    looking = known(source)
    cells = [type(cell)(cell) for cell in source]
    assert left_out(cells, looking) == {3, 4}
    change(cells)
    assert 3 not in left_out(cells, looking)


@pytest.mark.parametrize(
    "text",
    [
        "%matplotlib inline\nimport numpy as np",
        "%pip install --quiet seaborn",
        "%config InlineBackend.figure_format = 'retina'",
        "import importlib.util\nif importlib.util.find_spec('torch') is None:\n"
        "    %pip install torch\n    importlib.invalidate_caches()",
    ],
    ids=["inline figures", "a package", "a setting", "a package where it is missing"],
)
def test_what_installs_a_package_reaches_no_cell_for_looking(text):
    source = notebook(FIGURE, SECOND)
    cells = [new_code_cell(text, id="install"), *source]
    assert left_out(cells, known(source)) == {4, 5}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_all_of_the_courses_cells_for_looking_are_left_out_of_an_answered_release(
    course, assignment
):
    source = course.read("source", assignment)
    own = {grade_id(cell): cell.source for cell in source.cells if is_solution(cell)}
    work = fill_in(course.read("release", assignment), own)
    left = {work.cells[place].id for place in left_out(work.cells, known(source.cells))}
    assert left == {cell.id for cell in source.cells if is_for_looking(cell)} != set()


def test_no_tag_text_or_id_of_a_students_makes_another_cell_left_out():
    source = notebook(FIGURE)
    mine = look("losses = [0.0]")
    answer = solution("net", FIGURE)  # the text of a cell for looking, as an answer
    text = new_markdown_cell(FIGURE)
    cells = [SETUP, answer, USE, mine, text, TEST]
    assert left_out(cells, known(source)) == set()
    spaced = new_code_cell(FIGURE.replace("\n", "  \n") + "\n\n", metadata={"tags": []})
    assert left_out([SETUP, USE, spaced], known(source)) == {2}
