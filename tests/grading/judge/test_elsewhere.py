# ruff: noqa: E501 (the tests stand on one line each)
"""What a test looks at in the judge's process, told by the meaning of its names and not its text."""

import glob
import os

import matplotlib.pyplot
import numpy
import pytest
from test_test_cells import Class

from nbjudge.errors import JudgeError
from nbjudge.grading.judge.elsewhere import Elsewhere
from nbjudge.grading.judge.judge import run_cell

KNOWN = {"plt": matplotlib.pyplot, "np": numpy, "os": os, "glob": glob, "W": numpy.ones(3)}


def outcome(code):
    """ "before", "after" or the error itself, for a test that `f` fails."""
    elsewhere = Elsewhere(code, KNOWN)
    if elsewhere.before() is not None:
        return "before"
    space = KNOWN | {"f": lambda *arguments: 1}
    error = elsewhere.after(run_cell(code, space, "<test>")[1], "<test>")
    return "after" if isinstance(error, JudgeError) else type(error).__name__


LOOKS = {
    "a file that must be there": "assert os.path.exists('made.txt')",
    "by another name": "from os.path import isfile as there\nassert there('made.txt')",
    "by a path": "from pathlib import Path\np = Path('a') / 'b'\nassert p.exists()",
    "by a name": "import glob as g\nfound = g.glob('*.made')\nassert len(found) == 2",
    "by a function": "def there():\n    return os.path.isfile('x.made')\nassert there()",
    "by a branch": "if not os.path.exists('x.made'):\n    raise ValueError('none')",
    "by a class of tests": "import io, unittest\nclass T(unittest.TestCase):\n"
    "    def test_it(self):\n        self.assertTrue(os.path.exists('x.made'))\n"
    "r = unittest.TextTestRunner(stream=io.StringIO()).run(\n"
    "    unittest.defaultTestLoader.loadTestsFromTestCase(T))\nassert r.wasSuccessful()",
    "a file that is read": "open('x.made').read()",
    "a handled error": "try:\n    open('x.made')\nexcept OSError:\n    raise AssertionError",
    "a program": "import subprocess\nsubprocess.check_output(['false'])",
    "a table of a database": "import sqlite3\nfrom contextlib import closing\nwith closing(sqlite3.connect(':memory:')) as c:\n    c.execute('select 1 from t')",
    "a variable": "assert os.environ['MADE_BY_F'] == '1'",
    "a variable by its name": "from os import getenv\nassert getenv('MADE_BY_F') == '1'",
    "the figure": "ax = plt.gca()\nassert len(ax.lines) == 1",
}
# Tests that would pass for a wrong answer, as the judge's own process is as it should be.
PASSING = {
    "no file left": "assert not os.path.exists('left.txt')",
    "no file in a folder": "assert 'left.txt' not in os.listdir('.')",
    "no file, compared": "assert os.path.exists('left.txt') == False",
    "no file, with unittest": "import unittest\nt = unittest.TestCase()\nt.assertFalse(os.path.exists('l'))",
    "no variable": "assert 'MADE_BY_F' not in os.environ",
    "no figure": "assert plt.get_fignums() == []",
    "no figure, as points": "1 if not plt.get_fignums() else 0",
}
OWN = {
    "the word in a text": "text = 'os.environ, exists( and catch_warnings'\nassert f() == 2, text",
    "the word in a comment": "# plt.gcf() os.path.exists(p)\nassert f() == 2",
    "a method of that name": "class Tree:\n    def exists(self):\n        return 1\nassert Tree().exists() == f() + 1",
    "a function of that name": "def glob(x):\n    return x\nassert glob(1) == f(2) + 1",
    "silenced warnings": "import warnings\nwith warnings.catch_warnings():\n    warnings.simplefilter('ignore')\n    assert f() == 2",
    "recorded and not read": "import warnings\nwith warnings.catch_warnings(record=True):\n    assert f() == 2",
    "a file beside another claim": "there = os.path.exists(os.devnull)\nassert f() == 2",
    "a file of the course": "if os.path.exists(os.devnull):\n    os.path.getsize(os.devnull)\nassert f() == 2",
    "a file that is put away": "if os.path.exists('left.txt'):\n    os.remove('left.txt')\nassert f() == 2",
    "a figure of its own": "fig, ax = plt.subplots()\nplt.close(fig)\nassert f() == 2",
    "its own directory": "assert os.path.join('a', 'b') == f()",
}


@pytest.mark.parametrize("code", LOOKS.values(), ids=LOOKS)
def test_a_failure_that_comes_of_a_look_is_no_finding_about_the_work(code):
    assert outcome(code) in ("before", "after")


@pytest.mark.parametrize("code", PASSING.values(), ids=PASSING)
def test_what_the_students_process_must_not_hold_is_not_passed_unseen(code):
    assert outcome(code) == "before"


@pytest.mark.parametrize("code", OWN.values(), ids=OWN)
def test_a_failure_that_comes_of_no_look_is_the_students(code):
    assert outcome(code) == "AssertionError"


@pytest.mark.parametrize("code", ["assert (", "x = " + "-" * 10_000 + "1"])
def test_every_text_can_be_looked_through(code):
    assert Elsewhere(code, KNOWN).before() is None


def test_an_object_of_the_students_is_asked_nothing():
    each = Class("class Odd:\n    pass\nodd = Odd()")
    each.judge("mine = odd")
    outputs = each.judge("assert mine is odd")["outputs"]
    each.end()
    assert outputs == []
