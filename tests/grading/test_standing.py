"""The gradebook decides what is graded: marks that are lost, late or outdated are made anew."""

import json
import os
import shutil

import nbformat
import pytest
from factory import hand_in, locked, make_course, solution, test_cell
from nbgrader.api import Gradebook

from nbjudge.course import Course
from nbjudge.errors import GradingError
from nbjudge.grading.classrun.command import grade

PENALTY = """
import sys
sys.path.insert(0, {root!r})
c.AssignLatePenalties.plugin_class = "late.Half"
"""
PLUGIN = """
from nbgrader.plugins import BasePlugin

class Half(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2
"""


CELLS = (
    locked("setup", "import math"),
    solution("one", "def one():\n    #? return ?\n    return 1"),
    test_cell("test_one", "assert one() == 1", points=4),
)


def gradebook(course):
    return Gradebook(f"sqlite:///{course.root}/gradebook.db", "nbjudge")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    root = tmp_path_factory.mktemp("standing") / "course"
    course = make_course(root, *CELLS)
    (root / "late.py").write_text(PLUGIN)
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(PENALTY.format(root=str(root)))
    right, wrong = ({"one": f"def one():\n    return {n}"} for n in (1, 2))
    hand_in(course, ada=right, bob=wrong)
    for student in ("ada", "bob"):
        stamp = root / "submitted" / student / "mini" / "timestamp.txt"
        stamp.write_text("2026-03-02 22:30:00.000000 UTC\n")
    grade(root, "mini", jobs=1)
    return course


@pytest.fixture
def course(finished, tmp_path):
    root = tmp_path / "course"
    shutil.copytree(finished.root, root, symlinks=True)
    path = root / "nbgrader_config.py"
    path.write_text(path.read_text().replace(str(finished.root), str(root)))
    return Course(root)


def test_a_student_who_was_removed_and_is_back_is_graded_again(course):
    with gradebook(course) as book:
        book.remove_student("ada")
    result = grade(course.root, "mini", jobs=1)
    assert (result.graded, result.unchanged) == (1, 1)
    assert course.marks("mini")["ada"] == {"test_one": 4}


def test_a_gradebook_restored_from_before_is_filled_again(course):
    book = course.root / "gradebook.db"
    before = book.read_bytes()
    nb = nbformat.read(course.root / "submitted/bob/mini/mini.ipynb", as_version=4)
    next(cell for cell in nb.cells if "one()" in cell.source).source = "def one():\n    return 1"
    course.submit("bob", "mini", nb)
    grade(course.root, "mini", jobs=1)
    assert course.marks("mini")["bob"] == {"test_one": 4}
    book.write_bytes(before)
    result = grade(course.root, "mini", jobs=1)
    assert (result.graded, result.unchanged) == (1, 1)
    assert course.marks("mini")["bob"] == {"test_one": 4}


def _remove_submission(course, student):
    with gradebook(course) as book:
        book.remove_submission("mini", student)


def _remove_student(course, student):
    with gradebook(course) as book:
        book.remove_student(student)


def _forget_fingerprint(course, student):
    with gradebook(course) as book, book.engine.begin() as connection:
        submission = book.find_submission("mini", student).id
        connection.exec_driver_sql(
            "DELETE FROM nbjudge_fingerprint WHERE submission = ?", (submission,)
        )


def _remove_autograded(course, student):
    shutil.rmtree(course.root / "autograded" / student)


def _cut_autograded(course, student):
    path = course.root / "autograded" / student / "mini" / "mini.ipynb"
    path.write_bytes(path.read_bytes()[:300])


def _grade_by_another_program(course, student):
    """What nbgrader leaves where its configuration is not nbjudge's: other marks, and no notes."""
    path = course.root / "autograded" / student / "mini" / "mini.ipynb"
    nb = nbformat.read(path, as_version=4)
    del nb.metadata["nbjudge"]
    nbformat.write(nb, path)
    with gradebook(course) as book:
        book.find_grade("test_one", "mini", "mini", student).auto_score = 1
        book.db.commit()


def _restore_autograded(course, student):
    """That of a submission before this one, from a backup."""
    path = course.root / "autograded" / student / "mini" / "mini.ipynb"
    nb = nbformat.read(path, as_version=4)
    nb.metadata["nbjudge"]["fingerprint"] = "0" * 64
    nbformat.write(nb, path)


DAMAGES = {
    "removed": _remove_student,
    "withdrawn": _remove_submission,
    "forgotten": _forget_fingerprint,
    "deleted": _remove_autograded,
    "cut": _cut_autograded,
    "stock": _grade_by_another_program,
    "restored": _restore_autograded,
}


def test_whatever_befell_a_graded_class_the_next_run_puts_right(tmp_path):
    """Each is done to another student; those to whom nothing was done are not graded again."""
    course = make_course(tmp_path, *CELLS)
    right = {"one": "def one():\n    return 1"}
    hand_in(course, **dict.fromkeys([*DAMAGES, "untouched"], right))
    assert grade(course.root, "mini", jobs=1).graded == 1 + len(DAMAGES)
    before = course.marks("mini")
    for student, damage in DAMAGES.items():
        damage(course, student)
    done = grade(course.root, "mini", jobs=1)
    assert (done.graded, done.unchanged, done.failed) == (len(DAMAGES), 1, 0)
    assert course.marks("mini") == before
    assert {points["test_one"] for points in before.values()} == {4}
    assert all(course.read("autograded", "mini", student).cells for student in before)
    again = grade(course.root, "mini", jobs=1)
    assert (again.graded, again.unchanged) == (0, 1 + len(DAMAGES))


