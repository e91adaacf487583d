"""Colab: a release sets itself up in an environment that has never heard of nbjudge.

In a fresh environment, from a registry of packages; where none can be reached, this is skipped.
"""

import functools
import json
import os
import random
import re
import subprocess
import sys
import threading
import venv
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import nbformat
import pytest
from conftest import ROOT, most_points
from damage import saved_by_colab
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.utils import is_solution

from nbjudge.course import Course, fill_in, grade_id
from nbjudge.errors import ConfigurationError
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
def wheel(tmp_path_factory):
    """A wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", os.fspath(ROOT), "--no-deps", "--wheel-dir", os.fspath(folder))
    (wheel,) = folder.glob("nbjudge-*.whl")
    return wheel


@pytest.fixture(scope="module")
def address(wheel):
    """Where that wheel is served, on this machine."""
    handler = functools.partial(Quiet, directory=os.fspath(wheel.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{wheel.name}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def colab(tmp_path_factory):
    """The Python of a fresh environment that has what Colab has, as far as it matters here."""
    folder = tmp_path_factory.mktemp("colab")
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    pip(python, "install", "numpy", "matplotlib", "ipykernel", "nbclient")
    return python


@pytest.fixture(scope="module")
def course(tmp_path_factory, address):
    """A course whose releases install a wheel from an address, and have a badge."""
    course = Course(ROOT).copy_to(tmp_path_factory.mktemp("course"), [NAME])
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"\nc.AddColab.badge = {BASE!r}\n")
    course.build(NAME, install=address)
    return course


def run(colab, path):
    """Run a notebook in that environment, as it stands."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    env |= {"PATH": f"{colab.parent}{os.pathsep}{env['PATH']}", "NBJUDGE_DATA": "digits"}
    return subprocess.run(
        [colab.parent / "jupyter-execute", "--inplace", path],
        env=env,
        capture_output=True,
        text=True,
    )


def set_up(course, folder):
    """A notebook of the release's set-up cell alone, and the imports that need it."""
    _, _, cell, *_ = course.read("release", NAME).cells
    code = "import nablabook.plots, nbjudge.check\nprint(nbjudge.__file__)"
    path = folder / "set-up.ipynb"
    nbformat.write(new_notebook(cells=[cell, new_code_cell(code)]), path)
    return path


def test_the_badge_leads_to_the_release(course, address):
    title, badge, install, *_ = course.read("release", NAME).cells
    assert f'href="{BASE}{NAME}/{NAME}.ipynb"' in badge.source
    assert (install.id, title.id) == ("install", "title")
    assert f"%pip install --quiet {address}" in install.source


def test_the_wheel_holds_both_packages_and_all_that_they_read(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", "nbjudge", "nablabook"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(tracked.stdout.split()) <= held


def test_without_an_address_the_cell_says_what_to_ask_for(course, colab, tmp_path):
    other = course.copy_to(tmp_path / "course", [NAME])
    other.build(NAME)
    _, _, cell, *_ = other.read("release", NAME).cells
    assert "nbjudge and nablabook" in cell.source
    assert not re.search(r"^ *[%!] *pip", cell.source, re.MULTILINE)
    done = run(colab, set_up(other, tmp_path))
    assert done.returncode != 0
    assert "Ask your instructor for the address of their wheel" in done.stderr
    assert "nbjudge build --install" in done.stderr


def test_a_wheels_file_lies_beside_the_notebook(course, wheel, colab, tmp_path):
    other = course.copy_to(tmp_path / "course", [NAME])
    built = other.build(NAME, install=os.fspath(wheel))
    assert wheel.name in {path.name for path in built}
    path = set_up(other, tmp_path)
    done = run(colab, path)
    assert done.returncode != 0
    assert "Put that file beside the notebook" in done.stderr and wheel.name in done.stderr


@pytest.mark.parametrize(
    ("install", "words"),
    [
        ("nbjudge", "a name alone would install whatever somebody has registered under it"),
        ("nbjudge>=0.1", "is neither an address nor a wheel's file"),
        ("https://example.org/$(rm).whl", "is neither an address nor a wheel's file"),
        ("nowhere/nbjudge-0.1.0-py3-none-any.whl", "there is no file"),
    ],
)
def test_what_pip_would_look_up_is_refused(course, install, words):
    before = course.read("release", NAME)
    with pytest.raises(ConfigurationError, match=re.escape(words)):
        course.build(NAME, install=install)
    assert course.read("release", NAME) == before


def test_a_release_from_colab_runs_and_gets_full_marks(course, colab, tmp_path):
    source, release = course.read("source", NAME), course.read("release", NAME)
    nb = fill_in(release, {grade_id(c): c.source for c in source.cells if is_solution(c)})
    saved_by_colab(nb, release, random.Random(1))
    path = tmp_path / f"Copy of {NAME}.ipynb"
    path.write_text(json.dumps(nb, indent=2), encoding="utf-8")

    done = run(colab, path)
    assert done.returncode == 0, done.stderr[-2000:]
    nb = json.loads(path.read_text(encoding="utf-8"))
    assert [cell for cell in nb["cells"] if cell.get("execution_count")]

    inbox = os.fspath(_handed_in(tmp_path, path))
    command = ["collect", NAME, inbox, "--grade", "--jobs=1"]
    course.run(*command, module="nbjudge", env={"NBJUDGE_DATA": "digits"})
    nb = course.read("autograded", NAME, "ada")
    assert sum(course.marks(NAME)["ada"].values()) == most_points(NAME), failures(nb)
    assert "recovered" not in course.read("autograded", NAME, "ada").metadata.nbjudge
    nbformat.validate(course.read("autograded", NAME, "ada"))


def _handed_in(folder, path):
    inbox = folder / "inbox" / "ada"
    inbox.mkdir(parents=True)
    path.rename(inbox / path.name)
    return inbox.parent
