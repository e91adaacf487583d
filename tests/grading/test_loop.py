"""The loop of a grading, with real workers and submissions that have no notebooks."""

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import nbformat
import psutil
import pytest
from nbformat.v4 import new_notebook

from nbjudge.grading.classrun.loop import Run
from nbjudge.grading.classrun.pools import LocalPool
from nbjudge.grading.classrun.scratch import Scratch
from nbjudge.grading.classrun.worker import WorkerLost
from nbjudge.grading.notebook.task import Files, Task

STUDENTS = ["ada", "alan", "barbara", "donald"]


class Submissions:
    """Submissions without notebooks; ``before`` and ``after`` are called with each student."""

    def __init__(self, before=None, after=None, tasks=None):
        self.before, self.after, self.tasks = before, after, tasks or {}
        self.recorded = []

    def state(self, student):
        return "new"

    def prepare(self, student):
        if self.before:
            self.before(student)
        return SimpleNamespace(student=student, tasks=self.tasks.get(student, []))

    def keep(self, submission, executed):
        pass

    def record(self, student):
        found = (self.after and self.after(student)) or {}
        self.recorded.append(student)
        return found


def kinds(events, student):
    return [event.kind for event in events if event.student == student]


def runs(process):
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def task(files):
    """A task that fails, with OSError where the name of a file is too long."""
    text = nbformat.writes(new_notebook())
    return Task("ps1", "ada", "ps1", text, None, files=files, course_files=Files())


@pytest.mark.parametrize("victim", STUDENTS)
def test_a_worker_lost_while_the_next_submission_is_prepared_costs_nothing(victim):
    pool = LocalPool(2)

    def before(student):
        if student == victim:
            pool.submit(os.getpid).result()
            killed = [psutil.Process(pid) for pid in pool.pids()]
            for worker in killed:
                worker.kill()
            while any(map(runs, killed)):
                time.sleep(0.01)

    submissions = Submissions(before)
    events = list(Run(submissions, STUDENTS, pool))
    assert sorted(submissions.recorded) == STUDENTS
    assert sum(event.kind == "lost" for event in events) <= 1  # what was running, if any
    assert {event.kind for event in events} <= {"running", "graded", "lost"}


def test_a_lost_worker_is_replaced_and_no_other_concerned():
    pool = LocalPool(2)
    first, second = pool.submit(os.getpid), pool.submit(os.kill, 0, 0)
    assert first.result() != os.getpid()
    assert second.result() is None
    with pytest.raises(WorkerLost, match="exit code -9"):
        pool.submit(os.kill, pool.submit(os.getpid).result(), 9).result()
    assert len({pool.submit(os.getpid).result() for _ in range(5)}) <= 2
    pids = pool.pids()
    pool.end()
    pool.end()  # whoever ends it, and however often
    assert not [pid for pid in pids if psutil.pid_exists(pid)]


START = """
import os, sys
from nbjudge.grading.classrun.worker import Nursery
worker = Nursery().worker()
worker.call(os.getpid)
open(f"{worker._folder.path}/work", "w").close()
print(worker._folder.path, flush=True)
sys.stdin.read()
"""


def test_what_a_killed_run_has_left_in_the_temporary_folder_is_removed_by_the_next(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(
        [sys.executable, "-c", START], env=os.environ | {"TMPDIR": str(tmp_path)}, **pipes
    ) as other:
        folder = Path(other.stdout.readline().strip())
        pool = LocalPool(1)
        pool.submit(os.getpid).result()
        assert (folder / "work").exists()  # that run is still on its way
        pool.end()
        other.kill()
        other.wait()
    assert folder.exists()
    pool = LocalPool(1)
    pool.submit(os.getpid).result()
    pool.end()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_closed_twice_at_once_is_closed_once(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    scratch, remove = Scratch(), shutil.rmtree

    def close_again(*arguments, **more):
        scratch.close()  # as by another thread, in the middle
        remove(*arguments, **more)

    monkeypatch.setattr(shutil, "rmtree", close_again)
    scratch.close()
    assert list(tmp_path.iterdir()) == []


def test_an_error_that_would_come_again_is_not_tried_again():
    submissions = Submissions(tasks={"alan": [task({"a\0": b""})]})
    events = list(Run(submissions, STUDENTS, LocalPool(2)))
    assert kinds(events, "alan") == ["running", "failed"]
    assert sorted(submissions.recorded) == ["ada", "barbara", "donald"]


def test_an_error_of_the_machine_is_tried_once_more_beside_the_others():
    submissions = Submissions(tasks={"alan": [task({"a" * 300: b""})]})
    events = list(Run(submissions, STUDENTS, LocalPool(2)))
    assert kinds(events, "alan") == ["running", "lost", "running", "failed"]
    assert "File name too long" in events[-1].reason or events[-1].student != "alan"
    assert sorted(submissions.recorded) == ["ada", "barbara", "donald"]


def test_a_submission_that_changed_while_it_was_graded_is_graded_again():
    left = Counter(alan=1, ada=9)

    def after(student):
        left[student] -= 1
        return {"changed": left[student] >= 0}

    submissions = Submissions(after=after)
    events = list(Run(submissions, STUDENTS, LocalPool(1)))
    assert kinds(events, "alan") == ["running", "changed", "running", "graded"]
    assert kinds(events, "ada")[-1] == "graded"  # one that changes all the time ends as well
    assert Counter(submissions.recorded) == {"ada": 3, "alan": 2, "barbara": 1, "donald": 1}


def test_files_that_cannot_be_read_cost_one_submission_only():
    def fail(student):
        if student == "alan":
            raise PermissionError(errno.EACCES, "Permission denied", "notes.txt")

    for submissions in (Submissions(before=fail), Submissions(after=fail)):
        events = list(Run(submissions, STUDENTS, LocalPool(1)))
        assert kinds(events, "alan")[-1] == "failed"
        assert sorted(submissions.recorded) == ["ada", "barbara", "donald"]


def test_a_full_disk_ends_the_run():
    def fail(student):
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        list(Run(Submissions(after=fail), STUDENTS, LocalPool(1)))
