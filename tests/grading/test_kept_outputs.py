"""Cells for looking through the whole of grading: not run where unchanged, outputs kept."""

import base64
import json

import pytest
from factory import fill_in, locked, make_course, solution, test_cell
from nbformat.v4 import new_code_cell, new_output

from nbjudge.course import grade_id
from nbjudge.grading.restore.reading import read_notebook, read_outputs

PIXEL = base64.b64encode(b"\x89PNG\r\n\x1a\n and so on").decode()
CELLS = [
    locked("setup", "times = []"),
    solution("f", "def f(x):\n    #? return ? + x\n    return len(str(x)) + x"),
    new_code_cell("print('it runs', f(1))", id="look", metadata={"tags": ["looking"]}),
    new_code_cell("print('used', f(1))", id="plain"),
    test_cell("test_f", "assert f(1) == 2"),
]
RIGHT = "def f(x):\n    return 1 + x"


def handed_in(course, student, outputs, **texts):
    nb = fill_in(course.read("release", "mini"), {"f": RIGHT})
    for cell in nb.cells:
        if cell.id in texts:
            cell.source = texts[cell.id]
        if cell.id == "look":
            cell.outputs = outputs
    course.submit(student, "mini", nb)


@pytest.mark.parametrize("command", ["grade", "autograde"])
def test_a_cell_for_looking_keeps_the_outputs_that_were_handed_in_unless_it_was_changed(
    tmp_path, command
):
    course = make_course(tmp_path, *CELLS)
    shown = new_output("display_data", {"image/png": PIXEL, "text/html": "<b>evil</b>"})
    outputs = [new_output("stream", text="as it was\n"), shown]
    handed_in(course, "ada", outputs)
    handed_in(course, "bob", outputs, look="print('it runs', f(2))")
    handed_in(course, "cyd", [], plain="look = ['looking']\nprint('used', f(3))")
    module = "nbjudge" if command == "grade" else "nbgrader"
    course.run(command, "mini", module=module)
    assert {s: m["test_f"] for s, m in course.marks("mini").items()} == {
        "ada": 1,
        "bob": 1,
        "cyd": 1,
    }

    def cells(student):
        return {c.id: c for c in course.read("autograded", "mini", student).cells}

    said, text, picture, dropped = cells("ada")["look"].outputs
    assert said.text.startswith("[Grading did not run this cell") and text.text == "as it was\n"
    assert picture.data == {"image/png": PIXEL}
    assert "<b>" not in json.dumps(dropped) or "Not shown" in dropped.text
    assert cells("ada")["plain"].outputs[0].text == "used 2\n"
    (ran,) = cells("bob")["look"].outputs
    assert ran.text == "it runs 3\n"
    (said,) = cells("cyd")["look"].outputs
    assert "without outputs" in said.text


@pytest.mark.parametrize(
    "raw",
    [
        b"3",
        b"{}",
        b"[3, null, []]",
        b'[{"output_type": 3}]',
        b'[{"output_type": "stream", "text": {}}]',
        b'[{"output_type": "error", "traceback": "x"}]',
        b'[{"output_type": "display_data", "data": []}]',
        b"[" * 5000 + b"]" * 5000,
    ],
)
def test_of_outputs_that_are_none_nothing_is_kept(raw):
    assert read_outputs(raw) == []


def test_outputs_are_cut_off_and_read_of_one_cell_only():
    outputs = [{"output_type": "stream", "name": "stdout", "text": "x" * 400_000}] * 5
    cell = {"cell_type": "code", "source": "a  ", "metadata": {}, "outputs": outputs}
    data = json.dumps({"cells": [cell, cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    first, second = read_notebook(data.encode(), {"a"}).nb.cells
    assert len(first.outputs) == 3 and "cut off here" in first.outputs[-1].text
    assert second.outputs == []
    assert read_notebook(data.encode()).nb.cells[0].outputs == []


def test_the_release_keeps_the_tag_so_that_students_see_it(tmp_path):
    release = make_course(tmp_path, *CELLS).read("release", "mini")
    assert [c.id for c in release.cells if "looking" in c.metadata.get("tags", [])] == ["look"]
    assert grade_id(release.cells[-1]) == "test_f"
