"""Instructors' notebooks as of other courses, in the compact text of ``tests/courses``.

A head begins each cell: ``# %%`` a plain one, ``# %% text`` prose, ``# %% locked`` read-only code,
``# %% solution EXERCISE`` an answer, ``# %% test`` or ``# %% test 2`` its tests, with points. Below
an answer, ``# %% wrong`` is one that is wrong. ``# %% file NAME`` is a file beside the notebook.
"""

from dataclasses import dataclass, field
from pathlib import Path

from factory import cell, locked, solution, test_cell
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

__all__ = ["COURSES", "Compact", "read"]

COURSES = Path(__file__).parent / "courses"
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


@dataclass
class Compact:
    """A source notebook, and what belongs to it.

    ``right`` and ``wrong`` are {exercise: text of its cell}, ``files`` {name: text} beside it.
    """

    title: str
    notebook: dict = field(default_factory=lambda: new_notebook(metadata={"kernelspec": _KERNEL}))
    right: dict = field(default_factory=dict)
    wrong: dict = field(default_factory=dict)
    files: dict = field(default_factory=dict)


def read(path):
    """The `Compact` in a file; raises `ValueError` with its line for a head of no known kind."""
    title, *lines = Path(path).read_text(encoding="utf-8").splitlines()
    found, head, body = Compact(title.removeprefix("# ")), None, []
    for number, line in enumerate([*lines, "# %%"], 2):
        if not line.startswith("# %%"):
            body.append(line)
            continue
        if head is not None:
            _add(found, *head, "\n".join(body).strip("\n"))
        kind, _, argument = line.removeprefix("# %%").strip().partition(" ")
        if kind not in ("", "text", "locked", "solution", "wrong", "test", "file"):
            raise ValueError(f"{path}, line {number}: there is no kind of cell {kind!r}")
        head, body = (kind, argument), []
    return found


def _add(found, kind, argument, text):
    cells, exercise = found.notebook.cells, next(reversed(found.right), "")
    if kind == "file":
        found.files[argument] = text + "\n"
    elif kind == "wrong":
        found.wrong[exercise] = text
    elif kind == "solution":
        found.right[argument] = text
        cells.append(solution(argument, f"### BEGIN SOLUTION\n{text}\n### END SOLUTION"))
    elif kind == "test":
        earlier = sum(c.id.startswith(f"test_{exercise}") for c in cells)
        name = f"test_{exercise}" + (f"_{earlier + 1}" if earlier else "")
        cells.append(test_cell(name, text, float(argument or 1)))
    elif kind == "locked":
        cells.append(locked(argument or f"locked{len(cells)}", text))
    elif kind == "text":
        prose = "\n".join(line.removeprefix("# ") for line in text.splitlines())
        cells.append(cell(f"text{len(cells)}", prose, new_markdown_cell, locked=True))
    else:
        cells.append(new_code_cell(text, id=f"plain{len(cells)}"))
