"""Small notebooks and courses for the tests: cells of nbgrader's kinds, a course, a class in it."""

import functools
import shutil
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from nbjudge.course import Course, fill_in

__all__ = [
    "by_hand",
    "cell",
    "empty_gradebook",
    "hand_in",
    "locked",
    "make_course",
    "solution",
    "test_cell",
]

ROOT = Path(__file__).resolve().parents[1]


def cell(name, source, make=new_code_cell, **flags):
    """A cell that nbgrader knows by ``name``; ``flags`` are those of its metadata that are set."""
    base = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return make(source, id=name, metadata={"nbgrader": base | {"grade_id": name} | flags})


def solution(name, source):
    """The cell of an exercise, as it stands in a source notebook."""
    return cell(name, source, solution=True)


def test_cell(name, source, points=1):
    """A cell of automatic tests."""
    return cell(name, source, grade=True, locked=True, points=points)


test_cell.__test__ = False  # no test of pytest's


def locked(name, source):
    """A cell that students read and cannot change."""
    return cell(name, source, locked=True)


def by_hand(name, source, points, make=new_code_cell):
    """A cell that a student fills and a person marks."""
    return cell(name, source, make, grade=True, solution=True, points=points)


def empty_gradebook(root):
    """Put a gradebook into a course folder; it takes nbgrader seconds to make one, so once."""
    (Path(root) / "gradebook.db").write_bytes(_gradebook())


@functools.cache
def _gradebook():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "gradebook.db")
        Gradebook(f"sqlite:///{path}", "nbjudge").close()
        return path.read_bytes()


def make_course(root, *cells, name="mini", config=None, build=True):
    """A `Course` in the folder ``root`` with one assignment of these cells, built.

    ``config`` is the text of its nbgrader_config.py, by default a copy of the course's own.
    """
    root = Path(root)
    source = root / "source" / name
    source.mkdir(parents=True)
    nbformat.write(new_notebook(cells=list(cells)), source / f"{name}.ipynb")
    if config is None:
        shutil.copy(ROOT / "nbgrader_config.py", root)
    else:
        (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    empty_gradebook(root)
    course = Course(root)
    if build:
        course.build(name)
    return course


def hand_in(course, name="mini", **work):
    """Submit the release with the answers of each student: ``ada={"f": "def f(x): …"}``."""
    release = course.read("release", name)
    for student, answers in work.items():
        course.submit(student, name, fill_in(release, answers))
