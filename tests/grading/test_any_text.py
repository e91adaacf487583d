"""Every text is a cell that can be graded: nothing that reads it in the grader fails or hangs."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.notebook.prepared import _imports
from nbjudge.grading.notebook.verdict import Unfinished, Verdict, beginning, of, record, words
from nbjudge.names import names_defined, names_used

HARD = {
    "a sum of many terms": "y = " + "+".join(["x"] * 20_000),
    "many signs": "-" * 100_000 + "1",
    "many attributes": "x" + ".a" * 50_000,
    "strings that begin": "f'" * 45_000,
    "many brackets": "(" * 50_000,
    "many statements": "0;" * 1_500_000,
    "half a surrogate pair": "x = '\ud800'",
    "a null": "x = 1\0",
    "lone carriage returns": "x = 1\ry = 2\r" * 1000,
    "many blanks": "? " * 50_000,
    "many elif": "if a:\n    b = 1\n" + "elif a:\n    b = 2\n" * 1500,
    "names of imports": "import " + ", ".join(["numpy"] * 100_000),
}


def read_all(text):
    """All that the grader reads of a student's cell beside its kernel."""
    cell = new_code_cell(text)
    names_defined(text), names_used(text)
    _imports(JudgedExecute(), new_notebook(cells=[cell]))
    unfinished = Unfinished(beginning(cell), error=text[:500])
    record(cell, Verdict(kind="error", text=text, before=(unfinished,)))
    return words(of(cell)).encode()


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_a_hard_text_is_read_soon(text):
    began = time.process_time()
    assert read_all(text)
    assert time.process_time() - began < 5


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters()))
def test_any_text_is_read(text):
    assert read_all(text)
