"""Notebook files as nobody expects them, for hypothesis: damaged, odd and hostile ones.

Each begins as right work on a course, so that what is done to it meets all that reads, restores
and shows it; or is any JSON, or any bytes.
"""

import copy
import json

from hypothesis import strategies as st

__all__ = ["notebook_files", "outputs", "texts"]

# Texts that one of the readers of a cell once took badly, or takes for something of its own.
HARD = [
    "", " ", "\n", "\r", "a\rb", "\0", "\ud800", "?", "??", "x = ?", "return ?", "def f(x):",
    "def f(x)\n    return x", "%%time\nx = 1", "%load_ext nothing", "%matplotlib widget", "!ls",
    "match x:\n    case 1:\n        pass", "if a:\n    pass\n" + "elif a:\n    pass\n" * 1500,
    "f'" * 4000, "0;" * 20_000, "x" + ".a" * 5000, "-" * 20_000 + "1", "(" * 5000,
    "+".join("x" * 5000), "a" + " " * 20_000, "=" * 9000, "#?" * 3000, "### BEGIN HIDDEN TESTS",
    "### END SOLUTION", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "$" * 3000,
    "`" * 3000, "[" * 3000, "![a](attachment:a.png)", "> " * 2000, "* " * 2000, "&#" * 3000,
    "\\begin{a}" * 900, "_*" * 3000, "https://a" * 2000, "| a " * 2000, "<!--" * 2000, "=1+1",
    "@SUM(A1)", "[/b]", "\x1b[31m", "\u202e", "def f(x):\n    return x  # " + "é" * 300,
    "class A:\n  def f(self): pass", "from numpy import *", "lambda " * 2000, "{" * 2000, "'''",
    '"""' + "\n" * 3000, "\t" * 2000 + "x", "\\\n" * 3000, "@" * 999,
]  # fmt: skip
_KEYS = [
    "cells", "cell_type", "source", "metadata", "nbgrader", "grade_id", "outputs", "id", "points",
    "execution_count", "attachments", "tags", "locked", "grade", "solution", "task", "execution",
    "nbjudge", "verdict", "nbformat", "nbformat_minor", "worksheets", "kernelspec", "checksum",
    "schema_version", "input", "level", "name", "text", "stand_in", "image/png",
]  # fmt: skip
_CHANGES = [
    "text", "type", "drop", "twice", "move", "bare", "join", "split", "own", "name", "many",
    "value",
]  # fmt: skip
_TYPES = ["code", "markdown", "raw", "heading", "html", "", "CODE"]


def texts():
    """Text of a cell: any, one of the hard ones, or several of them."""
    hard = st.integers(0, len(HARD) - 1).map(_hard)  # whose repr is short
    return st.one_of(
        hard, st.text(st.characters(), max_size=200), st.lists(hard, max_size=4).map("\n".join)
    )


def _hard(number):
    return HARD[number]


def _values():
    leaves = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), texts(), st.sampled_from(_TYPES)
    )
    keys = st.one_of(st.sampled_from(_KEYS), st.text(st.characters(), max_size=5))
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=12,
    )


@st.composite
def _changed(draw, course):
    """A notebook to whose cells, and in whose JSON, some things were done."""
    given = course.right
    nb = copy.deepcopy(given)
    for _ in range(draw(st.integers(0, 6))):
        cells = nb.get("cells")
        if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
            break
        if not cells:
            break
        place = draw(st.integers(0, len(cells) - 1))
        what = draw(st.sampled_from(_CHANGES))
        cell, other = cells[place], draw(st.integers(0, len(cells) - 1))
        if what == "text":
            cell["source"] = draw(texts())
        elif what == "type":
            cell["cell_type"] = draw(st.sampled_from(_TYPES))
        elif what == "drop":
            del cells[place]
        elif what == "twice":
            cells.insert(other, copy.deepcopy(cell))
        elif what == "move":
            cells.insert(other, cells.pop(place))
        elif what == "bare":
            cell["metadata"] = {}
            cell.pop("id", None)
        elif what == "join" and place + 1 < len(cells):
            below = cells.pop(place + 1)
            cell["source"] = f"{cell.get('source', '')}\n{below.get('source', '')}"
        elif what == "split":
            lines = str(cell.get("source", "")).split("\n")
            cut = draw(st.integers(0, len(lines)))
            cell["source"] = "\n".join(lines[:cut])
            cells.insert(place + 1, {**copy.deepcopy(cell), "source": "\n".join(lines[cut:])})
        elif what == "own":
            cells.insert(place, {"cell_type": draw(st.sampled_from(_TYPES)), "metadata": {},
                                 "source": draw(texts())})  # fmt: skip
        elif what == "name":
            names = [c["metadata"]["nbgrader"]["grade_id"] for c in given["cells"]
                     if "nbgrader" in c["metadata"]]  # fmt: skip
            cell["metadata"] = {"nbgrader": {"grade_id": draw(st.sampled_from(names) | texts())}}
        elif what == "many":
            cells[place:place] = [copy.deepcopy(cell) for _ in range(draw(st.integers(2, 300)))]
        else:
            _put(draw, nb)
    return nb


def _put(draw, value):
    """Put any value somewhere into some JSON."""
    while True:
        places = list(value) if isinstance(value, dict) else list(range(len(value)))
        if not places:
            return
        place = draw(st.sampled_from(places))
        inner = value[place]
        if isinstance(inner, dict | list) and inner and draw(st.integers(0, 3)):
            value = inner
            continue
        value[place] = draw(_values())
        return


@st.composite
def notebook_files(draw, course):
    """The bytes of a file that is handed in; ``course.right`` is right work, a notebook's JSON."""
    kind = draw(st.sampled_from(["changed"] * 8 + ["json", "bytes", "cut", "encoded"]))
    if kind == "json":
        return _json(draw(_values()))
    if kind == "bytes":
        return draw(st.binary(max_size=300))
    data = _json(draw(_changed(course)))
    if kind == "cut":
        start = draw(st.integers(0, len(data)))
        return data[:start] + draw(st.binary(max_size=9)) + data[start + draw(st.integers(0, 9)) :]
    if kind == "encoded":
        text = data.decode("utf-8", "replace")
        name = draw(
            st.sampled_from(["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
        )
        return text.encode(name, "replace")
    return data


def _json(value):
    if isinstance(value, dict):  # as most programs write it, half surrogate pairs as escapes
        return json.dumps(value).encode()
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def outputs():
    """What a kernel may have put below a cell."""
    mimes = st.sampled_from(["text/plain", "text/html", "text/latex", "text/markdown", "image/png",
                             "image/svg+xml", "application/javascript", "x/y"])  # fmt: skip
    return st.lists(
        st.one_of(
            st.builds(lambda t: {"output_type": "stream", "name": "stdout", "text": t}, texts()),
            st.builds(
                lambda d: {"output_type": "display_data", "metadata": {}, "data": d},
                st.dictionaries(mimes, texts(), max_size=3),
            ),
            st.builds(
                lambda a, b: {"output_type": "error", "ename": a, "evalue": b, "traceback": [b]},
                *(texts(), texts()),
            ),
        ),
        max_size=3,
    )
