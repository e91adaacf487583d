"""Damaged notebooks: is each cell known again, is the mark fair, is a person told in doubt?"""

import copy
import json
import logging
import random
import time

import nbformat
import pytest
from conftest import ROOT
from damage import KINDS, damaged, submit
from factory import by_hand, locked, make_course, solution, test_cell
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.utils import is_solution

from nbjudge.course import Course, fill_in, grade_id
from nbjudge.grading.restore.cells import RestoreCells
from nbjudge.grading.restore.recover import is_whole, recover
from nbjudge.grading.restore.texts import CourseCell
from nbjudge.names import names_begun

REAL = "01-softmax-derivation"
ANSWERS = {
    "first": "def first(x):\n    y = x + 1\n    return y",
    "second": "def second(x):\n    y = 2 * x\n    return y",
    "why": "Because adding one is not doubling, and here is why at some length.",
}
MARKS = {"test_first": 1, "test_second": 2, "why": None}
# Where the work itself is gone, or was another's.
LOST = {"a_third_of_the_solutions_deleted", "solutions_pasted_into_a_new_notebook"}


def source_cells():
    begin, end = "### BEGIN SOLUTION", "### END SOLUTION"
    hidden = "### BEGIN HIDDEN TESTS\nassert {}(5) == {}\n### END HIDDEN TESTS"
    return [
        new_markdown_cell("# A small assignment, whose title is a longer line of text", id="title"),
        locked("setup", "import math\n\nlimit = math.pi  # what all else needs"),
        new_markdown_cell("Write a function that adds one to whatever it is given.", id="one"),
        solution("first", f"{begin}\n{ANSWERS['first']}\n{end}"),
        test_cell(
            "test_first", "assert first(1) == 2, 'first adds one'\n" + hidden.format("first", 6)
        ),
        new_code_cell("result = first(first(3))\nprint('two more than 3:', result)", id="use"),
        new_markdown_cell("Write a function that doubles whatever it is given.", id="two"),
        solution("second", f"#? def second(?):\n{ANSWERS['second']}"),
        test_cell(
            "test_second",
            "assert second(result) == 10, 'second doubles'\n" + hidden.format("second", 10),
            points=2,
        ),
        new_markdown_cell("Say in words of your own why the two are not the same.", id="three"),
        by_hand("why", "Why?", 3, new_markdown_cell),
        new_markdown_cell("That is all: thank you for your attention and patience.", id="end"),
    ]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("small"), *source_cells(), name="small")


@pytest.fixture(scope="module")
def graded(small):
    """Every kind of damage done to the small assignment, graded for real."""
    release = small.read("release", "small")
    right = fill_in(release, ANSWERS)
    for name, kind in KINDS.items():
        submit(small, name, "small", damaged(kind, right, release, random.Random(name)))
    small.run("grade", "small", "--jobs=1", module="nbjudge")
    with Gradebook(f"sqlite:///{small.root / 'gradebook.db'}", "nbjudge") as gradebook:
        marks = {
            submission.student.id: {
                grade.name: None if grade.needs_manual_grade else grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.find_assignment("small").submissions
        }
    return small, marks


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - LOST))
def test_is_the_mark_that_of_the_whole_notebook(graded, kind):
    course, marks = graded
    assert marks[kind] == MARKS, course.read("autograded", "small", kind).metadata


@pytest.mark.parametrize("kind", sorted(LOST))
def test_is_a_person_told_of_what_is_lost(graded, kind):
    course, marks = graded
    own = course.read("autograded", "small", kind).metadata.nbjudge
    assert own.warnings
    assert [finding for finding in own.recovered if not finding["sure"]]
    assert marks[kind]["why"] is None  # no silent 0 for the text that is gone


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    course = Course(ROOT).copy_to(tmp_path_factory.mktemp("real"), [REAL])
    course.build(REAL)
    return course


