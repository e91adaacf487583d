"""What the judge refuses to decide, and the page that lists it beside what it can do.

python tests/grading/judge/test_unjudged.py    # writes docs/constructs.md anew
"""

import sys
from pathlib import Path

import pytest
from test_constructs import JUDGED, PLOT, judge
from test_file_passing import FILES

PAGE = Path(__file__).resolve().parents[3] / "docs" / "constructs.md"
# name → (right answer, wrong answer, test, what to write instead)
UNJUDGED = {
    "the text of a function": (
        "def f(x):\n    return x + 1",
        "def f(x):\n    return x",
        "import inspect\nassert 'for' not in inspect.getsource(f)",
        "test what it does",
    ),
    "doctest of a student's function": (
        "def f(x):\n    '''>>> f(1)\n    2'''\n    return x + 1",
        "def f(x):\n    return x",
        "import doctest\ndoctest.run_docstring_examples(f, globals())",
        "call it, and look at `f.__doc__`",
    ),
    "a text of the student's that is run": (
        "answer = '2 + 3'",
        "answer = '2 * 3'",
        "assert eval(answer) == 5",
        "`ast.literal_eval`, or a function of the student's",
    ),
    "what the student's code logs": (
        "import logging\ndef old():\n    logging.getLogger('a').error('old')",
        "def old():\n    pass",
        "import unittest\nwith unittest.TestCase().assertLogs('a'):\n    old()",
        "the value that is returned",
    ),
    "environment variables": (
        "import os\nos.environ['COURSE_KEY'] = '1'",
        "pass",
        "import os\nassert os.environ['COURSE_KEY'] == '1'",
        "a function of the student's that returns it",
    ),
    "a file that is no text": (
        "np.savez('weights_of_the_student.npz', w=[1])",
        "pass",
        "assert np.load('weights_of_the_student.npz')['w'][0] == 1",
        "a function of the student's that reads it",
    ),
    "a function of a module put out of force": (
        "def order(x):\n    return sorted(x)",
        "def order(x):\n    return x",
        "np.sort = None\nassert order([2, 1]) == [1, 2]",
        "a built-in (`builtins.sorted`) or a helper of the student's",
    ),
}


@pytest.mark.parametrize(("right", "wrong", "test", "instead"), UNJUDGED.values(), ids=UNJUDGED)
def test_what_is_not_decided_is_called_so_and_gives_nothing_away(
    right, wrong, test, instead, tmp_path, monkeypatch
):
    (tmp_path / "judge").mkdir()
    monkeypatch.chdir(tmp_path / "judge")
    # The student's files are not here, and a warning is no error as it is for pytest.
    elsewhere = f"import os, warnings\nos.chdir({str(tmp_path)!r})\nwarnings.resetwarnings()\n"
    right = elsewhere + right
    assert judge(right, right, test).startswith("JudgeError")
    assert judge(right, elsewhere + wrong, test) is not None


def test_the_page_of_constructs_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), f"run: python {sys.argv[0]} (see above)"


def page():
    """The text of docs/constructs.md."""
    tests = {name: test for name, (_, _, test) in JUDGED.items()} | FILES
    judged = [f"| {name} | {_code(test)} |" for name, test in tests.items()]
    others = [
        f"| {name} | {_code(test)} | {instead} |"
        for name, (_, _, test, instead) in UNJUDGED.items()
    ]
    return _PAGE.format(
        judged="\n".join(judged), others="\n".join(others), some=len(judged), more=len(others)
    )


def _code(text):
    lines = [line for line in text.removeprefix(PLOT).splitlines() if line.strip()]
    return "<br>".join(f"`{line}`".replace("|", "\\|") for line in lines)


_PAGE = """\
# Constructs, one by one

This page is written by the tests (`tests/grading/judge/test_unjudged.py`), which try each line with
a right answer and a wrong one, and fail where the page is out of date. Plain values, functions,
classes and arrays are not listed: [the judge](judge.md#what-works-as-you-know-it) tells of them.

## In process

These {more} the judge does not decide: the student's code could decide them itself, or what they
look at is not in the judge's process. Each ends in a `JudgeError`, for right and wrong answers
alike; your source shows it when it is built, and students' work is then tested as [`unjudged`
says](judge.md#what-happens-to-a-test-that-the-judge-cannot-run): by default as nbgrader would,
where the mark is not protected.

| construct | a test of it | protected when written as |
|---|---|---|
{others}

## Judged

In these {some}, the right answer passes in the judge and the wrong one does not.

| construct | a test of it |
|---|---|
{judged}
"""

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: {PAGE}")
