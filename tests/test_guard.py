"""The guard in a real IPython shell: blanks are named, help still works, warnings cost nothing."""

import contextlib
import io
import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge import guard


@pytest.fixture
def shell(monkeypatch):
    # A shell puts itself in its place, and processes cannot be spawned from there.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    shell = InteractiveShell.instance()
    stderr = sys.stderr
    guard.install(shell)
    yield shell
    shell.reset(new_session=False)
    shell.input_transformers_cleanup.remove(guard.stop_at_blanks)
    sys.stderr = stderr
    InteractiveShell.clear_instance()


def run(shell, code):
    """Run a cell; returns the result and what it printed."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        result = shell.run_cell(code)
    return result, out.getvalue()


UNFILLED = {
    "an expression": ("def cce_gradient(Y, Yhat):\n    return ?/?\n", {2: 2}),
    "an attribute": ("x = np.?(3)", {1: 1}),
    "help after an assignment": ("y = 1\nx = y?", {2: 1}),
    "help on a product": ("def f(a, b):\n    return a*?", {2: 1}),
    "a statement that is a blank": ("def f(x):\n    ?\n    return x", {2: 1}),
    "a statement that begins with one": ("? = 3\nx = 1", {1: 1}),
    "within a call over lines": ("f(\n  x?,\n  ?\n)", {2: 1, 3: 1}),
    "in an f-string": ('print(f"{?} why?")', {1: 1}),
    "after a timing magic": ("%%time\nx = ?", {2: 1}),
    "an empty first line": ("\n\nx = ?", {3: 1}),
    "after two statements": ("a = 1; a?", {1: 1}),
}


@pytest.mark.parametrize(("code", "blanks"), UNFILLED.values(), ids=UNFILLED)
def test_is_an_unfilled_cell_stopped_with_its_lines(shell, code, blanks):
    result, _ = run(shell, code)
    error = result.error_in_exec
    assert isinstance(error, guard.UnfilledBlanks)
    for line, count in blanks.items():
        words = "1 blank" if count == 1 else f"{count} blanks"
        text = code.split("\n")[line - 1].strip()
        assert f"line {line} " in str(error)
        assert f"{words}: {text}" in str(error)


def test_what_does_the_message_say(shell):
    error = run(shell, UNFILLED["an expression"][0])[0].error_in_exec
    assert str(error) == (
        "Cell (cce_gradient): line 2 still has 2 blanks: return ?/?\n"
        "Replace every ? by your own code, then run the cell again."
    )
    error = run(shell, UNFILLED["within a call over lines"][0])[0].error_in_exec
    assert str(error) == (
        "Cell still has 2 blanks:\n"
        "  line 2 has 1 blank: x?,\n"
        "  line 3 has 1 blank: ?\n"
        "Replace every ? by your own code, then run the cell again."
    )


def test_is_the_message_shown_without_a_traceback(shell):
    _, printed = run(shell, "x = ?")
    assert "UnfilledBlanks: Cell (x): line 1 still has 1 blank: x = ?" in printed
    assert "Traceback" not in printed


HELP = ["len?", "?len", "len??", "x = 1\nlen?", "str.join?", "?", "str.*in*?", "  \nlen?\n"]


@pytest.mark.parametrize("code", HELP)
def test_does_help_still_work(shell, code):
    with contextlib.redirect_stdout(io.StringIO()):
        result = shell.run_cell(code)
    assert result.success


NO_BLANKS = [
    "x = 'why?'  # why?",
    "x = '''\n?\n'''",
    "print(f'{1:?<3}')",
    "%%bash\nls ? || true",
    "!echo ?",
    "x = !echo ?",
    "%env HOME",
]


@pytest.mark.parametrize("code", NO_BLANKS)
def test_is_a_question_mark_that_is_no_blank_left_alone(code):
    lines = code.splitlines(keepends=True)
    assert guard.stop_at_blanks(lines) == lines


def test_can_a_check_tell_not_attempted_from_wrong(shell):
    run(shell, "def softmax(z):\n    return ?")
    result, printed = run(shell, "softmax([1, 2])")
    assert isinstance(result.error_in_exec, guard.NotAttempted)
    assert "NotAttempted: softmax is not there yet. Its cell still has 1 blank:" in printed
    run(shell, "def softmax(z):\n    return 1")
    assert run(shell, "softmax([1, 2])")[0].success


@pytest.mark.parametrize(
    "use", ["a + 1", "1 + a", "a[0]", "a.x", "a()", "list(a)", "a > 1", "str(a)", "f'{a}'"]
)
def test_is_any_use_of_an_unfilled_name_not_attempted(shell, use):
    run(shell, "a = ?")
    assert isinstance(run(shell, use)[0].error_in_exec, guard.NotAttempted)


def test_is_what_comes_of_an_unfilled_cell_not_attempted_either(shell):
    run(shell, "def train(X):\n    return ?, ?")
    given = "import numpy as np\nlosses, W = train([1])\nprint('trained')"
    run(shell, given)
    assert "np" in shell.user_ns and not isinstance(shell.user_ns["np"], guard.Unfilled)
    error = run(shell, "final = losses[-1]")[0].error_in_exec
    assert str(error) == (
        "losses is not there yet. Its cell needs train: fill in that one's blanks, then run both "
        "cells."
    )
    error = run(shell, "print(final)\nfinal > 1")[0].error_in_exec
    assert str(error).startswith("final is not there yet. Its cell needs train:")
    run(shell, "def train(X):\n    return [1.0], X")
    for code in (given, "final = losses[-1]", "assert final == 1"):
        assert run(shell, code)[0].success


def test_is_an_ordinary_error_left_as_it_is(shell):
    run(shell, "x = 1 / 0")
    assert isinstance(run(shell, "x")[0].error_in_exec, NameError)


def test_does_a_reopened_blank_keep_what_the_name_meant(shell):
    run(shell, "X = [1]")
    run(shell, "X = [X, ?]")
    assert shell.user_ns["X"] == [1]


STDERR = {
    "a warning": "import warnings\nwarnings.simplefilter('always')\nwarnings.warn('look')",
    "a progress bar": "import sys\nprint('look', file=sys.stderr)",
    "a log": "import logging\nlogging.basicConfig(force=True)\nlogging.error('look')",
}


@pytest.mark.parametrize("code", STDERR.values(), ids=STDERR)
def test_does_what_goes_to_stderr_cost_no_marks(code):
    """In a real kernel, as nbgrader runs it: a test cell with output on stderr has 0 points."""
    nb = new_notebook(cells=[new_code_cell("import nbjudge"), new_code_cell(code)])
    NotebookClient(nb).execute()
    outputs = nb.cells[1].outputs
    assert {output.name for output in outputs} == {"stdout"}
    assert "look" in "".join(output.text for output in outputs)


def test_is_installing_twice_the_same_as_once(shell):
    guard.install(shell)
    assert shell.input_transformers_cleanup.count(guard.stop_at_blanks) == 1


CHECK = "# @title Check: f\n"


@pytest.mark.parametrize("end", ["", "raise ValueError", "1 / 0", "assert False"])
def test_a_check_cell_sees_the_students_names_and_leaves_none_of_its_own(shell, end):
    run(shell, "x, seen = 1, []\ndef f(): return x")
    code = "y = f()\nx = 5\nimport math\nfor i in range(2): seen.append(i)\ndef g(): pass\n"
    run(shell, CHECK + code + end)
    names = shell.user_ns
    assert names["x"] == 1 and names["seen"] == [0, 1]
    assert not {"y", "i", "g", "math"} & set(names)
    run(shell, "y = f()\nx = 5")
    assert names["x"] == 5 and names["y"] == 1


def test_what_a_function_of_the_students_changes_within_a_check_stays(shell):
    run(shell, "n = 0\ndef f():\n    global n\n    n += 1\n    return n")
    run(shell, f"{CHECK}found = f()")
    assert shell.user_ns["n"] == 1 and "found" not in shell.user_ns


def test_a_check_of_what_is_not_attempted_leaves_no_name_either(shell):
    run(shell, "f = ?")
    result, _ = run(shell, f"{CHECK}found = f(3)")
    assert isinstance(result.error_in_exec, guard.NotAttempted)
    assert "found" not in shell.user_ns and isinstance(shell.user_ns["f"], guard.Unfilled)
