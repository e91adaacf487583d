"""Reading a student's notebook file: whatever Jupyter opens, in bounded time and memory."""

import json
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nbjudge.grading.restore.reading import Unreadable, read_notebook


def notebook(**changes):
    cell = {
        "cell_type": "code", "execution_count": None, "id": "a", "outputs": [],
        "metadata": {"nbgrader": {"grade_id": "mean", "solution": True}},
        "source": ["def mean(x):\n", "    return x  # größe"],
    }  # fmt: skip
    return {"cells": [cell | changes], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


SOURCE = "def mean(x):\n    return x  # größe"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_notebook_is_read_in_any_encoding(encoding):
    data = json.dumps(notebook(), ensure_ascii=False).encode(encoding)
    reading = read_notebook(data)
    assert reading.nb.cells[0].source == SOURCE
    assert reading.is_plain == (encoding == "utf-8")
    assert bool(reading.notes) == (encoding in ("utf-32", "cp1252"))


@pytest.mark.parametrize(
    "changes",
    [
        {"id": ""}, {"id": 7}, {"id": "a b"}, {"id": None}, {"id": "x" * 1000},
        {"metadata": None}, {"metadata": []}, {"metadata": "x"},
        {"attachments": {}}, {"collapsed": False}, {"outputExpanded": [{}]},
        {"outputs": None}, {"outputs": [{"output_type": "stream", "text": "no name"}]},
        {"outputs": [float("nan"), float("inf"), "NaN"]}, {"execution_count": "x"},
        {"cell_type": "markdown"}, {"cell_type": "heading", "level": 2}, {"cell_type": "html"},
    ],
    ids=str,
)  # fmt: skip
def test_a_detail_that_breaks_the_schema_costs_no_cell(changes):
    (cell,) = read_notebook(json.dumps(notebook(**changes)).encode()).nb.cells
    assert cell.source.lstrip("# ") == SOURCE
    if isinstance(changes.get("metadata", {}), dict):
        assert cell.metadata.nbgrader.grade_id == "mean"


def test_cells_without_metadata_and_without_a_type_are_read():
    nb = notebook()
    for key in ("metadata", "id", "outputs", "execution_count"):
        del nb["cells"][0][key]
    assert read_notebook(json.dumps(nb).encode()).nb.cells[0].source == SOURCE


def test_what_is_no_cell_is_left_out_and_told():
    nb = notebook()
    nb["cells"] += ["x", None, 3]
    reading = read_notebook(json.dumps(nb).encode())
    assert len(reading.nb.cells) == 1
    assert reading.notes == ["held something that is no cell"]


def test_carriage_returns_are_ends_of_lines():
    data = json.dumps(notebook(source="a = 1\rb = 2\r\nc = 3")).encode()
    reading = read_notebook(data)
    assert reading.nb.cells[0].source == "a = 1\nb = 2\nc = 3"
    assert not reading.is_plain


def test_half_a_surrogate_pair_is_replaced_and_a_whole_one_kept():
    data = json.dumps(notebook(source="x = '\ud800' '\\ud800' '😀'")).encode()
    assert read_notebook(data).nb.cells[0].source == "x = '\ufffd' '\\ud800' '😀'"


def test_a_file_of_an_old_format_is_read():
    cell = {"cell_type": "code", "input": ["x = 1"], "language": "python", "outputs": []}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}
    assert read_notebook(json.dumps(old).encode()).nb.cells[0].source == "x = 1"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (b"\0\0 \n", "it is empty"),
        (b"<!DOCTYPE html><p>", "a web page (HTML)"),
        (b"PK\x03\x04abc", "a zip archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"[]", "no cells"),
        (b'{"cells": {}}', "cells are no list"),
        (b'{"a": 1}', "no cells"),
        (b'{"cells": [\n{"source": "a"}\n', "ends too early"),
        (b'{"cells": [\n{"source": "a"}\n]]', "line 3 is broken"),
        (b'{\n<<<<<<< HEAD\n"cells": [],\n=======\n>>>>>>> main\n}', "git's conflict markers"),
        (b'{"cells": ' + b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_named(data, words):
    with pytest.raises(Unreadable, match=r"^its? ") as found:
        read_notebook(data)
    assert words in str(found.value)


HEAVY = {
    "70 MB of outputs": b'{"cells":[{"source":"a","outputs":["' + b"x" * (70 << 20) + b'"]}]}',
    "6 MB of metadata": b'{"cells":[{"source":"a","metadata":{"a":['
    + b"{}," * 2_000_000
    + b"0]}}]}",
    "a string without an end": b'{"cells":[{"source":"' + b'\\"' * 5_000_000,
    "words that are none": b'{"cells":[{"source":"a","outputs":[' + b"NaN," * 1_000_000 + b"0]}]}",
    "a number of a million digits": b'{"cells":[{"source":"a","n":' + b"1" * 1_000_000 + b"}]}",
    "10,000 cells": b'{"cells":[' + b'{"source":"a"},' * 9_999 + b'{"source":"a"}]}',
}
MEASURE = """
import resource, sys
from nbjudge.grading.restore.reading import Unreadable, read_notebook
data = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_notebook(data)
except Unreadable:
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, len(data) >> 10)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", HEAVY)
def test_time_and_memory_grow_with_the_size_of_a_file_alone(name):
    started = time.process_time()
    done = subprocess.run([sys.executable, "-c", MEASURE], input=HEAVY[name], capture_output=True)
    taken, size = map(int, done.stdout.split())
    assert taken < 200_000 + 6 * size  # KiB
    assert time.process_time() - started < 20


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused_in_words(data):
    try:
        read_notebook(data)
    except Unreadable as error:
        assert str(error)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
keys = ["cell_type", "source", "metadata", "id", "outputs", "attachments", "level", "input"]


@given(st.lists(st.dictionaries(st.sampled_from(keys), values, max_size=5) | values, max_size=4))
@settings(max_examples=200, deadline=None)
def test_any_cells_make_a_valid_notebook(cells):
    import nbformat

    data = json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}).encode()
    nb = read_notebook(data).nb
    if len({cell.id for cell in nb.cells}) == len(nb.cells):
        nbformat.validate(nb)
    json.dumps(nb, allow_nan=False).encode()
