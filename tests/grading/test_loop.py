"""The loop of a grading, with real workers and submissions that have no notebooks."""

import multiprocessing
import os
from concurrent.futures import BrokenExecutor
from types import SimpleNamespace

import pytest

from nbjudge.grading.classrun.loop import Run
from nbjudge.grading.classrun.pools import LocalPool


class Submissions:
    """Submissions without notebooks; workers are killed while that of ``victim`` is prepared."""

    def __init__(self, pool, victim):
        self.pool, self.victim = pool, victim
        self.recorded = []

    def state(self, student):
        return "new"

    def prepare(self, student):
        if student == self.victim:
            self.victim = None
            self.pool.submit(os.getpid).result()
            for worker in multiprocessing.active_children():
                worker.kill()
                worker.join()
            with pytest.raises(BrokenExecutor):
                self.pool.submit(os.getpid).result()
        return SimpleNamespace(student=student, tasks=[])

    def keep(self, submission, executed):
        pass

    def record(self, student):
        self.recorded.append(student)
        return {}


@pytest.mark.parametrize("victim", ["ada", "alan", "barbara", "donald"])
def test_is_a_worker_lost_while_the_next_submission_is_prepared(victim):
    pool = LocalPool(2)
    students = ["ada", "alan", "barbara", "donald"]
    submissions = Submissions(pool, victim)
    events = list(Run(submissions, students, pool))
    assert sorted(submissions.recorded) == students
    assert {event.kind for event in events} <= {"running", "graded", "lost"}
