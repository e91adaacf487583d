"""Another's course, taken as it is: nbgrader's own quickstart, with the lines of docs/judge.md."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from conftest import ROOT

from nbjudge.course import Course

# What students of it hand in for its first two exercises, and whether it is right.
SQUARES = {
    "right": "def squares(n):\n    if n < 1:\n        raise ValueError('n')\n"
    "    return [i ** 2 for i in range(1, n + 1)]",
    "short": "def squares(n):\n    return [i ** 2 for i in range(1, n)]",
    "no_error": "def squares(n):\n    return [i ** 2 for i in range(1, n + 1)]",
    "array": "import numpy as np\ndef squares(n):\n    if n < 1:\n        raise ValueError\n"
    "    return list(np.arange(1, n + 1) ** 2)",
    "broken": "def squares(n)",
}


def lines_of_the_docs():
    text = (ROOT / "docs" / "judge.md").read_text(encoding="utf-8")
    return re.search(r"```python\n(import nbjudge\n.*?)```", text, re.DOTALL)[1]


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """The course graded by stock nbgrader, and by nbjudge."""
    folder = tmp_path_factory.mktemp("foreign")
    command = [sys.executable, "-m", "nbgrader", "quickstart", "c101"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    stock = Course(folder / "c101")
    stock.run("generate_assignment", "ps1")
    release = stock.root / "release" / "ps1"
    for student, answer in SQUARES.items():
        target = stock.root / "submitted" / student / "ps1"
        shutil.copytree(release, target)
        nb = nbformat.read(target / "problem1.ipynb", as_version=4)
        cell = next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("solution"))
        cell.source = answer
        nbformat.write(nb, target / "problem1.ipynb")
    source = stock.root / "submitted" / "source" / "ps1"
    shutil.copytree(stock.root / "source" / "ps1", source)
    ours = Course(shutil.copytree(stock.root, folder / "ours"))
    with (ours.root / "nbgrader_config.py").open("a") as file:
        file.write(f"\n{lines_of_the_docs()}")
    stock.run("autograde", "ps1")
    ours.run("grade", "ps1", module="nbjudge")
    return stock, ours


def test_are_the_marks_those_of_stock_nbgrader(courses):
    stock, ours = (course.marks("ps1") for course in courses)
    assert ours == stock
    assert {name: sum(map(bool, points.values())) for name, points in ours.items()}["right"] >= 2
    assert ours["short"] != ours["right"]


def test_is_its_feedback_without_tests(courses):
    ours = courses[1]
    ours.run("generate_feedback", "ps1", "--student=short")
    page = (ours.root / "feedback" / "short" / "ps1" / "problem1.html").read_text(encoding="utf-8")
    assert "squares" in page
    assert os.fspath(ours.root) not in page
