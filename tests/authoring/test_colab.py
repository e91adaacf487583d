"""Colab: does a release set itself up in an environment that has never heard of nbjudge?

In a fresh environment, from a registry of packages; where none can be reached, this is skipped.
"""

import json
import os
import random
import subprocess
import sys
import venv

import nbformat
import pytest
from conftest import ROOT
from damage import saved_by_colab
from nbgrader.utils import is_solution

from nbjudge.course import Course, fill_in, grade_id
from nbjudge.grading.notebook.verdict import failures

NAME = "01-softmax-derivation"
BASE = "https://colab.research.google.com/github/someone/course/blob/main/release/"


def pip(python, *arguments):
    """Run pip, without this environment's own packages."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [python, "-m", "pip", *arguments, "--quiet", "--disable-pip-version-check"],
        env=env,
        capture_output=True,
        text=True,
    )
    if "connection" in done.stderr.lower():  # to nowhere; all else is a fault of ours
        pytest.skip(f"needs a registry of packages: {done.stderr[-300:]}")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose releases install a wheel built here, and have a badge."""
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", os.fspath(ROOT), "--no-deps", "--wheel-dir", os.fspath(folder))
    (wheel,) = folder.glob("nbjudge-*.whl")
    course = Course(ROOT).copy_to(tmp_path_factory.mktemp("colab"), [NAME])
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"\nc.AddColab.install = {os.fspath(wheel)!r}\nc.AddColab.badge = {BASE!r}\n")
    course.build(NAME)
    return course


def test_does_the_badge_lead_to_the_release(course):
    badge, install, title, *_ = course.read("release", NAME).cells
    assert f'href="{BASE}{NAME}/{NAME}.ipynb"' in badge.source
    assert (install.id, title.id) == ("install", "title")
    assert "%pip install --quiet /" in install.source


def test_does_a_release_from_colab_run_and_get_full_marks(course, tmp_path):
    source, release = course.read("source", NAME), course.read("release", NAME)
    nb = fill_in(release, {grade_id(c): c.source for c in source.cells if is_solution(c)})
    saved_by_colab(nb, release, random.Random(1))
    path = tmp_path / f"Copy of {NAME}.ipynb"
    path.write_text(json.dumps(nb, indent=2), encoding="utf-8")

    venv.create(tmp_path / "colab", with_pip=True)
    python = tmp_path / "colab" / "bin" / "python"
    pip(python, "install", "numpy", "matplotlib", "ipykernel", "nbclient")
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env |= {"PATH": f"{python.parent}{os.pathsep}{env['PATH']}", "NBJUDGE_DATA": "digits"}
    done = subprocess.run(
        [python.parent / "jupyter-execute", "--inplace", path],
        env=env,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    nb = json.loads(path.read_text(encoding="utf-8"))
    assert [cell for cell in nb["cells"] if cell.get("execution_count")]

    inbox = os.fspath(_handed_in(tmp_path, path))
    command = ["collect", NAME, inbox, "--grade", "--jobs=1"]
    course.run(*command, module="nbjudge", env={"NBJUDGE_DATA": "digits"})
    nb = course.read("autograded", NAME, "ada")
    assert sum(course.marks(NAME)["ada"].values()) == 25, failures(nb)
    assert "recovered" not in course.read("autograded", NAME, "ada").metadata.nbjudge
    nbformat.validate(course.read("autograded", NAME, "ada"))


def _handed_in(folder, path):
    inbox = folder / "inbox" / "ada"
    inbox.mkdir(parents=True)
    path.rename(inbox / path.name)
    return inbox.parent
