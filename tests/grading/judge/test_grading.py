"""What becomes of whole notebooks, where cell after cell runs in kernel and judge."""

import shutil

import pytest
from grading import free, grade, locked, solution, test

from nbjudge.grading.judge.judge import run_locked

pytestmark = pytest.mark.skipif(shutil.which("bwrap") is None, reason="no bubblewrap")

CASES = [
    free("import numpy as np\nimport math"),
    solution("first", "def double(x):\n    return 2 * x"),
    test(
        "test_first", "np.testing.assert_allclose(double(3), 6)\nassert math.isclose(double(1), 2)"
    ),
    solution("second", "import random as rnd\ndef three():\n    return 3"),
    test("test_second", "assert rnd.Random(1).random() < 1\nassert three() == 3"),
]


def test_a_students_object_in_an_errors_text_costs_the_next_cells_nothing():
    source = [
        solution(
            "first", "class Thing:\n    def __repr__(self):\n        return 'a thing'\nt = Thing()"
        ),
        test("test_first", "assert t is None, t"),
        solution("second", "def f():\n    raise KeyError(t)"),
        test("test_second", "f()"),
        solution("third", "y = 5"),
        test("test_third", "assert y == 5"),
    ]
    errors, _ = grade(source, timeout=8)
    assert errors["test_first"] == "AssertionError: a thing"
    assert "KeyError" in errors["test_second"]
    assert errors["test_third"] is None


def test_what_the_judge_cannot_do_names_its_cell():
    source = [
        solution("first", "class Shape:\n    pass"),
        test("test_first", "import pickle\npickle.dumps(Shape())"),
    ]
    errors, _ = grade(source, run_again=False)
    assert errors["test_first"].startswith("JudgeError: test_first: A student's object cannot")


def test_a_figure_of_an_earlier_test_is_not_taken_for_the_students():
    source = [
        locked("setup", "import matplotlib.pyplot as plt"),
        solution("first", "def draw():\n    plt.figure()"),
        test("test_first", "fig, ax = plt.subplots()\nassert fig is not None"),
        test("test_second", "draw()\nassert len(plt.get_fignums()) == 1"),
    ]
    errors, _ = grade(source, {1: "def draw():\n    pass"}, run_again=False)
    assert errors["test_first"] is None
    assert errors["test_second"].startswith(
        "JudgeError: test_second: The test looks at the current"
    )


def test_a_locked_cell_of_any_length_waits_for_the_names_that_it_uses():
    cell = ("big", "y = x + 1\n#" + 100_001 * "-")
    assert run_locked([cell], {}) == ({}, [cell])


def test_an_object_that_is_used_after_its_test_costs_the_next_cells_nothing():
    """A thread of the test and a finalizer speak of it when no one listens any more."""
    source = [
        solution("first", "class Thing:\n    size = 3\nt = Thing()"),
        test(
            "test_first",
            "import threading, weakref\n"
            "class Box: pass\n"
            "box = Box()\n"
            "weakref.finalize(box, lambda: t.size)\n"
            "threading.Timer(0.3, lambda: t.size).start()\n"
            "assert t.size == 3",
        ),
        solution("second", "import time\ntime.sleep(0.6)\ny = 5"),
        test("test_second", "del box\nassert y == 5"),
    ]
    assert grade(source, timeout=8)[0] == {"test_first": None, "test_second": None}


def test_the_source_passes_whatever_imports_its_modules():
    assert grade(CASES)[0] == {"test_first": None, "test_second": None}


FAKE = """
class Fake:
    def __getattr__(self, name):
        return lambda *args, **kwargs: True
"""


@pytest.mark.parametrize(
    "changes",
    [
        {1: f"def double(x):\n    return 0\n{FAKE}\nnp = math = Fake()"},
        {1: "def double(x):\n    return 0\nnp.testing.assert_allclose = print\n"
            "math.isclose = lambda *a: True"},
        {0: f"{FAKE}\nnp = math = Fake()", 1: "def double(x):\n    return 0"},
        {1: "def double(x):\n    return 0\nimport types\nnp = types.ModuleType('numpy')\n"
            "np.testing = types.SimpleNamespace(assert_allclose=print)\n"
            "math = types.SimpleNamespace(isclose=lambda *a: True)"},
    ],
    ids=["rebound", "patched", "not imported", "a made module"],
)  # fmt: skip
def test_what_a_student_makes_of_an_imported_name_does_not_decide_a_test(changes):
    errors, _ = grade(CASES, changes)
    assert errors["test_first"].startswith("AssertionError")
    assert errors["test_second"] is None


