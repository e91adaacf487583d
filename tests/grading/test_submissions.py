"""What becomes of submissions on their way, and of processes, and what feedback shows of them."""

import os
import shutil
from pathlib import Path

import psutil
import pytest
from broken import ALL, FULL
from conftest import most_points

from nbjudge.course import Course, exercises
from nbjudge.grading.notebook.verdict import failures

ASSIGNMENT = "01-softmax-derivation"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"
MARK = "LC_GRADED_COURSE"  # in the environment of all processes of this grading, and of no other


@pytest.fixture(scope="module")
def graded(built, tmp_path_factory):
    root = tmp_path_factory.mktemp("submissions") / "course"
    shutil.copytree(built.root, root)
    course = Course(root)
    for change in ALL:
        nb = course.read("source", ASSIGNMENT)
        change(nb)
        course.submit(change.__name__, ASSIGNMENT, nb)
    course.submit("zoe", ASSIGNMENT, course.read("release", ASSIGNMENT))
    folder = root / "submitted" / "links" / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / NOTEBOOK).symlink_to(root / "source" / ASSIGNMENT / NOTEBOOK)
    os.mkfifo(folder / "pipe")
    (folder / "gradebook.txt").symlink_to(root / "gradebook.db")
    environment = {"NBJUDGE_DATA": "digits", MARK: os.fspath(root)}
    course.run("autograde", ASSIGNMENT, env=environment)
    course.run("generate_feedback", ASSIGNMENT)
    return course


@pytest.mark.parametrize("change", FULL, ids=lambda change: change.__name__)
def test_does_right_work_keep_its_marks(graded, change):
    marks = graded.marks(ASSIGNMENT)[change.__name__]
    nb = graded.read("autograded", ASSIGNMENT, change.__name__)
    assert sum(marks.values()) == most_points(ASSIGNMENT), failures(nb)


def test_does_a_function_that_ends_the_kernel_cost_its_exercise_only(graded):
    marks = graded.marks(ASSIGNMENT)["die_when_called"]
    assert [test for test, mark in marks.items() if not mark] == ["test_collapsed"]
    said = failures(graded.read("autograded", ASSIGNMENT, "die_when_called"))
    assert "kernel has ended" in said["test_collapsed"]


def test_are_links_and_devices_put_aside(graded):
    marks = graded.marks(ASSIGNMENT)["links"]
    assert not any(marks.values())
    said = failures(graded.read("autograded", ASSIGNMENT, "links"))
    assert "is missing" in said["test_cce"]
    assert not (graded.root / "autograded" / "links" / ASSIGNMENT / "gradebook.txt").exists()
    aside = graded.root / "submitted" / "links" / f"{ASSIGNMENT}.refused"
    assert len(list(aside.iterdir())) == 3


def test_is_nothing_left_of_the_processes(graded):
    left = [process for process in psutil.process_iter() if _is_ours(process, graded.root)]
    assert left == []


def _is_ours(process, root):
    try:
        return process.environ().get(MARK) == os.fspath(root) or Path(process.cwd()) == root
    except psutil.Error:
        return False


def test_does_feedback_show_no_hidden_test(graded):
    source = graded.read("source", ASSIGNMENT)
    secret = [
        line.strip()
        for cell in source.cells
        if "BEGIN HIDDEN TESTS" in cell.source
        for line in cell.source.partition("BEGIN HIDDEN TESTS")[2].splitlines()[1:-1]
        if len(line.strip()) > 30
    ]
    assert len(secret) > 50
    for student in ("zoe", "die_when_called", "whole"):
        page = (graded.root / "feedback" / student / ASSIGNMENT).glob("*.html")
        text = _text(next(page))
        assert not [line for line in secret if line in text]


def test_does_nbgraders_own_page_show_none_either(graded):
    graded.run(
        *("generate_feedback", ASSIGNMENT, "--student=zoe"),
        "--GenerateFeedback.exporter_class=nbconvert.exporters.HTMLExporter",
        "--CourseDirectory.feedback_directory=plain",
    )
    text = _text(next((graded.root / "plain" / "zoe" / ASSIGNMENT).glob("*.html")))
    assert "Hidden tests follow." in text
    assert "cce is not there yet." in text
    assert "END HIDDEN TESTS" not in text


def test_does_feedback_say_what_failed(graded):
    text = _text(next((graded.root / "feedback" / "zoe" / ASSIGNMENT).glob("*.html")))
    assert "cce is not there yet." in text
    whole = _text(next((graded.root / "feedback" / "whole" / ASSIGNMENT).glob("*.html")))
    assert whole.count(", all points") == len(exercises(graded.read("source", ASSIGNMENT)))


def _text(path):
    import html
    import re

    return html.unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8")))


def test_does_grading_again_give_the_same_marks(graded):
    before = graded.marks(ASSIGNMENT)
    graded.run(
        *("autograde", ASSIGNMENT, "--force", "--student=w*"), env={"NBJUDGE_DATA": "digits"}
    )
    assert graded.marks(ASSIGNMENT) == before
