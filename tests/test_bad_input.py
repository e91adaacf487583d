"""What instructors and students get wrong: a clear error each, and nothing else is lost."""

import json
import subprocess
import sys

import nbformat
import pytest
from conftest import ASSIGNMENTS, most_points
from nbformat.v4 import new_code_cell

from nbjudge.authoring.answers import read_answers
from nbjudge.course import Course, grade_id
from nbjudge.errors import NbjudgeError
from nbjudge.grading.notebook.verdict import failures

ASSIGNMENT = "01-softmax-derivation"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"


def nbjudge(*arguments, folder):
    return subprocess.run(
        [sys.executable, "-m", "nbjudge", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
    )


@pytest.fixture
def fresh(built, tmp_path):
    """A course of its own, with the releases in it, for a test to break."""
    import shutil

    shutil.copytree(built.root, tmp_path / "course")
    return Course(tmp_path / "course")


def change_source(course, grade, old, new):
    path = course.root / "source" / ASSIGNMENT / NOTEBOOK
    nb = nbformat.read(path, as_version=4)
    cell = next(cell for cell in nb.cells if grade_id(cell) == grade)
    assert old in cell.source
    cell.source = cell.source.replace(old, new)
    nbformat.write(nb, path)


FAULTS = {
    "a template that does not match": (
        ("cce", "#? return -np.?(? *", "#? return -np.?(? +"),
        "assignment 01-softmax-derivation, notebook 01-softmax-derivation, cell cce, line 3: "
        "the template `return -np.?(? + np.?(?))` does not match its answer ",
    ),
    "a missing marker": (
        ("test_cce", "### END HIDDEN TESTS", ""),
        "assignment 01-softmax-derivation, notebook 01-softmax-derivation, cell test_cce, line ",
    ),
    "a misspelt marker": (
        ("test_cce", "### BEGIN HIDDEN TESTS", "### BEGIN HIDEN TESTS"),
        "`### BEGIN HIDEN TESTS` looks like a marker of nbgrader, but is none.",
    ),
    "an answer that a test shows": (
        ("test_cce", "check.passed", "np.outer(a - y, x)\ncheck.passed"),
        "cell test_cce: the release would show `np.outer(a-y,x)`, "
        "which is part of the answer of collapsed.",
    ),
}


@pytest.mark.parametrize(("change", "message"), FAULTS.values(), ids=FAULTS)
def test_does_a_faulty_source_stop_the_build_and_keep_the_release(fresh, change, message):
    release = fresh.root / "release" / ASSIGNMENT / NOTEBOOK
    before = release.read_text(encoding="utf-8")
    change_source(fresh, *change)
    done = nbjudge("build", ASSIGNMENT, folder=fresh.root)
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1, "one line, no traceback"
    assert release.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("command", ["build", "audit"])
def test_is_an_unknown_assignment_named(fresh, command):
    done = nbjudge(command, "03-nothing", folder=fresh.root)
    assert done.returncode == 2
    assert "There is no assignment 03-nothing" in done.stderr
    assert f"There are: {', '.join(ASSIGNMENTS)}." in done.stderr


def test_is_a_folder_that_is_no_course_named(tmp_path):
    done = nbjudge("build", folder=tmp_path)
    assert done.returncode == 2
    assert "is not a course: it has no nbgrader_config.py." in done.stderr


def test_does_the_demo_leave_a_folder_alone_that_is_not_its_own(fresh):
    (fresh.root / "demo").mkdir()
    (fresh.root / "demo" / "thesis.tex").write_text("important")
    done = nbjudge("demo", folder=fresh.root)
    assert done.returncode == 2
    assert "is not empty, and no demo of ours." in done.stderr
    assert (fresh.root / "demo" / "thesis.tex").read_text() == "important"


def test_are_faulty_submissions_named_and_the_others_graded(fresh):
    """Bad files first and last in the batch; the two good students keep their full marks."""
    source = fresh.read("source", ASSIGNMENT)
    for student in ("bo", "mo"):
        fresh.submit(student, ASSIGNMENT, source)
    files = {
        "al": (NOTEBOOK, "this is not a notebook"),
        "cy": (NOTEBOOK, json.dumps({"cells": "none"})),
        "di": (f"Copy of {NOTEBOOK}", nbformat.writes(source)),
        "zo": (NOTEBOOK, ""),
    }
    for student, (name, text) in files.items():
        folder = fresh.root / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True)
        (folder / name).write_text(text)
    log = fresh.root / "log"
    with log.open("w") as output:
        status = fresh.start("autograde", ASSIGNMENT, log=output).wait()
    said = log.read_text()
    assert status == 0, "the batch goes on to its end"
    for student in ("al", "cy", "zo"):
        assert f"{ASSIGNMENT}, student {student}: {NOTEBOOK} is not a readable notebook" in said
        assert f"put it into submitted/{student}/{ASSIGNMENT}, and autograde again." in said
        kept = fresh.root / "submitted" / student / f"{ASSIGNMENT}.refused" / f"0-{NOTEBOOK}"
        assert kept.read_text() == files[student][1], "nothing is lost"
    assert f"student di: Copy of {NOTEBOOK} is no notebook of this assignment" in said
    marks = fresh.marks(ASSIGNMENT)
    for student in ("bo", "mo"):
        assert sum(marks[student].values()) == most_points(ASSIGNMENT)
    assert sum(marks["di"].values()) == most_points(ASSIGNMENT), "a copy that holds the work counts"
    for student in ("al", "cy", "zo"):
        assert not any(marks[student].values())
        words = failures(fresh.read("autograded", ASSIGNMENT, student))
        assert set(words) == set(marks[student]), "a reason for each"


