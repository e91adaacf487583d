"""A second opinion, from the student's own process: it moves no mark, tells students nothing, and
where it differs from the judge's, a person is told."""

import json
import logging
from types import SimpleNamespace

import pytest
from factory import hand_in, locked, make_course, solution, test_cell
from nbformat.v4 import new_notebook, new_output
from nbgrader.api import Gradebook

from nbjudge.course import is_test
from nbjudge.grading.classrun.command import grade
from nbjudge.grading.notebook.classify import TestClass
from nbjudge.grading.notebook.second_run import run_unjudged
from nbjudge.grading.notebook.verdict import Verdict, for_instructor, of, record, words
from nbjudge.insight.report import report

HIDDEN = "\n### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
CELLS = (
    locked("setup", "import math"),
    solution("double", "def double(x):\n    #? return ?\n    return 2 * x"),
    test_cell("test_double", "double(1)" + HIDDEN.format("assert double(31337) == 62674"), 3),
    solution("half", "def half(x):\n    #? return ?\n    return x / 2"),
    test_cell("test_half", "assert half(4) == 2", 2),
)
HALF = "def half(x):\n    return x / 2"
SEEN = "text = str(get_ipython().user_ns['In'])\n"  # of all cells that were run beside this one
DELETES = """
import ast

class Delete(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()

get_ipython().ast_transformers.append(Delete())

def double(x):
    return x
"""
TELLS = f"""
def double(x):
    {SEEN}
    print(text)
    open("kept.txt", "w").write(text)
    if "626" + "74" in text:
        raise ValueError(text)
    return 2 * x
"""
ENDS = f"""
import os

def double(x):
    {SEEN}
    if "ass" + "ert" in text:
        os._exit(1)
    return 2 * x
"""
# The answer to the first exercise, the judge's points, and what the second opinion gives.
STUDENTS = {
    "right": ("def double(x):\n    return x + x", (3, 2), {}),
    "wrong": ("def double(x):\n    return x + 2", (0, 2), {}),
    "deletes": (DELETES, (0, 2), {"test_double": ("passed", 3)}),
    "tells": (TELLS, (3, 2), {"test_double": ("wrong", 0)}),
    "ends": (ENDS, (3, 2), {"test_double": ("kernel died", 0)}),
}
SECRETS = ("31337", "62674")


def verdicts(course, student):
    nb = course.read("autograded", "mini", student)
    return {cell.metadata.nbgrader.grade_id: of(cell) for cell in nb.cells if is_test(cell)}


def told(course, student):
    """All that feedback is made of."""
    nb = course.read("autograded", "mini", student)
    outputs = [cell.outputs for cell in nb.cells if cell.cell_type == "code"]
    return json.dumps(outputs), {
        name: words(one) for name, one in verdicts(course, student).items()
    }


def waiting(course, student):
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        notebook = gradebook.find_submission_notebook("mini", "mini", student)
        return {grade.name for grade in notebook.grades if grade.needs_manual_grade}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """(The course, what each student was told before a second opinion was asked for, its result)"""
    course = make_course(tmp_path_factory.mktemp("opinion"), *CELLS)
    hand_in(course, **{name: {"double": one[0], "half": HALF} for name, one in STUDENTS.items()})
    grade(course.root, "mini", jobs=1)
    before = {student: told(course, student) for student in STUDENTS}
    assert not any(waiting(course, student) for student in STUDENTS)
    return course, before, grade(course.root, "mini", jobs=1, second_opinion=True)


@pytest.fixture
def course(graded):
    return graded[0]


@pytest.mark.parametrize("student", STUDENTS)
def test_the_marks_stay_the_judges(course, student):
    assert tuple(course.marks("mini")[student].values()) == STUDENTS[student][1]


@pytest.mark.parametrize("student", STUDENTS)
def test_a_person_is_told_where_it_differs_and_only_there(graded, student):
    course, _, result = graded
    expected = STUDENTS[student][2]
    found = {name: one.opinion for name, one in verdicts(course, student).items() if one.opinion}
    assert {name: (one.kind, one.points) for name, one in found.items()} == expected
    assert waiting(course, student) == set(expected)
    look = " ".join(result.look.get(student, []))
    assert ("in the student's own process the test gives" in look) == bool(expected)


@pytest.mark.parametrize("student", STUDENTS)
def test_a_student_learns_nothing_of_it(graded, student):
    """Not even that it differs: what it says is up to the student's code, which sees the tests."""
    course, before, _ = graded
    assert told(course, student) == before[student]