def restored(course, assignment, nb):
    """A notebook as `RestoreCells` leaves it, and what it warns of."""
    step, warnings = RestoreCells(), []
    step.log = logging.Logger("recover")
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(record.getMessage())
    step.log.addHandler(handler)
    names = {"notebook": assignment, "assignment": assignment}
    names["db_url"] = f"sqlite:///{course.root / 'gradebook.db'}"
    cells = {kind: course.read(kind, assignment).cells for kind in ("source", "release")}
    nb, _ = step(copy.deepcopy(nb), {"nbgrader": names, "nbjudge": cells})
    return nb, warnings


def cells_by_id(nb):
    return [(grade_id(cell), cell.cell_type, cell.source.strip()) for cell in nb.cells
            if grade_id(cell)]  # fmt: skip


def code_of(nb):
    return "\n\n".join(text for _, kind, text in cells_by_id(nb) if kind == "code")


# These change the text of solutions in ways that leave the mark as it is.
SPLIT = {"solutions_split", "solutions_split_and_stripped", "all_solutions_in_one_cell"}
# Two solutions that have no check between them stay one, which changes nothing.
RUN_ON = {"all_code_in_one_cell", "neighbours_merged_and_stripped"}


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - LOST - SPLIT))
def test_is_each_cell_of_a_real_notebook_known_again(real, kind):
    source, release = real.read("source", REAL), real.read("release", REAL)
    right = fill_in(release, {grade_id(c): c.source for c in source.cells if is_solution(c)})
    whole, warnings = restored(real, REAL, right)
    assert "recovered" not in whole.metadata.nbjudge
    assert warnings == []
    nb, warnings = restored(real, REAL, damaged(KINDS[kind], right, release, random.Random(kind)))
    nbformat.validate(nb)
    if kind in RUN_ON:
        assert code_of(nb) == code_of(whole)
    else:
        assert cells_by_id(nb) == cells_by_id(whole)
    if "version" not in kind:
        assert warnings == []


COURSE = [
    CourseCell(None, "intro", "markdown", "An introduction that is long enough to be known."),
    CourseCell("f", "f", "code", "def f(x):\n    return ?"),
    CourseCell("test_f", "test_f", "code", "assert f(1) == 2", locked=True, graded=True),
    CourseCell("why", "why", "markdown", "Why?", graded=True),
]


def given():
    metadata = [{}, *({"nbgrader": {"grade_id": known.name}} for known in COURSE[1:])]
    make = {"code": new_code_cell, "markdown": new_markdown_cell}
    return new_notebook(
        cells=[
            make[known.cell_type](known.text, id=known.id, metadata=more)
            for known, more in zip(COURSE, metadata, strict=True)
        ]
    )


def test_do_hidden_tests_of_a_source_that_is_handed_in_not_stay(real):
    nb = real.read("source", REAL)
    del nb.cells[-1]  # so that it is not whole
    nb.cells = [cell for cell in nb.cells if cell.id != "one-hot-use"]
    own, _ = restored(real, REAL, nb)
    assert "recovered" in own.metadata.nbjudge
    shown = [
        cell.source for cell in own.cells if not cell.metadata.get("nbgrader", {}).get("grade")
    ]
    assert not [text for text in shown if "HIDDEN" in text or "draw.integers(0, k" in text]


def test_is_a_whole_notebook_left_as_it_is():
    nb = given()
    nb.cells[1].source = "def f(x):\n    return x + 1"
    before = json.dumps(nb)
    assert is_whole(nb, COURSE)
    assert recover(nb, COURSE) == []
    assert json.dumps(nb) == before


def test_do_students_own_cells_make_no_damage():
    nb = given()
    nb.cells.insert(2, new_code_cell("print('mine')"))
    assert is_whole(nb, COURSE)


