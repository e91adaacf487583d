"""A class graded in parallel: the loop between submissions, an executor, and the gradebook.

Submissions are prepared as workers become free, run behind any `concurrent.futures.Executor`, and
recorded as their results arrive. It knows neither notebooks nor nbgrader.
"""

import time
from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from dataclasses import dataclass, field

from nbjudge.errors import GradingError
from nbjudge.grading.notebook.task import execute

__all__ = ["Event", "Run"]


@dataclass
class Event:
    """Something that has happened to a submission."""

    kind: str  # "running", "graded", "lost" (it is tried once more) or "failed"
    student: str
    seconds: float = 0.0
    notebooks: dict = field(default_factory=dict)  # name → the graded notebook
    warnings: list = field(default_factory=list)
    points: float = 0.0
    reason: str = ""


class Run:
    """One grading of many submissions; iterate over it for an `Event` of all that happens.

    Whenever it is stopped, and for whatever reason, the results that have arrived are kept.

    Parameters
    ----------
    submissions : `Submissions`, or anything else that can prepare, keep and record.
    students : whose submissions, in order.
    pool : `pools.LocalPool`, or anything else with ``submit``, ``lost``, ``end`` and ``jobs``.
    """

    def __init__(self, submissions, students, pool):
        self._submissions, self._pool = submissions, pool
        self._waiting = deque(students)
        self._suspects = deque()  # with these a worker was lost: each is tried again, alone
        self._losses = Counter()
        self._running = {}  # future → (submission, when it began)

    def __iter__(self):
        try:
            while self._waiting or self._suspects or self._running:
                yield from self._start()
                yield from self._finish()
        finally:
            self._pool.end(now=bool(self._running))

    def _next(self):
        """The student whose submission is to be started now, or None."""
        if self._suspects:
            return None if self._running else self._suspects.popleft()
        alone = any(self._losses[work.student] for work, _ in self._running.values())
        # One more than there are workers: none has to wait for its next.
        if self._waiting and not alone and len(self._running) <= self._pool.jobs:
            return self._waiting.popleft()
        return None

    def _start(self):
        while (student := self._next()) is not None:
            if self._submissions.state(student) == "kept":
                yield self._record(student, 0.0)
                continue
            try:
                submission = self._submissions.prepare(student)
            except GradingError:
                raise
            except Exception as error:  # one student's files must not stop the others
                yield Event("failed", student, reason=_text(error))
                continue
            try:
                future = self._pool.submit(_execute_all, submission.tasks)
            except BrokenExecutor as error:  # a worker was lost since the last result
                self._pool.lost(error)
                self._waiting.appendleft(student)  # it was not what was running
                return  # what was running comes first
            self._running[future] = submission, time.perf_counter()
            yield Event("running", student)

    def _finish(self):
        done, _ = wait(self._running, timeout=0.5, return_when=FIRST_COMPLETED)
        for future in done:
            submission, began = self._running.pop(future)
            try:
                executed = future.result()
            except BaseException as error:
                if isinstance(error, KeyboardInterrupt):
                    raise
                self._pool.lost(error)
                yield self._lose(submission.student, error)
                continue
            self._submissions.keep(submission, executed)
            yield self._record(submission.student, time.perf_counter() - began)

    def _lose(self, student, error):
        self._losses[student] += 1
        if self._losses[student] == 1:
            self._suspects.append(student)
            return Event("lost", student, reason=_text(error))
        return Event("failed", student, reason=_text(error))

    def _record(self, student, seconds):
        recorded = self._submissions.record(student)
        return Event("graded", student, seconds, **recorded)


def _execute_all(tasks):
    return [execute(task) for task in tasks]


def _text(error):
    return f"{type(error).__name__}: {error}".splitlines()[0]
