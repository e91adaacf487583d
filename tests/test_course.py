"""What a notebook holds: its exercises, and what is marked by hand."""

import pytest
from factory import by_hand, solution, test_cell
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbjudge.course import exercises
from nbjudge.errors import NbjudgeError


def test_tests_belong_to_the_exercise_that_they_are_named_after():
    points = {"test_a": 1, "test_a_b": 2, "test_a_c": 3}
    tests = [test_cell(name, "x", points[name]) for name in points]
    nb = new_notebook(cells=[solution("a", "x"), solution("a_b", "x"), *tests])
    assert exercises(nb) == {"a": {"test_a": 1.0, "test_a_c": 3.0}, "a_b": {"test_a_b": 2.0}}


@pytest.mark.parametrize("make", [new_code_cell, new_markdown_cell])
def test_what_is_marked_by_hand_is_left_out(make):
    assert exercises(new_notebook(cells=[by_hand("comment", "x", 3, make)])) == {}


def test_a_solution_cell_without_a_test_is_no_exercise():
    nb = new_notebook(cells=[solution("number", "x"), solution("a", "x"), test_cell("test_a", "x")])
    assert list(exercises(nb)) == ["a"]


def test_a_test_of_no_exercise_is_refused():
    nb = new_notebook(cells=[solution("a", "x"), test_cell("test_b", "x")])
    with pytest.raises(NbjudgeError, match="The test test_b belongs to no exercise"):
        exercises(nb)
