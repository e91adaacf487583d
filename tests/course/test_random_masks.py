"""06: dropout is tested by statistics; a right answer passes with any generator and any draws."""

import warnings

import pytest
from conftest import ROOT
from nbgrader.utils import is_grade, is_solution

from nbjudge import check
from nbjudge.authoring.answers import read_answers
from nbjudge.course import Course, exercise_of, grade_id

ASSIGNMENT = "06-relu-dropout"
SUBMISSIONS = 20


ANSWERS = read_answers(ROOT / "answers" / ASSIGNMENT / "dropout.py")


def answers(kind):
    return [pytest.param(a.text, id=a.title) for a in ANSWERS if a.kind == kind]


@pytest.fixture(scope="module")
def cells():
    source = Course(ROOT).read("source", ASSIGNMENT)
    return [cell for cell in source.cells if cell.cell_type == "code"]


def given(cells):
    """The namespace of the locked cells that need no data."""
    namespace = {"__name__": "__main__"}
    for cell in cells:
        if grade_id(cell) in ("setup", "given", "activation_given", "sigmoid", "lecture"):
            exec(cell.source, namespace)
    return namespace


def cells_testing(cells, exercise):
    names = [grade_id(cell) for cell in cells if is_solution(cell)]
    return [
        cell
        for cell in cells
        if is_grade(cell)
        and not is_solution(cell)
        and exercise_of(grade_id(cell), names) == exercise
    ]


@pytest.mark.parametrize("answer", answers("right"))
def test_does_a_right_dropout_pass_for_every_submission(cells, answer, monkeypatch):
    namespace = given(cells)
    exec(answer, namespace)
    for submission in range(SUBMISSIONS):
        monkeypatch.setattr(check, "submission", submission)
        for test in cells_testing(cells, "dropout"):
            exec(test.source, namespace)


@pytest.mark.parametrize("answer", answers("wrong"))
def test_does_a_wrong_dropout_fail_for_every_submission(cells, answer, monkeypatch):
    namespace = given(cells)
    exec(answer, namespace)
    for submission in range(SUBMISSIONS // 10):
        monkeypatch.setattr(check, "submission", submission)
        failed = 0
        for test in cells_testing(cells, "dropout"):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # what a wrong answer divides by 0
                    exec(test.source, namespace)
            except Exception:
                failed += 1
        assert failed, submission


def test_does_the_lecture_line_pass_a_test_of_its_training(cells):
    """The error of the lecture lets the loss fall; only its gradient tells."""
    namespace = given(cells)
    for cell in cells:
        if is_solution(cell) and grade_id(cell) not in ("settings", "find_the_bug"):
            exec(cell.source, namespace)
    lecture = next(a for a in ANSWERS if a.title.startswith("the lecture's error"))
    exec(lecture.text, namespace)
    for test in cells_testing(cells, "train"):
        exec(test.source, namespace)
    backward = next(
        test
        for test in cells_testing(cells, "dropout")
        if grade_id(test) == "test_dropout_backward"
    )
    with pytest.raises(check.CheckFailed, match="the factor 1 / \\(1 - p\\) is missing"):
        exec(backward.source, namespace)
