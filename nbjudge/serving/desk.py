"""Between the loop of `grading.classrun.loop.Run` and the submissions of several assignments.

To the loop each arrival is a "student" with its id for a name; here it becomes a submission in
nbgrader's folders, exactly as `nbjudge grade` would find it there.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.apps import AutogradeApp

from nbjudge.course import Course
from nbjudge.errors import ConfigurationError, CourseError, GradingError
from nbjudge.grading.classrun.kept import KEPT, Kept
from nbjudge.grading.classrun.policy import read_policy
from nbjudge.grading.classrun.protection import missing_protection
from nbjudge.grading.classrun.submissions import Submission, Submissions
from nbjudge.grading.notebook.classify import not_judged
from nbjudge.grading.notebook.task import Task, execute_all
from nbjudge.serving.queue import Arrival, Queue
from nbjudge.serving.settings import ServeApp
from nbjudge.serving.store import Store

__all__ = ["Desk"]


@dataclass
class _Work:
    """A submission that is being run; ``student`` is what the loop calls it."""

    student: str
    assignment: str
    submission: Submission

    @property
    def tasks(self) -> list[Task]:
        return self.submission.tasks


@dataclass
class _Open:
    """The submissions of an assignment, opened, and what they were opened with."""

    submissions: Submissions
    app: AutogradeApp
    sign: Any


class Desk:
    """Prepares, keeps and records arrivals of all assignments.

    Parameters
    ----------
    course : the course that is served.
    options : nbgrader's, as on its command line.
    in_process : whether tests that run in the student's process are marked on arrival.
    unprotected : whether to go on where students' code would run without sandbox or judge.
    """

    def __init__(
        self,
        course: Course,
        queue: Queue,
        store: Store,
        *,
        options: Sequence[str] = (),
        in_process: bool = False,
        unprotected: bool = False,
    ) -> None:
        self._course, self._queue, self._store = course, queue, store
        self._options, self._in_process = list(options), in_process
        self._unprotected = unprotected
        self._opened: dict[str, _Open] = {}
        self._running: dict[str, Arrival] = {}
        self.pool: Any = None  # on which sources are tried

    def close(self) -> None:
        """Close the gradebook."""
        for one in self._opened.values():
            one.submissions.__exit__()
        self._opened.clear()
        self._running.clear()

    def begin(self, arrival: Arrival) -> None:
        """Tell of an arrival that the loop is going to ask for."""
        self._running[arrival.id] = arrival

    def end(self, arrival: str) -> None:
        """The loop is done with it."""
        self._running.pop(arrival, None)

    def app(self, assignment: str) -> AutogradeApp:
        """nbgrader's application for an assignment."""
        return self._open(assignment).app

    def rehearse(self, assignment: str, jobs: int) -> None:
        """Let so many workers make ready for an assignment, before anybody has to wait for it."""
        if tasks := self._open(assignment).submissions.rehearsal():
            for _ in range(jobs):
                self.pool.submit(execute_all, tasks)

    def _open(self, assignment: str) -> _Open:
        """The submissions of an assignment, by its source and rules as they are now."""
        found, sign = self._opened.get(assignment), self._sign(assignment)
        busy = any(one.assignment == assignment for one in self._running.values())
        if found is not None and (busy or found.sign == sign):
            found.submissions.listen()
            return found
        if not self._queue.knows(assignment):
            raise CourseError(f"its release is not made yet: nbjudge build {assignment}")
        if found is not None:
            found.submissions.__exit__()
            del self._opened[assignment]
        found = self._new(assignment, sign, ())
        if not self._in_process and self._is_in_process(found.submissions):
            # Each try would be one more look at tests that are run beside the student's code.
            found.submissions.__exit__()
            found = self._new(assignment, sign, ("--JudgedExecute.unjudged=manual",))
            found.submissions.classify(self.pool)
        self._opened[assignment] = found
        return found

    def _new(self, assignment: str, sign: Any, more: Sequence[str]) -> _Open:
        given = [f"--assignment={assignment}", *self._options, *more]
        if self._unprotected:
            given.append("--SandboxProvisioner.sandbox_required=False")
        app = Course(self._course, given, ServeApp).application
        submissions = Submissions(app)
        missing = [] if self._unprotected else missing_protection(submissions)
        if missing:
            raise ConfigurationError(
                f"Nothing is graded, for students' code would not be held: {'; '.join(missing)}. "
                "Add the lines `import nbjudge` and `nbjudge.configure(c)` to "
                f"{self._course.root}/nbgrader_config.py."
            )
        return _Open(submissions.__enter__(), app, sign)

    def _is_in_process(self, submissions: Submissions) -> bool:
        classes = submissions.classify(self.pool).values()
        ways = [one.way for found in classes for one in not_judged(found).values()]
        return "in process" in ways and submissions.unjudged == "process"

    def _sign(self, assignment: str) -> Any:
        """What is another once the source, its release or the rules have changed."""
        files = [
            path
            for step in ("source", "release")
            for path in sorted(self._course.place(step, assignment).rglob("*"))
        ]
        told = [(os.fspath(path), (at := path.stat()).st_mtime_ns, at.st_size) for path in files]
        return told, read_policy(self._course.root).rules(assignment)

    # What the loop asks for.

    def state(self, student: str) -> str:
        """``"kept"`` for an arrival that has been run, and is not in the gradebook yet."""
        one = self._running[student]
        if not self._stands(one, one.student):
            return "new"
        return self._open(one.assignment).submissions.state(one.student)

    def prepare(self, student: str) -> _Work:
        """The work of an arrival, in its place and ready to be run."""
        one = self._running[student]
        submissions = self._open(one.assignment).submissions
        self._place(one, one.student)
        return _Work(student, one.assignment, submissions.prepare(one.student))

    def keep(self, work: _Work, executed: Any) -> None:
        """Save the results of its run: for the gradebook, and for when it counts again."""
        submissions = self._open(work.assignment).submissions
        submissions.keep(work.submission, executed)
        kept = self._kept(work.assignment).read(work.submission.student)
        if kept is None:
            raise GradingError(f"What came of {work.submission.student}'s work was not kept.")
        self._store.write_result(work.student, kept)

    def record(self, student: str) -> dict[str, Any]:
        """Put the results into the gradebook; the arrival counts as it was read."""
        one = self._running[student]
        recorded = self._open(one.assignment).submissions.record(one.student)
        return {**recorded, "changed": False}

    # What stands in the gradebook.

    def is_graded(self, arrival: Arrival) -> bool:
        """Whether the marks of an arrival that was being run are in the gradebook."""
        if not self._stands(arrival, arrival.student):
            return False
        return self._open(arrival.assignment).submissions.state(arrival.student) == "graded"

    def stand(self, arrival: Arrival, student: str) -> bool:
        """Let an arrival that has been run be what stands for a student, without a new run.

        Returns False where it does already.
        """
        submissions = self._open(arrival.assignment).submissions
        if self._stands(arrival, student) and submissions.state(student) in ("graded", "changed"):
            return False
        self._place(arrival, student)
        submissions.prepare(student)  # receives the files, as before the run
        self._kept(arrival.assignment).write(student, self._store.read_result(arrival.id))
        submissions.record(student)
        return True

    def _kept(self, assignment: str) -> Kept:
        place = self._course.place("autograded", assignment, KEPT)
        return Kept(Path(self._course.root, place).parent / assignment)

    def _stands(self, arrival: Arrival, student: str) -> bool:
        return self._queue.standing(arrival.assignment, student) == arrival.id

    def _place(self, arrival: Arrival, student: str) -> None:
        """Put the files of an arrival where nbgrader grades them."""
        standing = self._queue.standing(arrival.assignment, student)
        folder = Path(
            self._course.root, self._course.place("submitted", arrival.assignment, student)
        )
        if standing != arrival.id or not folder.is_dir():
            self._store.put(arrival.id, folder, keep_old=standing is None)
            self._queue.stand(arrival.assignment, student, arrival.id)