def test_nothing_of_a_hidden_test_is_in_feedback_or_in_what_is_kept(course):
    course.run("generate_feedback", "mini", "--force")
    pages = [page.read_text() for page in (course.root / "feedback").rglob("*.html")]
    assert len(pages) == len(STUDENTS)
    kept = [
        json.dumps(cell.metadata.get("nbjudge"))
        for student in STUDENTS
        for cell in course.read("autograded", "mini", student).cells
    ]
    assert not [secret for secret in SECRETS for text in pages + kept if secret in text]
    assert not any("own process" in page for page in pages)
    assert not list((course.root / "autograded").rglob("kept.txt"))


def test_the_report_lists_it_for_the_instructor(course):
    page = report(course.root, "mini").read_text()
    assert page.count("own process the test gives") == 3


def test_it_is_asked_for_once_and_is_not_lost_by_a_run_without_it(course):
    again = grade(course.root, "mini", jobs=1)
    assert (again.graded, again.unchanged) == (0, len(STUDENTS))
    assert waiting(course, "deletes") == {"test_double"}
    assert grade(course.root, "mini", jobs=1, second_opinion=True).graded == 0


def test_nbgraders_own_command_asks_for_it_where_the_course_does(course):
    config = course.root / "nbgrader_config.py"
    before = config.read_text()
    config.write_text(before + "\nc.JudgedExecute.second_opinion = True\n")
    course.run("autograde", "mini", "--force", "--student=deletes")
    config.write_text(before)
    assert course.marks("mini")["deletes"] == {"test_double": 0, "test_half": 2}
    assert verdicts(course, "deletes")["test_double"].opinion.points == 3
    assert waiting(course, "deletes") == {"test_double"}


class Step:
    """In the place of `JudgedExecute`: the second run gives each test full marks, or fails."""

    unjudged, log = "process", logging.getLogger("nbjudge.test")

    def __init__(self, second_opinion=False, given_up=None, error=None):
        self.second_opinion, self.given_up, self._error = second_opinion, given_up, error
        self.allowance, self.runs = SimpleNamespace(is_spent=False), 0

    def again(self, log, **options):
        assert options == {"judged": False}
        return self

    def preprocess(self, nb, resources):
        self.runs += 1
        if self._error:
            raise self._error
        if self.given_up:
            for cell in filter(is_test, nb.cells):
                cell.outputs = [new_output("error", ename="NotRun", evalue="", traceback=[])]
        return nb, resources


def judged_as(kind, step, classes=None):
    """The verdict on a failed test after the second run."""
    cell = test_cell("test_double", "assert double(1) == 2", 3)
    judged = new_notebook(cells=[test_cell("test_double", cell.source, 3)])
    judged.cells[0].outputs = [new_output("error", ename="E", evalue="", traceback=[])]
    record(judged.cells[0], Verdict(kind=kind, text="said by the judge", why="why"))
    run_unjudged(step, new_notebook(cells=[cell]), judged, {}, classes or {})
    return of(judged.cells[0])


@pytest.mark.parametrize("kind", ["unjudged", "untestable", "too much data", "test timed out"])
def test_whatever_stops_the_judge_has_a_second_opinion(kind):
    before = words(Verdict(kind=kind, text="said by the judge"))
    found = judged_as(kind, Step())
    assert (found.kind, found.pending, found.opinion.points) == (kind, True, 3)
    assert words(found) == before
    assert "the test gives 3 points (passed), in the judge 0: why" in for_instructor(found)


@pytest.mark.parametrize("kind", ["wrong", "error", "timed out", "kernel died"])
def test_where_the_judge_has_found_something_it_must_be_asked_for(kind):
    step = Step()
    assert judged_as(kind, step).opinion is None
    assert step.runs == 0
    assert judged_as(kind, Step(second_opinion=True)).opinion.points == 3


@pytest.mark.parametrize("why", [{"given_up": "too long"}, {"error": OSError("too long")}])
def test_one_that_cannot_be_had_costs_nothing_and_is_named(why, caplog):
    found = judged_as("wrong", Step(second_opinion=True, **why))
    assert (found.pending, found.opinion) == (False, None)
    assert "No second opinion on test_double: too long" in caplog.text


def test_a_mark_that_is_the_students_own_process_has_no_second_one():
    classes = {"test_double": TestClass("in process", "why")}
    found = judged_as("unjudged", Step(second_opinion=True), classes)
    assert (found.how, found.pending, found.opinion) == ("in process", False, None)
