"""A class graded in parallel: the loop between submissions, an executor, and the gradebook.

Submissions are prepared as workers become free, run behind any `concurrent.futures.Executor`, and
recorded as their results arrive. It knows neither notebooks nor nbgrader. What goes wrong with one
submission costs that one only; what no submission could do (a full disk, a gradebook that is
locked) ends the run, with all results kept.
"""

import errno
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from typing import Any, Protocol

from nbjudge.errors import GradingError
from nbjudge.grading.notebook.task import Failed, execute_all

__all__ = ["DISK", "Event", "Run"]

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)  # no fault of a submission
_READINGS = 3  # of a submission that changes each time while it is graded


@dataclass
class Event:
    """Something that has happened to a submission."""

    # "running", "graded", "failed"; and where it is tried once more: "lost", or "changed" where it
    # was graded as it was read, and has been handed in anew since
    kind: str
    student: str
    seconds: float = 0.0
    notebooks: dict[str, Any] = field(default_factory=dict)  # name → the graded notebook
    warnings: list[str] = field(default_factory=list)
    points: float = 0.0
    reason: str = ""


class _Submissions(Protocol):
    """What a run asks of the submissions, see `submissions.Submissions`."""

    def state(self, student: str) -> str: ...
    def prepare(self, student: str) -> Any: ...
    def keep(self, submission: Any, executed: Any) -> None: ...
    def record(self, student: str) -> dict[str, Any]: ...


class Run:
    """One grading of many submissions; iterate over it for an `Event` of all that happens.

    Whenever it is stopped, and for whatever reason, the results that have arrived are kept.

    Parameters
    ----------
    submissions : `Submissions`, or anything else that can prepare, keep and record.
    students : whose submissions, in order.
    pool : `pools.LocalPool`, or anything else with ``submit``, ``lost``, ``end`` and ``jobs``.
    arriving : called again and again for more students; None when there will be no more. Where
        nothing is to be done, it waits until there is.
    """

    def __init__(
        self,
        submissions: _Submissions,
        students: Iterable[str],
        pool: Any,
        arriving: Callable[[], Iterable[str] | None] = lambda: None,
    ) -> None:
        self._submissions, self._pool = submissions, pool
        self._arriving = arriving
        self._waiting = deque(students)
        # With these a worker was lost: each is tried again, alone.
        self._suspects: deque[str] = deque()
        self._losses: Counter[str] = Counter()
        self._failures: Counter[str] = Counter()
        self._readings: Counter[str] = Counter()
        # With the submission and the time when it began.
        self._running: dict[Future[Any], tuple[Any, float]] = {}

    def __iter__(self) -> Generator[Event, None, None]:
        try:
            while self._more() or self._waiting or self._suspects or self._running:
                yield from self._start()
                yield from self._finish()
        finally:
            self._pool.end(now=bool(self._running))

    def _more(self) -> bool:
        """Whether others may still arrive; those who have are waiting."""
        found = self._arriving()
        self._waiting.extend(found or ())
        return found is not None

    def _next(self) -> str | None:
        """The student whose submission is to be started now, or None."""
        if self._suspects:
            return None if self._running else self._suspects.popleft()
        alone = any(self._losses[work.student] for work, _ in self._running.values())
        # One more than there are workers: none has to wait for its next.
        if self._waiting and not alone and len(self._running) <= self._pool.jobs:
            return self._waiting.popleft()
        return None

    def _start(self) -> Iterator[Event]:
        while (student := self._next()) is not None:
            try:
                kept = self._submissions.state(student) == "kept"
                submission: Any = None if kept else self._submissions.prepare(student)
            except GradingError:
                raise
            except Exception as error:  # one student's files must not stop the others
                yield Event("failed", student, reason=_text(error))
                continue
            if kept:
                yield self._record(student, 0.0)
                continue
            future = self._pool.submit(execute_all, submission.tasks)
            self._running[future] = submission, time.perf_counter()
            yield Event("running", student)

    def _finish(self) -> Iterator[Event]:
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
            if isinstance(executed, Failed):
                yield self._fail(submission.student, executed)
                continue
            self._submissions.keep(submission, executed)
            yield self._record(submission.student, time.perf_counter() - began)

    def _lose(self, student: str, error: BaseException) -> Event:
        """A worker was lost with it, and it may be the cause: it is tried again, alone."""
        self._losses[student] += 1
        if self._losses[student] == 1:
            self._suspects.append(student)
            return Event("lost", student, reason=_text(error))
        return Event("failed", student, reason=_text(error))

    def _fail(self, student: str, failed: Failed) -> Event:
        """It could not be run: what comes of its own contents would come again."""
        self._failures[student] += 1
        if failed.again and self._failures[student] == 1:
            self._waiting.append(student)
            return Event("lost", student, reason=failed.reason)
        return Event("failed", student, reason=failed.reason)

    def _record(self, student: str, seconds: float) -> Event:
        try:
            recorded = self._submissions.record(student)
        except GradingError:
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in DISK:
                raise
            return Event("failed", student, reason=_text(error))
        self._readings[student] += 1
        if recorded.pop("changed", False) and self._readings[student] < _READINGS:
            self._waiting.append(student)  # it was handed in anew meanwhile
            return Event("changed", student, seconds, **recorded)
        return Event("graded", student, seconds, **recorded)


def _text(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
