"""The demo, as `make demo` runs it, with the quicker one of its two assignments."""

import csv

import pytest
from conftest import most_points

from nbjudge.demo import demo

ASSIGNMENTS = ["01-softmax-derivation"]
MOST = {assignment: most_points(assignment) for assignment in ASSIGNMENTS}


@pytest.fixture(scope="module")
def graded(course, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBJUDGE_DATA", "digits")
        assert demo(course, folder, ASSIGNMENTS, timeout=12) == 0
    return type(course)(folder)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_does_everybody_get_the_marks_of_their_work(graded, assignment):
    totals = {student: sum(marks.values()) for student, marks in graded.marks(assignment).items()}
    assert len(totals) == 12
    for student in ("ada", "alan", "barbara", "donald"):
        assert totals[student] == MOST[assignment]
    for student in ("edsger", "emmy", "grace", "katherine", "linus", "margaret"):
        assert 0 < totals[student] < MOST[assignment]
    assert totals["john"] < 10
    assert totals["niklaus"] == 0


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_does_the_never_ending_one_lose_its_exercise_only(graded, assignment):
    marks = graded.marks(assignment)["linus"]
    assert marks["test_train"] == 0
    assert marks["test_softmax_backward"] > 0


def test_is_there_feedback_for_everybody(graded):
    assert len(list((graded.root / "feedback").rglob("*.html"))) == 12 * len(ASSIGNMENTS)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_does_it_end_with_a_report_of_the_class(graded, assignment):
    text = (graded.root / "reports" / f"{assignment}.html").read_text()
    assert "<b>12</b> submissions" in text
    assert f"../feedback/emmy/{assignment}/{assignment}.html" in text


def test_are_the_marks_exported(graded):
    with (graded.root / "grades.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12 * len(ASSIGNMENTS)
    assert {row["score"] for row in rows if row["student_id"] == "ada"} == {
        str(most) for most in MOST.values()
    }


def test_can_the_demo_be_run_again_in_its_own_folder(graded, course):
    from nbjudge.demo import _clear

    (graded.root / "marker").touch()
    _clear(graded.root)
    assert not graded.root.exists()
