"""What a student has written is no formula in any table that we write."""

import csv
import io

import pytest

from nbjudge.csv_safe import escaped, write_rows


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n@x", "＝1"],
)
def test_a_formula_becomes_text(text):
    assert escaped(text) == f"'{text}"


@pytest.mark.parametrize("value", ["", "Ada", "a=b", "-1.5", "+3", "-2e-3", " 4 ", -1.5, None, 7])
def test_what_is_no_formula_stays(value):
    assert escaped(value) == value


def test_each_cell_of_a_table_is_escaped():
    file = io.StringIO()
    write_rows(file, [["student", "file"], ["ada", "=hw1.ipynb"]])
    assert list(csv.reader(io.StringIO(file.getvalue()))) == [
        ["student", "file"],
        ["ada", "'=hw1.ipynb"],
    ]
