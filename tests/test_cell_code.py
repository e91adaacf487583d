"""Every text is a cell: what reads one ends soon, and raises for none."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nbjudge.cell_code import (
    LIMIT,
    blanks_by_line,
    fill_blanks,
    find_blanks,
    parse,
    split_lines,
    without_magics,
)
from nbjudge.guard import stop_at_blanks
from nbjudge.names import names_defined, names_used, names_used_in_classes


def read(code):
    """All that is read of a cell."""
    parse(code)
    lines = split_lines(code)
    assert "".join(lines) == code
    blanks = find_blanks(code)
    assert all(lines[line - 1][column] == "?" for line, column in blanks)
    assert find_blanks(fill_blanks(code)) == []
    assert sum(blanks_by_line(code).values()) <= len(blanks)
    without_magics(code)
    names = names_defined(code), names_used(code), names_used_in_classes(code)
    assert isinstance(stop_at_blanks(code.splitlines(keepends=True)), list)
    return names


ODD = [
    "\r",
    "\r\n",
    "\f",
    "\v",
    "\x00",
    "\x1a",
    "\ud800",
    "\ufeff",
    "\u2028",
    "\x85",
    "\\",
    "٠",
    "ﬁ",
]
PARTS = [*ODD, "?", "x", "1", " ", "\n", "\n    ", "=", "(", ")", "f'", "{", "}", "'", '"""', "#"]
PARTS += ["%%time\n", "%", "!", "def f(", "):", "class A", "match x:\n case", "return ", ":=", "@"]


@settings(max_examples=500, deadline=None)
@example(parts=["x = 1\r", "y = ?"])
@example(parts=["\ufeff", "x = ?"])
@example(parts=["%", "?"])
@given(parts=st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=3)), max_size=20))
def test_every_text_is_a_cell(parts):
    read("".join(parts))


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("code", ["x = ?{}y = ?", "{}x = ?", "x = '{}'\ny = ?", "{}?"])
def test_odd_characters_beside_a_blank(odd, code):
    read(code.format(odd))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_blank_is_named_with_its_line_whatever_ends_the_lines(end):
    code = end.join(["x = 1", "y = ?", "z = 3"])
    assert find_blanks(code) == [(2, 4)]
    assert fill_blanks(code, "2") == end.join(["x = 1", "y = 2", "z = 3"])
    assert names_defined(code) == {"x", "y", "z"}
    message = "".join(stop_at_blanks(code.splitlines(keepends=True)))
    assert "line 2 still has 1 blank: y = ?" in message


LONG = {
    "a sum of 20,000 terms": "y = " + "+".join(["x"] * 20_000),
    "signs": "-" * 100_000 + "1",
    "attributes": "x" + ".a" * 50_000,
    "f-strings in a row": "f'" * 45_000,
    "f-strings within each other": "f'{" * 30_000,
    "triple f-strings": "f'''" * 25_000,
    "three megabytes of statements": "0;" * 1_500_000,
    "1,500 elif": "if a:\n    b = 1\n" + "elif a:\n    b = 1\n" * 1_500,
    "brackets": "(" * 90_000,
    "mixed brackets": "{[(" * 30_000,
    "lambdas": "lambda:" * 14_000,
    "conditions": "1 if x else " * 8_000,
    "blocks": "".join(" " * i + "if x:\n" for i in range(400)),
    "decorators": "@a\n" * 33_000,
    "names": "x," * 50_000,
    "statements": "0;" * 50_000,
    "functions": "def f(): pass\n" * 7_000,
    "spaces": "x = 1" + " " * 90_000 + "+",
    "spaces before": " " * 90_000 + "x",
    "spaces after help": "x?" + " " * 90_000 + "y",
    "words": "a " * 49_000,
    "lines": "\n" * 99_000,
    "form feeds": "\f" * 99_000,
    "other separators": "\x85" * 99_000,
    "carriage returns": "\r" * 99_000,
    "continued lines": "\\\n" * 49_000,
    "digits that are none": "٠" * 99_000,
    "quotes": "'" * 99_000,
    "magics": "%a\n" * 33_000,
    "assigned magics": "a," * 45_000 + "=",
    "help": "x?\n" * 33_000,
    "blanks": "?" * 99_000,
    "blanks in lines": "x = ?\n" * 16_000,
    "a picture": f"data = '{'A' * 5_000_000}'",
}


@pytest.mark.slow
@pytest.mark.parametrize("code", LONG.values(), ids=LONG)
def test_no_text_takes_long(code):
    """On a machine that does nothing else each reader takes two seconds at most."""
    started = time.process_time()
    read(code + "\n?")
    assert time.process_time() - started < 15


def test_what_is_too_long_has_neither_tree_nor_names_nor_blanks():
    code = "x = 1\n" + " " * LIMIT
    assert parse(code) is None and names_defined(code) == set()
    assert parse(code, limit=None) and names_defined(code, limit=None) == {"x"}
    assert find_blanks("y = ?\n" + " " * LIMIT) == []


@pytest.mark.parametrize("code", ["x = '\\d'", "x is 1", "1if x else y", "(1)(2)"])
def test_pythons_warnings_of_a_students_code_are_not_ours(code, recwarn):
    assert parse(code) is not None
    assert not recwarn.list


@pytest.mark.parametrize("code", ["'why?'", "# why?", "f'why? {x}'", "'''\n?\n'''", "f'{x:?<3}'"])
def test_a_question_mark_in_a_text_is_no_blank(code):
    assert find_blanks(code) == []
    assert len(find_blanks(code + "\nx = ?")) == 1


def test_a_title_is_put_on_a_check_cell_once_and_taken_off_again():
    from nbjudge.cell_code import is_check, with_title, without_title

    code = "y = f(1)\nassert y"
    made = with_title(code, "f")
    assert made == f"# @title Check: f\n{code}" and is_check(made) and not is_check(code)
    assert with_title(made, "g") == f"# @title Check: g\n{code}"
    assert with_title("#@title Own { run: auto }\n" + code, "f") == made
    assert without_title(made) == code == without_title(code)
    assert with_title("%%time\n" + code, "f") == "%%time\n" + code
