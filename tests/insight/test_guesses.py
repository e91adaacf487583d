"""Guesses: read from the text of a cell, whatever it is, and counted for the report."""

import sys

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbjudge.insight.guesses import Question, guesses, questions, spread

READ = {
    "a number": ("check.predict('Loss', 2.5)", {"Loss": 2.5}),
    "by keyword": ("check.predict('Loss', guess=-3)", {"Loss": -3.0}),
    "a small calculation": ("check.predict('Loss', 784 * 32 / 2 - 1)", {"Loss": 12543.0}),
    "a choice, and lines of one's own": (
        "# mine\n%time x = 3\ncheck.predict(\n  'What  happens?',\n  ' it falls ', choices=['a'])",
        {"What happens?": "it falls"},
    ),
    "imported by name, two in a cell": (
        "predict('A', 1)\nif True:\n    predict('B', 2)",
        {"A": 1.0, "B": 2.0},
    ),
    "left open": ("check.predict('Loss', None)", {}),
    "the blank of the course": ("check.predict('Loss', ?)", {}),
    "no guess at all": ("check.predict('Loss')\ncheck.predict()", {}),
    "code, which is never run here": ("check.predict('Loss', open('x').read())", {}),
    "a name": ("check.predict('Loss', loss)\ncheck.predict(question, 1)", {}),
    "powers, which may take for ever": ("check.predict('Loss', 9**9**9)", {}),
    "no number": ("check.predict('Loss', 1 / 0)\ncheck.predict('B', 1e999)", {}),
    "a truth value": ("check.predict('Loss', True)", {}),
    "no Python": ("check.predict('Loss', 2", {}),
    "too deep": ("check.predict('Loss', " + "-" * 5000 + "1)", {}),
    "too long": ("check.predict('Loss', 2)" + " " * 10**6, {}),
}


@pytest.mark.parametrize(("code", "found"), READ.values(), ids=READ)
def test_a_guess_is_read_from_any_text(code, found):
    assert guesses(code) == found


def test_the_questions_are_those_of_the_source():
    cells = [
        new_markdown_cell("check.predict('No', 1)"),
        new_code_cell("check.predict('B', None, between=(0, 1))\ncheck.close(1, 1, 'x')"),
        new_code_cell("check.predict('A', None, choices=['up', 2])"),
        new_code_cell("check.predict('B', None)"),
    ]
    assert questions(new_notebook(cells=cells)) == [
        Question("B", between=(0, 1)),
        Question("A", ("up", "2")),
    ]


def test_guesses_are_counted_for_a_chart():
    choice = Question("A", ("up", "down", "2"))
    assert spread(choice, ["UP", "down", "up", "left", 2.0, 7.0]) == [
        ("up", 2),
        ("down", 1),
        ("2", 1),
    ]
    assert spread(Question("B"), [3.0, 1.5, 3.0, "many"]) == [("1.5", 1), ("3", 2)]
    assert spread(Question("B", between=(0, 1)), [0.5, 90.0]) == [("0.5", 1)]
    assert spread(Question("B"), []) == []


@pytest.mark.parametrize(
    "numbers",
    [
        [float(n) for n in range(-20, 21)],
        [2.0**n for n in range(40)],
        [10.0**n for n in range(-300, 300, 7)],
        [-sys.float_info.max, *map(float, range(9)), sys.float_info.max],
        [sys.float_info.min, 5e-324, *map(float, range(1, 9)), sys.float_info.max],
    ],
)
def test_many_numbers_are_counted_in_few_bars_and_none_is_lost(numbers):
    rows = spread(Question("B"), numbers)
    assert len(rows) == 8 and sum(count for _, count in rows) == len(numbers)


def test_wide_numbers_are_counted_by_factors():
    rows = spread(Question("B"), [2.0**n for n in range(17)])
    assert rows[0] == ("1 to 4", 2) and rows[-1][0] == "16,400 to 65,500"
