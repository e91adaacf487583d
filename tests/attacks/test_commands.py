"""A class that is mostly hostile goes through every command, and costs nobody anything."""

import csv
import html.parser
import io
import json
import zipfile

import hostile
import pytest
from hostile import ALL, HONEST, LIMITS, MARKER, NAME, make_class, right_work
from nbgrader.api import Gradebook

from nbjudge.course import grade_id, is_test
from nbjudge.grading.notebook.verdict import of

STUDENTS = [name for name, one in ALL.items() if one.quick]
RIGHT = ["ada", "bob"]
# Files as an LMS's archive might hold them: whose are they? The outermost part says so.
ARCHIVE = {
    "Ada Lovelace_11_assignsubmission_file_/mini.ipynb": "ada",
    "Eve Mallory_12_assignsubmission_file_/Ada Lovelace_11_assignsubmission_file_mini.ipynb": "eve",
    "Eve Mallory_12_assignsubmission_file_/ada/mini.ipynb": "eve",
    "Eve Mallory_12_assignsubmission_file_/__MACOSX/._mini.ipynb": None,
    "Eve Mallory_12_assignsubmission_file_/[b]=1+1[/b].ipynb": "eve",
    "Bob Smith_13_assignsubmission_file_\\mini.ipynb": "bob",
    f"Nobody<img onerror={MARKER}>_14_assignsubmission_file_/mini.ipynb": None,
}
ROSTER = "id,first_name,last_name,email\nada,Ada,Lovelace,\neve,Eve,Mallory,\nbob,Bob,Smith,\n"


def run(course, *arguments, module="nbjudge"):
    """(exit status, what it prints) of a command."""
    with (course.root.parent / "log.txt").open("w+", errors="replace") as log:
        status = course.start(*arguments, module=module, log=log).wait()
        log.seek(0)
        return status, log.read()


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A class graded, reported, fed back and exported by one command each; what they print."""
    course = make_class(tmp_path_factory.mktemp("hostile") / "course", STUDENTS, RIGHT)
    course.done = [
        run(course, "grade", NAME, *LIMITS),
        run(course, "report", NAME),
        run(course, "generate_feedback", NAME, module="nbgrader"),
        run(course, "export", NAME, "marks.csv", "--to", "canvas"),
    ]
    course.said = [said for _, said in course.done]
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "nbjudge") as gradebook:
        course.grades = {
            one.student.id: {g.name: g.auto_score for nb in one.notebooks for g in nb.grades}
            for one in gradebook.find_assignment(NAME).submissions
        }
    return course


def marks_of(grades):
    return {name: points for name, points in grades.items() if name in HONEST}


def test_no_command_fails(done):
    assert [(status, said[-2000:]) for status, said in done.done if status] == []


@pytest.mark.parametrize("name", RIGHT)
def test_honest_work_keeps_its_marks(done, name):
    assert marks_of(done.grades[name]) == HONEST


@pytest.mark.parametrize("name", STUDENTS)
def test_each_submission_has_its_marks_and_a_reason(done, name):
    marks = marks_of(done.grades[name])
    wanted = {
        "all": [HONEST],
        "none": [HONEST | {"test_mean": 0.0, "test_mean_hidden": 0.0},
                 HONEST | {"test_mean_hidden": 0.0}],
        "any": [marks],
    }[ALL[name].marks]  # fmt: skip
    nb = done.read("autograded", NAME, name)
    verdicts = {grade_id(cell): of(cell) for cell in nb.cells if is_test(cell)}
    assert marks in wanted, verdicts
    assert marks.keys() == HONEST.keys() and None not in marks.values()
    for test, points in marks.items():
        assert points == HONEST[test] or verdicts[test].kind != "passed"


def test_inputs_of_another_secret_do_not_help(done):
    assert done.grades["guessed_inputs"]["test_mean_hidden"] == 0


def test_nobody_else_is_graded(done):
    assert set(done.grades) == {*STUDENTS, *RIGHT}


class _Active(html.parser.HTMLParser):
    """Finds places of a page in which a browser would run a student's text."""

    def __init__(self):
        super().__init__()
        self.found, self._in = [], None

    def handle_starttag(self, tag, attributes):
        self._in = tag if tag in ("script", "style") else None
        for name, value in attributes:
            runs = name.startswith("on") or name in ("src", "href", "srcdoc", "action", "data")
            if runs and MARKER in (value or ""):
                self.found.append((tag, name, value))

    def handle_endtag(self, tag):
        self._in = None

    def handle_data(self, data):
        if self._in and MARKER in data:
            self.found.append((self._in, data))


def test_no_page_runs_what_a_student_wrote(done):
    pages = [*done.root.glob("feedback/*/*/*.html"), *done.root.glob("reports/*.html")]
    assert len(pages) == len(STUDENTS) + len(RIGHT) + 1
    for page in pages:
        parser = _Active()
        parser.feed(page.read_text())
        assert parser.found == [], page
    assert any(MARKER in page.read_text() for page in pages), "they are still to be seen"


def test_no_table_holds_a_formula(done):
    tables = [*done.root.glob("reports/*.csv"), done.root / "marks.csv"]
    assert len(tables) > 2
    for table in tables:
        for row in csv.reader(io.StringIO(table.read_text())):
            assert not [value for value in row if value[:1] in ("=", "@", "+", "\t")], table


def test_no_command_prints_what_a_terminal_obeys(done):
    assert all("\x1b" not in said for said in done.said)
    assert "ValueError" not in done.said[0]


def test_nothing_of_the_machine_is_in_the_graded_folders(done):
    assert not [path for path in done.root.glob("autograded/*/*/*") if path.is_symlink()]
    assert not list(done.root.glob("autograded/*/*/pipe"))


def collect(folder, files):
    """A course into which an archive of these files, {name: text}, was collected by one command."""
    course = hostile.class_course(folder / "course")
    with zipfile.ZipFile(folder / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files(right_work(course)).items():
            archive.writestr(name, text)
    (folder / "names.csv").write_text(ROSTER)
    course.config = (course.root / "nbgrader_config.py").read_text()
    course.status, course.said = run(
        course, "collect", NAME, str(folder / "all.zip"), "--names", str(folder / "names.csv")
    )
    return course


def test_what_is_collected_is_its_authors(tmp_path):
    def files(right):
        notes = [{"cell_type": "markdown", "metadata": {}, "source": name} for name in ARCHIVE]
        texts = [json.dumps({**right, "cells": [*right["cells"], note]}) for note in notes]
        bomb = {"Ada Lovelace_11_assignsubmission_file_/bomb.csv": "0" * 10**8}
        return dict(zip(ARCHIVE, texts, strict=True)) | bomb

    course, found = collect(tmp_path, files), {}
    for path in course.root.glob(f"submitted/*/{NAME}/{NAME}.ipynb"):
        text = path.read_text()
        found[path.parts[-3]] = [one for one in ARCHIVE if json.dumps(one)[1:-1] in text]
    assert found, course.said
    for student, names in found.items():
        assert {ARCHIVE[name] for name in names} == {student}
    assert "\x1b" not in course.said
    assert "Traceback" not in course.said


def test_an_archive_that_leads_outside_is_refused_in_words(tmp_path):
    def files(right):
        return {"a/mini.ipynb": "{}", "../../course/nbgrader_config.py": "raise SystemExit"}

    course = collect(tmp_path, files)
    assert course.status != 0
    assert "leads out of the archive" in course.said
    assert (course.root / "nbgrader_config.py").read_text() == course.config
    assert not (course.root / "submitted").exists()
