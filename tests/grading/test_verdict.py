"""What came of a test cell: kept as data, read back as it was, and told in words."""

import json
from typing import get_args

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge import check
from nbjudge.grading.notebook import verdict as verdicts
from nbjudge.grading.notebook.verdict import (
    Unfinished,
    Verdict,
    cause,
    for_instructor,
    from_metadata,
    headline,
    of,
    record,
    words,
)

KINDS = get_args(verdicts.Kind)
DIVISION = Unfinished("y = x / 0", error="ZeroDivisionError: division by zero")
STOPPED = Unfinished("train()", limit="its time limit of 20 s")


@settings(deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    texts=st.lists(st.text(), min_size=6, max_size=6),
    before=st.lists(st.builds(Unfinished, st.text(max_size=60), st.text(max_size=60))),
)
def test_a_verdict_is_read_from_a_file_as_it_was_written(kind, texts, before):
    names = ("name", "text", "yours", "expected", "likely", "steps")
    fields = dict(zip(names, texts, strict=True))
    made = Verdict(kind=kind, before=tuple(before), **fields)
    cell = new_code_cell("assert f(1)")
    record(cell, made)
    text = nbformat.writes(new_notebook(cells=[cell]))
    assert of(nbformat.reads(text, as_version=4).cells[0]) == made


def test_a_verdict_fits_in_any_file():
    cell = new_code_cell("assert f(1)")
    before = (Unfinished("x = '\udc00'", error="\ud800"),)
    record(cell, Verdict(kind="error", text="\ud800" + "x" * 10**6, before=before))
    text = nbformat.writes(new_notebook(cells=[cell])).encode()
    assert len(text) < 10_000
    assert words(of(cell))


@pytest.mark.parametrize(
    "found",
    [
        None, 3, "all is right", [], {}, {"verdict": None}, {"verdict": "passed"}, {"verdict": {}},
        {"verdict": {"kind": "praised"}}, {"verdict": {"kind": "wrong", "text": 3}},
        {"verdict": {"kind": "wrong", "before": ["a cell"]}},
        {"verdict": {"kind": "passed", "version": 2}},
        {"verdict": {"kind": "passed", "version": "1"}},
        {"message": "All tests pass."},
    ],
    ids=json.dumps,
)  # fmt: skip
def test_a_record_that_is_damaged_or_of_a_later_version_counts_as_none(found):
    assert from_metadata(found) is None
    assert of(new_code_cell("assert f(1)", metadata={"nbjudge": found})) is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words(kind):
    assert len(headline(Verdict(kind=kind, text="why", error="KeyError"))) > 2
    assert cause(Verdict(kind=kind, text="why"))
    if kind not in ("undefined", "untestable", "kernel died", "not run", "test timed out", "error"):
        assert headline(Verdict(kind=kind)).endswith(".")


def test_what_a_check_says_is_what_the_notebook_shows():
    with pytest.raises(check.CheckFailed) as caught:
        check.close([1.0, 3.0], [1.0, 2.0], "f(x)")
    error = caught.value
    made = Verdict(
        kind="wrong", error="CheckFailed", name=error.name, yours=error.yours,
        expected=error.value, tolerance=error.tolerance, likely=error.likely,
    )  # fmt: skip
    assert words(made) == str(error)
    assert cause(made) == "f(x): 1 of 2 entries are off, the first at (1,)"


def test_rows_stand_below_the_headline_with_the_cells_that_did_not_end():
    made = Verdict(
        kind="wrong", name="f(x)", yours="[1,\n 2]", expected="3", before=(DIVISION, STOPPED)
    )
    assert words(made) == (
        "f(x): not right yet.\n"
        "  yours:    [1,\n"
        "             2]\n"
        "  expected: 3\n"
        "  before:   the cell “y = x / 0” ended with ZeroDivisionError: division by zero\n"
        "  before:   the cell “train()” was stopped at its time limit of 20 s"
    )


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (Verdict(kind="wrong", name="f", yours="3", likely="the sign"), "f: the sign"),
        (Verdict(kind="wrong", name="f", expected="rows sum to 1"), "f: rows sum to 1"),
        (Verdict(kind="wrong", name="f", tolerance="the right value"), "f: not right yet."),
        (Verdict(kind="not attempted", text="f is not there yet. Its cell"), "f is not there yet."),
        (Verdict(kind="error", error="KeyError", text="3", steps="  f, line 2"), "KeyError: 3"),
        (Verdict(kind="error", error="KeyError", steps="  f, line 2"), "KeyError"),
        (Verdict(kind="wrong", name="f", before=(DIVISION,)), str(DIVISION)),
    ],
)
def test_the_cause_is_one_line_without_the_students_own_values(made, expected):
    assert cause(made) == expected


def test_an_instructor_is_told_of_what_is_no_finding():
    died = Verdict(kind="kernel died", text="it used more than 600 MiB of memory")
    told = "This could not be marked: it used more than 600 MiB of memory."
    assert for_instructor(died) == told
    unjudged = Verdict(kind="unjudged", why="inspect.getsource is not supported")
    assert "inspect.getsource" in for_instructor(unjudged)
    assert "inspect.getsource" not in words(unjudged)
    assert for_instructor(Verdict(kind="wrong")) is None
