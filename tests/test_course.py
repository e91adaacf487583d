"""What a notebook holds: its exercises, and what is marked by hand."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbjudge.course import exercises
from nbjudge.errors import NbjudgeError


def cell(make, name, **kinds):
    flags = {"grade": False, "solution": False, "task": False, "locked": False} | kinds
    return make("x", metadata={"nbgrader": {"grade_id": name, "schema_version": 3, **flags}})


def answer(name):
    return cell(new_code_cell, name, solution=True)


def test_do_tests_belong_to_the_exercise_that_they_are_named_after():
    tests = [
        cell(new_code_cell, name, grade=True, locked=True, points=points)
        for name, points in [("test_a", 1), ("test_a_b", 2), ("test_a_c", 3)]
    ]
    nb = new_notebook(cells=[answer("a"), answer("a_b"), *tests])
    assert exercises(nb) == {"a": {"test_a": 1.0, "test_a_c": 3.0}, "a_b": {"test_a_b": 2.0}}


@pytest.mark.parametrize("make", [new_code_cell, new_markdown_cell])
def test_is_what_is_marked_by_hand_left_out(make):
    by_hand = cell(make, "comment", grade=True, solution=True, points=3)
    assert exercises(new_notebook(cells=[by_hand])) == {}


def test_is_a_test_of_no_exercise_refused():
    nb = new_notebook(cells=[answer("a"), cell(new_code_cell, "test_b", grade=True, points=1)])
    with pytest.raises(NbjudgeError, match="The test test_b belongs to no exercise"):
        exercises(nb)
