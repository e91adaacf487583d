"""A submission is read once: as it was at one moment, and whole, or not at all."""

import json
import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from factory import hand_in, make_course, solution, test_cell
from nbgrader.apps import AutogradeApp

from nbjudge.course import Course
from nbjudge.errors import SubmissionError
from nbjudge.grading.classrun import snapshot
from nbjudge.grading.classrun.submissions import Submissions
from nbjudge.grading.notebook.task import Executed


def write(folder, **files):
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def change_while_read(monkeypatch, change, times=1):
    """Call ``change`` in the middle of the first readings of a folder."""
    left, listed = [change] * times, snapshot._files

    def files(folder):
        for path in listed(folder):
            yield path
            if left:
                left.pop()()

    monkeypatch.setattr(snapshot, "_files", files)


def test_files_that_change_while_they_are_read_are_read_again(tmp_path, monkeypatch):
    folder = write(tmp_path / "ada", a="1", b="1")
    change_while_read(monkeypatch, lambda: write(folder, a="22", b="22"))
    assert snapshot.take(folder).files == {"a": b"22", "b": b"22"}


def test_a_file_that_vanishes_while_others_are_read_is_no_part_of_it(tmp_path, monkeypatch):
    folder = write(tmp_path / "ada", a="1", b="1")
    change_while_read(monkeypatch, lambda: (folder / "b").unlink())
    assert snapshot.take(folder).files == {"a": b"1"}


def test_a_folder_that_vanishes_while_it_is_read_is_not_taken_for_an_empty_one(
    tmp_path, monkeypatch
):
    folder = write(tmp_path / "ada", a="1", b="1")
    change_while_read(monkeypatch, lambda: shutil.rmtree(folder))
    with pytest.raises(SubmissionError, match="was removed before it was read"):
        snapshot.take(folder)


def test_a_folder_that_never_rests_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    folder, numbers = write(tmp_path / "ada", a="1"), iter(range(10, 1000))
    change_while_read(monkeypatch, lambda: write(folder, a=f"{next(numbers)}" * 9), times=99)
    with pytest.raises(SubmissionError, match="has changed each time that it was read"):
        snapshot.take(folder)


@pytest.mark.parametrize("change", [
    lambda folder: write(folder, a="2"),
    lambda folder: write(folder, b="1"),
    lambda folder: (folder / "a").rename(folder / "b"),
    lambda folder: (folder / "a").unlink(),
    lambda folder: shutil.rmtree(folder),
])  # fmt: skip
def test_the_digest_of_a_folder_is_made_anew_when_it_has_changed(tmp_path, change):
    folder, digests = write(tmp_path / "ada", a="1"), snapshot.Digests()
    long_ago = time.time() - 100
    for path in (folder / "a", folder):
        os.utime(path, (long_ago, long_ago))
    before = digests.of(os.fspath(folder))
    assert before == digests.note(os.fspath(folder), snapshot.take(folder))
    change(folder)
    assert digests.of(os.fspath(folder)) != before


def test_a_folder_that_rests_is_read_and_hashed_once(tmp_path, monkeypatch):
    folder, digests = write(tmp_path / "ada", a="1"), snapshot.Digests()
    monkeypatch.setattr(snapshot, "_TICK", -100)  # as if it had not changed for a while
    before = digests.note(os.fspath(folder), snapshot.take(folder))
    monkeypatch.setattr(Path, "open", None)
    assert digests.of(os.fspath(folder)) == before


# In a course.


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    course = make_course(
        tmp_path_factory.mktemp("snapshot") / "course",
        solution("f", "#? y = ?\ny = 3"),
        test_cell("test_f", "assert y == 3"),
    )
    hand_in(course, ada={"f": "y = 3"})
    return course


@pytest.fixture
def submissions(built, tmp_path, monkeypatch):
    shutil.copytree(built.root, tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    course = Course(tmp_path / "course", ["--assignment=mini"], AutogradeApp)
    with Submissions(course.application) as opened:
        yield opened


def remove():
    shutil.rmtree("submitted/ada")


def remove_slowly():
    Path("submitted/ada/mini/mini.ipynb").unlink()
    threading.Timer(0.3, remove).start()


@pytest.mark.parametrize("change", [remove, remove_slowly])
def test_a_submission_that_is_removed_while_it_is_read_is_not_graded(submissions, change):
    ours = submissions.pre_convert_hook
    submissions.pre_convert_hook = lambda **names: (ours(**names), change())
    with pytest.raises(SubmissionError, match="was removed before it was read"):
        submissions.prepare("ada")


def test_a_submission_that_is_still_being_copied_is_waited_for(submissions):
    path = Path("submitted/ada/mini/mini.ipynb")
    whole = path.read_text()
    path.write_text(whole[: len(whole) // 2])
    threading.Timer(0.3, path.write_text, [whole]).start()
    submission = submissions.prepare("ada")
    assert "y = 3" in submission.tasks[0].nb and submission.warnings == []


def executed(submission):
    return [Executed(task.nb, 0.1, []) for task in submission.tasks]


def test_a_submission_that_is_removed_while_it_is_graded_is_not_recorded(submissions):
    submission = submissions.prepare("ada")
    submissions.keep(submission, executed(submission))
    shutil.rmtree("submitted/ada")
    with pytest.raises(SubmissionError, match="was removed while it was graded"):
        submissions.record("ada")
    assert Course(".").marks("mini") == {} and not Path("autograded/ada").exists()
    assert list(Path("autograded/.nbjudge").rglob("*.json")) == []


def test_what_is_recorded_are_the_files_that_were_read(submissions):
    beside = Path("submitted/ada/mini/own.txt")
    beside.write_text("first")
    submission = submissions.prepare("ada")
    submissions.keep(submission, executed(submission))
    beside.write_text("second")
    assert submissions.record("ada")["changed"]
    assert Path("autograded/ada/mini/own.txt").read_text() == "first"
    assert submissions.state("ada") == "changed"


def test_a_new_submission_is_not_read_to_find_out_that_it_is_new(submissions, monkeypatch):
    monkeypatch.setattr(snapshot, "signs", None)
    assert submissions.state("ada") == "new"


def test_what_was_read_is_what_is_run(submissions):
    submission = submissions.prepare("ada")
    Path("submitted/ada/mini/mini.ipynb").write_text("no notebook")
    assert "y = 3" in json.loads(submission.tasks[0].nb)["cells"][0]["source"]