def test_is_work_that_was_merged_into_a_test_kept():
    nb = given()
    nb.cells[2].source = "def f(x):\n    return x + 1\n\nassert f(1) == 2\nprint('mine')"
    del nb.cells[1]
    recover(nb, COURSE)
    assert [(claim, c.source) for c in nb.cells if (claim := grade_id(c))][:2] == [
        ("f", "def f(x):\n    return x + 1"),
        ("test_f", "assert f(1) == 2"),
    ]


def test_is_work_in_the_place_of_a_test_kept():
    nb = given()
    nb.cells[2].source = "def f(x):\n    return x + 1"
    del nb.cells[1]
    recover(nb, COURSE)
    assert [grade_id(c) for c in nb.cells] == [None, "f", "test_f", "why"]
    assert nb.cells[1].source == "def f(x):\n    return x + 1"


def test_is_a_text_that_is_gone_left_to_a_person():
    nb = given()
    del nb.cells[3]
    (finding,) = recover(nb, COURSE)
    assert finding == {"cell": "why", "how": "was missing, and is put back", "sure": False}
    assert nb.cells[-1].source != COURSE[3].text  # nbgrader gives an untouched text 0


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("def f(x):\n    y = 1", {"f"}),
        ("class A(B):\n    z = 2", {"A"}),
        ("a, (b, c) = 1, (2, 3)", {"a", "b", "c"}),
        ("a: int = 3\nb == 3\nf(x, y=4)", {"a"}),
        ("async  def g():\n    pass", {"g"}),
    ],
)
def test_which_names_does_code_define(code, names):
    assert names_begun(code) == names


@pytest.mark.parametrize(
    "text",
    ["(" * 10**6, "a," * 10**6, "x = " * 10**6, "\n" * 10**6, "def " * 10**6, "[" * 10**6 + "="],
)
def test_does_hostile_text_do_no_harm(text):
    nb = given()
    nb.cells[1] = new_code_cell(text)
    nb.cells[2] = new_code_cell(text)
    assert recover(nb, COURSE)


def _many(cells):
    nb = new_notebook()
    nb.cells = [nbformat.from_dict(one) for one in cells]
    return nb


def _code(source, name=None):
    metadata = {"nbgrader": {"grade_id": name}} if name else {}
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [],
            "execution_count": None, "id": "x"}  # fmt: skip


LARGE = {
    "indented cells with one grade id": [_code("    x\n" * 1000, "s1")] * 1500,
    "a name and 60,000 spaces": [
        _code("a" + " " * 60_000, "s1"), _code("assert 1", "test_s2"), _code("assert 2", "test_s1")
    ],
    "2,000 cells of 10 MB": [_code("y = 1\n" * 900, f"s{n % 40}") for n in range(2000)],
    "10,000 cells without an id": [_code(f"def f{n % 40}(): pass\n{n}") for n in range(10_000)],
    "10,000 copies of a locked cell": [_code("y", "test_s3")] * 10_000,
    "cells like the course's": [
        _code(f"Some text {n % 40} that tells of what is to be done{'z' * (n % 200)}")
        for n in range(999)
    ],
    "one cell of 10 MB": [_code("( " * 5_000_000)],
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_recovery_is_done_in_seconds_whatever_was_handed_in(name):
    known = []
    for n in range(40):
        text = f"Some text {n} that tells of what is to be done in it, at length"
        known.append(CourseCell(None, f"t{n}", "markdown", text))
        answer = f"def f{n}(x):\n    return x"
        known.append(CourseCell(f"s{n}", f"s{n}", "code", f"def f{n}(x):\n    ?", answer=answer))
        test = f"assert f{n}(1) == 2"
        known.append(CourseCell(f"test_s{n}", f"test_s{n}", "code", test, locked=True, graded=True,
                                tests=f"{test}\nassert f{n}(5) == 9"))  # fmt: skip
    started = time.process_time()
    recover(_many(LARGE[name]), known)
    assert time.process_time() - started < 15  # 2 s where nothing else runs
