"""The short questions that count: what their checks tell, and that no draw is unfair."""

import numpy as np
import pytest
from conftest import ASSIGNMENTS, ROOT
from in_process import try_cell, visible

from nablabook.questions import drawn_for
from nbjudge import check
from nbjudge.authoring.answers import read_assignment
from nbjudge.course import Course, exercises, grade_id

NUMBERS = [20261, *range(1, 25)]


def questions(assignment):
    """{exercise: (its test, the cell that draws its numbers or "")} of an assignment."""
    source = Course(ROOT).read("source", assignment)
    code = {grade_id(c) or c.id: c.source for c in source.cells if c.cell_type == "code"}
    cells = ("my_number", "question-pieces-draw", "question-divided-draw")
    draws = "".join(f"{code[name]}\n" for name in cells if name in code)
    found = [name for name in exercises(source) if name.startswith("question_")]
    return {
        name: (code[f"test_{name}"], draws * ("drawn_for" in code[f"test_{name}"]))
        for name in found
    }


def tried(text, draws, number, test):
    """The error of a test of an answer by a student who has this number."""
    names = {"np": np, "check": check, "drawn_for": drawn_for, "number": number}
    draws = draws.replace("my_number = 20261", f"my_number = {number}")
    return try_cell(f"{draws}\n{text}\n{test}", names)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_two_questions_count_one_point_each_and_one_has_numbers_of_its_own(assignment):
    points = exercises(Course(ROOT).read("source", assignment))
    asked = questions(assignment)
    assert [sum(points[name].values()) for name in asked] == [1, 1]
    assert sum(bool(draws) for _, draws in asked.values()) == 1


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_what_students_see_of_a_question_does_not_tell_right_from_wrong(assignment):
    answers = read_assignment(ROOT / "answers" / assignment)
    for name, (test, draws) in questions(assignment).items():
        assert (
            visible(test).startswith("answered = check.noted(") and visible(test).count("\n") <= 1
        )
        natural = [one for one in answers[name] if one.natural]
        assert len(natural) >= 3, name
        assert [one.title for one in natural if tried(one.text, draws, 20261, visible(test))] == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_whatever_number_a_student_has_right_is_right_and_misconceptions_are_named(assignment):
    answers = read_assignment(ROOT / "answers" / assignment)
    unfair = []
    for name, (test, draws) in questions(assignment).items():
        for answer in answers[name]:
            for number in NUMBERS if draws else NUMBERS[:1]:
                error = tried(answer.text, draws, number, test)
                if answer.kind == "right":
                    fair = error is None
                else:
                    fair = isinstance(error, check.CheckFailed)
                    fair = fair and (bool(error.likely) or not answer.natural)
                if not fair:
                    unfair.append(f"{name}: “{answer.title}”, number {number}: {error!r}")
    assert unfair == []