def test_does_a_tag_not_save_a_test_from_being_run(fresh):
    """nbclient skips cells with this tag, and nbgrader gives a test that did not run full marks."""
    nb = fresh.read("release", ASSIGNMENT)
    for cell in nb.cells:
        if (grade_id(cell) or "").startswith("test_"):
            cell.metadata["tags"] = ["skip-execution"]
    fresh.submit("eve", ASSIGNMENT, nb)
    fresh.run("autograde", ASSIGNMENT)
    assert sum(fresh.marks(ASSIGNMENT)["eve"].values()) == 0


def test_does_a_never_ending_submission_lose_only_what_never_ends(fresh, course):
    nb = fresh.read("source", ASSIGNMENT)
    answers = read_answers(course.root / "answers" / ASSIGNMENT / "train.py")
    endless = next(answer for answer in answers if answer.kind == "endless")
    for cell in nb.cells:
        if grade_id(cell) == "train":
            cell.source = endless.text
    fresh.submit("linus", ASSIGNMENT, nb)
    fresh.run("autograde", ASSIGNMENT, "--Execute.timeout=5")
    marks = fresh.marks(ASSIGNMENT)["linus"]
    assert [test for test, mark in marks.items() if not mark] == ["test_train"]


def test_do_tests_name_the_cell_before_them_that_did_not_end(fresh):
    nb = fresh.read("source", ASSIGNMENT)
    changes = {
        "cce": "half = width / 2\n{}",  # width is not there, and why has been told
        "cce_gradient": "{}\ncce_gradient = max",  # wrong, but here it is
        "softmax_jacobian": "?\n{}",
        "add_bias": "raise ValueError('\\ud800')\n{}",  # no file can hold this
    }
    for cell in nb.cells:
        if grade_id(cell) in changes:
            cell.source = changes[grade_id(cell)].replace("{}", cell.source)
    place = next(i for i, cell in enumerate(nb.cells) if grade_id(cell) == "one_hot")
    nb.cells[place:place] = [new_code_cell("width = 1/0"), new_code_cell("cce_gradient = 1/0")]
    fresh.submit("ada", ASSIGNMENT, nb)
    options = ("--JudgedExecute.follow_through=0", "--Execute.timeout=5")
    fresh.run("autograde", ASSIGNMENT, *options)
    words = failures(fresh.read("autograded", ASSIGNMENT, "ada"))
    cells = {test: text.partition("  before:")[2].strip() for test, text in words.items()}
    division = "the cell “width = 1/0” ended with ZeroDivisionError: division by zero"
    assert cells["test_cce"] == division
    assert not cells["test_cce_gradient"], "it was defined after all"
    assert not cells["test_softmax_jacobian"], "open blanks have words of their own"
    assert cells["test_add_bias"].startswith("the cell “raise ValueError(")


def test_is_a_damaged_data_file_named(fresh, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "mnist.npz").write_bytes(b"PK\x03\x04 cut off")
    code = "from nablabook.data import load_mnist; load_mnist()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"NBJUDGE_DATA": str(data), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert f"nablabook.data.DataError: {data / 'mnist.npz'}" in done.stderr


def test_does_course_name_what_nbgrader_said(fresh):
    with pytest.raises(NbjudgeError, match="nbgrader autograde 01-softmax-derivation failed"):
        fresh.run("autograde", ASSIGNMENT)