def test_a_gradebook_that_is_lost_is_made_anew_and_filled(course):
    before = course.marks("mini")
    (course.root / "gradebook.db").unlink()
    with pytest.raises(
        GradingError, match=r"does not know the assignment mini.*nbjudge build mini"
    ):
        grade(course.root, "mini", jobs=1)
    course.build("mini")
    assert grade(course.root, "mini", jobs=1).graded == 2
    assert course.marks("mini") == before


def test_a_due_date_that_changes_reaches_the_marks(course, capsys):
    def penalty(due):
        with gradebook(course) as book:
            book.update_or_create_assignment("mini", duedate=due)
        assert grade(course.root, "mini", jobs=1).graded == 0
        with gradebook(course) as book:
            return book.find_submission("mini", "ada").late_submission_penalty

    assert penalty("2026-03-02 22:00:00 UTC") == 2
    said = capsys.readouterr().out
    assert "penalties of 1 graded submissions were brought up to date: ada" in said
    assert penalty("2026-03-03 22:00:00 UTC") == 0


def test_a_test_that_was_changed_and_not_built_is_named(course, capsys):
    path = course.root / "source/mini/mini.ipynb"
    path.write_text(path.read_text().replace("assert one() == 1", "assert one() == 3"))
    grade(course.root, "mini", jobs=1)
    said = capsys.readouterr().out
    assert "these tests are not those of the release, by which is graded: test_one" in said
    assert "nbjudge build mini" in said


def test_what_was_put_aside_is_told_as_it_is_called(course, capsys):
    (course.root / "submitted/bob/mini/link [bold]").symlink_to("/etc/passwd")
    (course.root / "submitted/bob/mini" / os.fsdecode(b"\xff")).symlink_to("/etc/passwd")
    result = grade(course.root, "mini", jobs=1, students="bob", force=True)
    assert "link [bold] is a link or a device" in " ".join(result.look["bob"])
    assert "link [bold]" in capsys.readouterr().out


def test_the_time_of_a_submission_that_has_none_any_more_is_forgotten(course):
    (course.root / "submitted/ada/mini/timestamp.txt").unlink()
    grade(course.root, "mini", jobs=1)
    with gradebook(course) as book:
        assert book.find_submission("mini", "ada").timestamp is None


def test_metadata_of_any_kind_costs_nobody_a_mark(course):
    path = course.root / "submitted/ada/mini/mini.ipynb"
    nb = json.loads(path.read_text())
    for cell in nb["cells"]:
        cell["metadata"] |= {"execution": "x", "tags": [1], "nbjudge": 7}
    path.write_text(json.dumps(nb))
    assert grade(course.root, "mini", jobs=1).graded == 1
    assert course.marks("mini")["ada"] == {"test_one": 4}


@pytest.fixture
def autograded(course):
    """The same class, graded by nbgrader's own command; of ada's work a person should know."""
    (course.root / "submitted/ada/mini/link").symlink_to("/etc/passwd")
    course.run("autograde", "mini", "--force")
    return course


def test_what_nbgrader_has_graded_is_known_by_its_contents(autograded):
    result = grade(autograded.root, "mini", jobs=1)
    assert (result.graded, result.unchanged) == (0, 2)
    path = autograded.root / "submitted/bob/mini/mini.ipynb"
    path.write_text(path.read_text().replace("return 2", "return 1"))  # with the time as it was
    result = grade(autograded.root, "mini", jobs=1)
    assert (result.graded, result.unchanged) == (1, 1)
    assert autograded.marks("mini")["bob"] == {"test_one": 4}


def test_what_a_person_should_know_is_kept_by_nbgraders_command_as_well(autograded):
    own = autograded.read("autograded", "mini", "ada").metadata["nbjudge"]
    assert [line for line in own["warnings"] if "link is a link or a device" in line]
    assert autograded.read("autograded", "mini", "bob").metadata["nbjudge"]["warnings"] == []
    before = own["fingerprint"]
    grade(autograded.root, "mini", jobs=1, students="ada", force=True)
    own = autograded.read("autograded", "mini", "ada").metadata["nbjudge"]
    assert own["fingerprint"] == before


def test_a_sandbox_that_is_killed_says_nothing_of_the_machine(course, tmp_path, monkeypatch):
    """The first that is built, to see whether one can be, is killed."""
    program, killed = tmp_path / "bin" / "bwrap", tmp_path / "killed"
    program.parent.mkdir()
    real = shutil.which("bwrap")
    program.write_text(
        f'#!/bin/sh\n[ -e {killed} ] && exec {real} "$@"\ntouch {killed}\nkill -9 $$\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", os.fspath(program.parent), prepend=os.pathsep)
    assert grade(course.root, "mini", jobs=1, students="bob", force=True).graded == 1
    assert killed.exists()
