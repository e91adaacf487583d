"""What is particular to 07: a question that is marked by hand, and its marking scheme."""

import re

import pytest
from conftest import ROOT
from nbgrader.utils import is_grade, is_solution

from nbjudge.course import Course, exercises, grade_id

NAME = "07-fashion-mnist"


def cell(step, name):
    return next(c for c in Course(ROOT).read(step, NAME).cells if grade_id(c) == name)


@pytest.fixture(scope="module")
def comment():
    return cell("source", "comment")


def test_is_the_comment_marked_by_hand(comment):
    assert comment.cell_type == "markdown"
    assert is_grade(comment) and is_solution(comment)
    assert "comment" not in exercises(Course(ROOT).read("source", NAME))


def test_do_the_points_of_the_scheme_add_up(comment):
    points = [int(number) for number in re.findall(r"^- (\d) points?:", comment.source, re.M)]
    assert sum(points) == comment.metadata.nbgrader.points


def test_does_the_release_hold_neither_answer_nor_scheme(comment):
    released = cell("release", "comment")
    assert released.source == "*Your answer here.*"
    shown = "\n".join(c.source for c in Course(ROOT).read("release", NAME).cells)
    pieces = [words for words in re.split(r"[.:;\n]", comment.source) if len(words.split()) > 3]
    assert len(pieces) > 15
    for piece in pieces:
        assert piece.strip() not in shown


def test_an_exercise_is_a_specification_in_words_and_a_name_to_be_made():
    released = cell("release", "tape_gradients").source
    assert released.startswith("# Write the function tape_gradients(params, x, y):")
    assert released.endswith("tape_gradients = ?")
    assert "GradientTape" not in released
