"""Tests that the judge cannot run: the mark of stock nbgrader, or a person's, and no leak."""

import json

import pytest
from factory import hand_in, locked, make_course, solution, test_cell
from nbgrader.api import Gradebook

from nbjudge.errors import NbjudgeError
from nbjudge.grading.notebook.verdict import of, words

RIGHT = "def double(x):\n    return 2 * x"
WRONG = "def double(x):\n    return x + 2"
# The judge pickles nothing of a student's; with a hidden value that must reach nobody.
UNJUDGED = (
    "import pickle\n"
    "assert pickle.loads(pickle.dumps(double)).__code__.co_argcount == 1\n"
    "### BEGIN HIDDEN TESTS\n"
    "assert double(31337) == 62674, f'double gave {double(31337)}, and not 62674'\n"
    "### END HIDDEN TESTS"
)
CELLS = (
    locked("setup", "import math"),
    solution("double", "def double(x):\n    #? return ?\n    return 2 * x"),
    test_cell("test_double", "assert double(1) == 2", points=1),
    test_cell("test_double_code", UNJUDGED, points=3),
)
STUDENTS = {
    "right": {"double": RIGHT},
    "wrong": {"double": WRONG},
    "partly": {"double": "def double(x, y=0):\n    return 2 * x"},
    "prints": {"double": "def double(x):\n    print('x is', x)\n    return x"},
}
SECRETS = ("31337", "62674")


def graded(folder, unjudged):
    course = make_course(folder, *CELLS)
    hand_in(course, **STUDENTS)
    option = f"--JudgedExecute.unjudged={unjudged}"
    course.run("grade", "mini", option, "--jobs=1", module="nbjudge")
    return course


@pytest.fixture(scope="module")
def in_process(tmp_path_factory):
    return graded(tmp_path_factory.mktemp("process"), "process")


def verdict(course, student, test="test_double_code"):
    nb = course.read("autograded", "mini", student)
    return next(of(c) for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade_id") == test)


def grades(course, student):
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        notebook = gradebook.find_submission_notebook("mini", "mini", student)
        return {g.name: (g.auto_score, g.needs_manual_grade) for g in notebook.grades}


def test_the_marks_are_those_of_stock_nbgrader(in_process):
    assert in_process.marks("mini") == {
        "right": {"test_double": 1, "test_double_code": 3},
        "wrong": {"test_double": 0, "test_double_code": 0},
        "partly": {"test_double": 1, "test_double_code": 0},
        "prints": {"test_double": 0, "test_double_code": 0},
    }


def test_results_say_that_the_mark_is_not_protected_and_why(in_process):
    found = verdict(in_process, "right")
    assert (found.kind, found.how) == ("passed", "in process")
    assert found.why.startswith("A student's object cannot be pickled in a test cell")
    assert verdict(in_process, "right", "test_double").how == "judged"
    kept = (in_process.root / "autograded/.nbjudge/mini/mini.tests").read_text()
    [classes] = json.loads(kept).values()
    assert {name: one["way"] for name, one in classes.items()} == {"test_double_code": "in process"}


@pytest.mark.parametrize("student", STUDENTS)
def test_nothing_of_a_hidden_test_comes_out_of_the_second_run(in_process, student):
    in_process.run("generate_feedback", "mini", "--force", f"--student={student}")
    page = (in_process.root / "feedback" / student / "mini" / "mini.html").read_text()
    nb = in_process.read("autograded", "mini", student)
    outputs = json.dumps([cell.get("outputs") for cell in nb.cells])
    verdicts = json.dumps([cell.metadata.get("nbjudge") for cell in nb.cells])
    for secret in SECRETS:
        assert secret not in page
        assert secret not in outputs
        assert secret not in verdicts
    assert student == "right" or "because the judge cannot run it" in page


def test_the_report_says_once_which_marks_are_not_protected(in_process):
    in_process.run("report", "mini", module="nbjudge")
    page = (in_process.root / "reports" / "mini.html").read_text()
    assert page.count("The marks of test_double_code are not protected") == 1


def test_a_person_marks_what_the_judge_cannot_where_that_is_asked_for(tmp_path):
    course = graded(tmp_path, "manual")
    for student in STUDENTS:
        assert grades(course, student)["test_double_code"] == (None, True)
    assert grades(course, "right")["test_double"] == (1, False)
    assert "A person will look at it" in words(verdict(course, "right"))


def test_nothing_is_graded_where_every_mark_must_be_protected(tmp_path):
    with pytest.raises(NbjudgeError, match=r"(?s)cannot run mini: test_double_code.*'refuse'"):
        graded(tmp_path, "refuse")


def test_nbgraders_own_command_gives_the_same(tmp_path):
    course = make_course(tmp_path, *CELLS)
    hand_in(course, right=STUDENTS["right"], partly=STUDENTS["partly"])
    course.run("autograde", "mini")
    assert course.marks("mini") == {
        "right": {"test_double": 1, "test_double_code": 3},
        "partly": {"test_double": 1, "test_double_code": 0},
    }
    assert verdict(course, "right").how == "in process"


def test_the_judges_mark_stays_where_the_students_own_work_stops_it(tmp_path):
    course = make_course(
        tmp_path,
        solution("make", "#? numbers = ?\nnumbers = [1, 2]"),
        test_cell("test_make", "assert sum(numbers) == 3"),
    )
    odd = "class Odd(list):\n    __slots__ = ()\n    def __len__(self):\n        raise OSError\n"
    hand_in(course, odd={"make": f"{odd}numbers = Odd([1, 2])"}, right={"make": "numbers = (1, 2)"})
    course.run("grade", "mini", "--jobs=1", module="nbjudge")
    found = verdict(course, "odd", "test_make")
    score, pending = grades(course, "odd")["test_make"]
    assert grades(course, "right")["test_make"] == (1, False)
    if found.kind in ("unjudged", "untestable"):
        assert (score, pending) == (0, True)
        assert (found.opinion.kind, found.opinion.points) == ("passed", 1)


def test_a_test_that_the_source_itself_fails_is_named_before_grading(tmp_path):
    course = make_course(
        tmp_path,
        solution("f", "#? y = ?\ny = 3"),
        test_cell("test_f", "assert y == 4"),
    )
    hand_in(course, ada={"f": "y = 3"})
    log = tmp_path / "log"
    with log.open("w") as file:
        course.start("grade", "mini", "--jobs=1", log=file, module="nbjudge").wait()
    said = log.read_text()
    assert "mini: test_f: the source itself does not pass this test" in said
    assert said.index("the source itself") < said.index("ada:")