@pytest.mark.parametrize(
    ("work", "error"),
    [
        (f"{FAKE}\nrnd = Fake()\ndef three():\n    return 3", "NameError: the tests need 'rnd'"),
        ("def three():\n    return 3", "NameError: name 'rnd' is not defined"),
        ("import math as rnd\ndef three():\n    return 3", "NameError: the tests need 'rnd'"),
        ("from random import *\nimport random as rnd\nthree = lambda: 3", None),
    ],
    ids=["a fake", "missing", "another module", "right"],
)
def test_an_import_that_is_the_exercise_is_the_students_to_make(work, error):
    found = grade(CASES, {3: work})[0]["test_second"]
    assert found is error is None or found.startswith(error), found


def test_modules_beside_the_notebook_can_be_imported():
    source = [
        free("import helpers\nfrom tools.more import triple"),
        solution("first", "x = helpers.twice(4)\ny = triple(1)"),
        test("test_first", "from helpers import twice\nassert x == twice(4) and y == triple(1)"),
    ]
    files = {
        "helpers.py": b"def twice(x):\n    return 2 * x\n",
        "tools/more.py": b"def triple(x):\n    return 3 * x\n",
    }
    assert grade(source, files=files)[0] == {"test_first": None}
    wrong = {1: "helpers.twice = lambda x: 0\nx = 0\ny = 3"}
    assert grade(source, wrong, files=files)[0]["test_first"].startswith("AssertionError")


LATER = [
    locked("given", "records = []\nlimit = 3\nstart = 1\ndef count():\n    return len(records)"),
    solution("fill", "for i in range(limit):\n    records.append(i)\nstart = 5"),
    locked("after", "half = start / 2"),
    test(
        "test_fill",
        "assert records == [0, 1, 2] and count() == 3 and limit == 3\nassert half == 2.5",
    ),
]


def test_what_a_read_only_cell_defines_and_the_students_fill_is_theirs():
    assert grade(LATER)[0] == {"test_fill": None}
    errors, _ = grade(
        LATER, {1: "limit = 2\nfor i in range(limit):\n    records.append(i)\nstart = 5"}
    )
    assert errors["test_fill"].startswith("AssertionError")
    errors, _ = grade(LATER, {1: "records[:] = [0, 1, 2]"})
    assert errors["test_fill"].startswith("AssertionError")  # for `half`


USED = [
    solution("first", "x = 1"),
    test(
        "test_first",
        "import math as mth\n"
        "def helper(v):\n    return mth.floor(v) + 1\n"
        "total = x + 1\n"
        "### BEGIN HIDDEN TESTS\n"
        "secret = 12345\n"
        "def hide():\n    return secret\n"
        "### END HIDDEN TESTS\n"
        "assert x == 1",
    ),
    solution("second", "y = helper(mth.sqrt(4)) + total"),
    test("test_second", "assert y == 5"),
]


def test_a_name_that_a_test_has_used_is_the_students_again_where_a_later_cell_defines_it():
    source = [
        solution("first", "def f():\n    return 3"),
        test("test_first", "result = f()\nassert result == 3"),
        solution("second", "result = 5"),
        test("test_second", "assert result == 5"),
        test("test_third", "result += 1\nassert result == 6"),
    ]
    assert set(grade(source)[0].values()) == {None}
    errors, _ = grade(source, {2: "result = 4"})
    assert errors["test_second"] == "AssertionError: "


def test_what_a_test_defines_in_plain_sight_can_be_used_after_it():
    assert grade(USED)[0] == {"test_first": None, "test_second": None}
    errors, _ = grade(USED, {0: "x = 2", 2: "y = helper(mth.sqrt(4)) + total - 1"})
    assert errors["test_first"].startswith("AssertionError")
    assert errors["test_second"] is None
    spy = "y = [n for n in ('secret', 'hide') if n in globals()] or 5"
    assert grade(USED, {2: spy})[0] == {"test_first": None, "test_second": None}
