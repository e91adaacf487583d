"""The resident grader: takes in, grades, tells, and lets the attempt stand that counts.

One thread does all of it, step by step; each step is written into the queue before the next
begins, and can be done again after a stop at any moment.
"""

import contextlib
import fcntl
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy.exc import SQLAlchemyError

from nbjudge.course import POLICY, Course
from nbjudge.errors import GradingError, NbjudgeError, SubmissionError
from nbjudge.grading.classrun.command import reasons
from nbjudge.grading.classrun.gradebook import faults, patient_url
from nbjudge.grading.classrun.loop import DISK, Event, Run
from nbjudge.grading.classrun.policy import TELLS, policy_fault, read_policy
from nbjudge.grading.classrun.pools import LocalPool
from nbjudge.serving.attempts import decide, next_try, which_counts
from nbjudge.serving.desk import Desk
from nbjudge.serving.intake import Exchange, Inbox, is_name, receive
from nbjudge.serving.queue import Arrival, Queue, new_id, utc_now
from nbjudge.serving.settings import ServeApp, Serving, Terms
from nbjudge.serving.store import Store
from nbjudge.serving.tell import exercise_marks, generate, keep_pages, release, write_short

__all__ = ["Service"]

_POLL = 0.5  # seconds between two looks at exchange and inbox
_AGAIN = 5.0  # seconds until a run that could not go on is begun again
_MOST_WAITING = 10  # arrivals of one student at one assignment
_CLOCK = 30.0  # seconds between two looks at what may be told by now


class Service:
    """A course that is graded as work arrives; use it in a ``with`` statement.

    Parameters
    ----------
    course : the course, or its folder.
    jobs : how many submissions run side by side.
    unprotected : whether to go on where students' code would run without sandbox or judge.
    options : nbgrader's, as on its command line.
    say : called with a line of what happens.

    Raises `GradingError` where another serves the course already.
    """

    def __init__(
        self,
        course: Course | str | os.PathLike[str],
        *,
        jobs: int = 1,
        unprotected: bool = False,
        options: Sequence[str] = (),
        say: Callable[[str], None] = print,
    ) -> None:
        self.course = Course(course, options, ServeApp)
        self.settings = Serving(parent=self.course.application)
        self.changed: Callable[[Arrival], None] = lambda arrival: None
        self._say, self._jobs = say, jobs
        self._options, self._unprotected = options, unprotected
        self._stopping, self._wake = threading.Event(), threading.Event()
        self._started: dict[str, Arrival] = {}  # what the loop has been given
        self._next_look = self._next_clock = 0.0
        self._faults: dict[str, str] = {}  # file or assignment → what was said to be wrong with it
        self._not_before: dict[str, float] = {}  # assignment → when it is tried again

    def __enter__(self) -> "Service":
        root = self.course.root
        self.store = Store(root)
        self._lock = os.open(self.store.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise GradingError(
                f"{root} is served already. End that `nbjudge serve` first; what arrives waits."
            ) from None
        try:
            self._open()
        except BaseException:
            os.close(self._lock)
            raise
        return self

    def _open(self) -> None:
        root, url = self.course.root, self.course.directory.db_url
        read_policy(root).check(self.course.check_assignments())
        with faults(url, "opened"):
            self.gradebook = Gradebook(patient_url(url), self.course.directory.course_id)
            self.queue = Queue(self.gradebook.engine)
        self.store.sweep(self.queue.ids())
        self._sources: list[Exchange | Inbox] = [
            Exchange(self.course, self.queue, self.store, self._say)
        ]
        if self.settings.inbox:
            inbox = Path(root, self.settings.inbox)
            self._sources.append(Inbox(self.course, self.queue, self.store, inbox, self._say))

    def __exit__(self, *exception: object) -> None:
        self.gradebook.close()
        os.close(self._lock)

    @property
    def exchange(self) -> Path | None:
        """The exchange's inbound folder, where there is one."""
        return self._sources[0].folder

    def terms(self, assignment: str) -> Terms:
        """What holds for attempts at an assignment, by policy.toml as it is now."""
        return self.settings.terms(read_policy(self.course.root).rules(assignment))

    # Called by other threads.

    def hand_in(
        self, student: str, assignment: str, fill: Callable[[Path], Iterable[str]]
    ) -> Arrival:
        """Receive what somebody has sent; raises `SubmissionError` where it would not be graded."""
        self.check_try(student, assignment)
        now = utc_now()
        arrival = new_id()
        one = Arrival(arrival, "http", arrival, assignment, student, now, now)
        receive(self.store, self.queue, one, fill)
        self._tell_change(one)
        self._wake.set()
        return one

    def check_try(self, student: str, assignment: str) -> None:
        """Raise `SubmissionError` for who may not hand this in now."""
        if assignment not in self.course.assignments:
            raise SubmissionError(f"There is no assignment {assignment!a}.")
        if not is_name(student):
            raise SubmissionError(f"{student!a} can be no student's name.")
        terms = self.terms(assignment)
        earlier = self._earlier(terms, assignment, student)
        decision = decide(terms, earlier, utc_now())
        if decision.kind != "grade":
            raise SubmissionError(decision.words)
        if sum(one.state == "waiting" for one in earlier) >= _MOST_WAITING:
            raise SubmissionError("Several of yours wait to be graded. Try again when they are.")

    def next_try(self, student: str, assignment: str) -> tuple[int | None, datetime | None]:
        """(attempts that are left, None for any number; from when on the next is possible)."""
        terms = self.terms(assignment)
        return next_try(terms, self._earlier(terms, assignment, student), utc_now())

    def _earlier(self, terms: Terms, assignment: str, student: str) -> list[Arrival]:
        """What has arrived before; what still waits is an attempt too, as things are."""
        return [
            replace(one, number=0) if one.state == "waiting" else one
            for one in self.queue.of(assignment, terms.rules.group(student))
        ]

    def look_at_the_clock(self) -> None:
        """Tell at once what may be told by now, and need not have been told before."""
        self._next_clock = 0.0
        self._wake.set()

    def stop(self) -> None:
        """End, once what runs is done; what waits stays in the queue."""
        self._stopping.set()
        self._wake.set()

    # The loop.

    def serve(self, once: bool = False) -> None:
        """Grade what arrives, until `stop`; with ``once``, until nothing is left to be graded."""
        while not self._stopping.is_set():
            try:
                with faults(self.course.directory.db_url, "used"):
                    self._run(once)
                return
            except (NbjudgeError, OSError) as error:
                if once:
                    raise
                self._say(f"Grading was interrupted, and is tried again: {error}")
                self._stopping.wait(_AGAIN)

    def _run(self, once: bool) -> None:
        pool = LocalPool(self._jobs)
        self.desk = Desk(
            self.course,
            self.queue,
            self.store,
            options=self._options,
            in_process=self.settings.in_process,
            unprotected=self._unprotected,
        )
        self.desk.pool = pool
        self._started.clear()
        try:
            try:
                if not once:
                    self._rehearse()
                self._take_up()
            except BaseException:
                pool.end()
                raise
            run = Run(self.desk, (), pool, lambda: self._more(once))
            with contextlib.closing(iter(run)) as events:  # it ends the pool, and only once
                for event in events:
                    self._see(event)
        finally:
            self.desk.close()

    def _rehearse(self) -> None:
        """Make ready for the assignment that was released last."""
        released = {
            max(path.stat().st_mtime for path in files): name
            for name in self.course.assignments
            if (files := list(self.course.place("release", name).glob("*.ipynb")))
        }
        if released and self._can_open(name := released[max(released)]):
            self.desk.rehearse(name, self._jobs)

    def _take_up(self) -> None:
        """Go on where a stop has come between."""
        for one in self.queue.live():
            if not self._can_open(one.assignment):
                continue  # it is begun again once that is in order
            if one.state == "running" and self.desk.is_graded(one):
                self._graded(one, [])
            elif one.state in ("graded", "told"):
                self._finish(one)

    def _more(self, once: bool) -> list[str] | None:
        """The ids of what is to be started now; None when there will be no more."""
        if self._stopping.is_set():
            return None
        now = time.monotonic()
        if now >= self._next_look or self._wake.is_set():
            self._wake.clear()
            self._next_look = now + _POLL
            fault = policy_fault(self.course.root, self.course.assignments)
            self._say_fault(POLICY, fault and f"{fault} Until then all stays as it was before.")
            for source in self._sources:
                for one in source.scan():
                    self._say(f"{one.student}: {one.assignment} has arrived")
                    self._tell_change(one)
        if now >= self._next_clock:
            self._next_clock = now + _CLOCK
            self._tell_by_now()
        chosen = self._choose()
        if not chosen and not self._started:
            if once:
                return None
            self._wake.wait(_POLL)
        return chosen

    def _choose(self) -> list[str]:
        """Of what waits, as many as there are hands for; those of each student in turn."""
        room = self._jobs + 1 - len(self._started)
        waiting = [one for one in self.queue.live() if one.state in ("waiting", "running")]
        waiting = [one for one in waiting if one.id not in self._started] if room > 0 else []
        busy = {(name, one.assignment) for one in self._started.values() for name in self._for(one)}
        turns: Counter[str] = Counter()
        ranked = []
        for one in waiting:
            ranked.append((one.state != "running", turns[one.student], one.arrived, one.id, one))
            turns[one.student] += 1
        chosen: list[str] = []
        for *_, one in sorted(ranked, key=lambda item: item[:4]):
            names = {(name, one.assignment) for name in self._for(one)}
            if len(chosen) >= room or names & busy:
                continue
            if self._begin(one, waiting):
                busy |= names
                chosen.append(one.id)
        return chosen

    def _say_fault(self, where: str, fault: str) -> None:
        """Tell whoever runs the service, once, what is wrong with the course."""
        if self._faults.get(where, "") != fault:
            self._faults[where] = fault
            self._say(fault or f"{where}: in order again")

    def _can_open(self, assignment: str) -> bool:
        """Whether an assignment can be graded as it is now; what arrives for another waits."""
        if time.monotonic() < self._not_before.get(assignment, 0.0):
            return False
        try:
            self.desk.app(assignment)
        except (GradingError, SQLAlchemyError):
            raise
        except Exception as error:  # its notebook may be half written
            self._not_before[assignment] = time.monotonic() + _AGAIN
            self._say_fault(assignment, f"{assignment} waits: {error}")
            return False
        self._say_fault(assignment, "")
        return True

    def _for(self, one: Arrival) -> tuple[str, ...]:
        return read_policy(self.course.root).rules(one.assignment).group(one.student)

    def _begin(self, one: Arrival, waiting: Sequence[Arrival]) -> bool:
        """Whether an arrival is to be graded now; one that never will be is told so."""
        if one.state == "waiting":
            newer = [
                other
                for other in waiting
                if (other.student, other.assignment) == (one.student, one.assignment)
                and (other.arrived, other.id) > (one.arrived, one.id)
            ]
            terms = self.terms(one.assignment)
            earlier = self.queue.of(one.assignment, terms.rules.group(one.student))
            decision = decide(terms, earlier, utc_now())
            if decision.kind == "refuse":
                self._refuse(one, decision.words)
                return False
            if len(newer) >= (1 if decision.kind == "wait" else _MOST_WAITING):
                self._refuse(one, "This was not marked: a newer one came before it was its turn.")
                return False
            if decision.kind == "wait":
                if one.said != decision.words:
                    self.queue.change(one.id, said=decision.words)
                    self._tell_change(one)
                return False
        if not self._can_open(one.assignment):
            return False
        if one.state == "waiting":
            number = 1 + max((other.number or 0 for other in earlier), default=0)
            self.queue.change(one.id, state="running", number=number, begun=utc_now(), said="")
        self.desk.begin(one)
        self._started[one.id] = one
        return True

    def _see(self, event: Event) -> None:
        """What the loop says of an arrival."""
        one = self._started[event.student]
        if event.kind == "running":
            self._tell_change(one)
        elif event.kind == "lost":
            self._say(f"{one.student}: {one.assignment}: lost ({event.reason}), is tried again")
        elif event.kind in ("graded", "failed"):
            try:
                if event.kind == "graded":
                    self._graded(one, reasons(event))
                else:
                    self._fail(one, event.reason)
            finally:
                del self._started[one.id]
                self.desk.end(one.id)

    # From marks to what students see.

    def _graded(self, one: Arrival, look: list[str]) -> None:
        """The marks are in the gradebook: note them, and go on."""
        with self._alone(one):
            points, most, penalty, scores = self._marks(one)
            folder = Path(self.course.root, self.course.place("source", one.assignment))
            marks = exercise_marks(sorted(folder.glob("*.ipynb")), scores)
            found = self.queue.find(one.id) or one
            self.queue.change(
                one.id,
                state="graded",
                graded=utc_now(),
                points=points,
                most=most,
                penalty=penalty,
                marks=marks,
                look=[*found.look, *look],
            )
            self._say(f"{one.student}: {one.assignment}: {points:g} of {most:g} points")
            self._finish(self.queue.find(one.id) or one)

    def _marks(self, one: Arrival) -> tuple[float, float, float, dict[str, float]]:
        """(points, most, penalty, points of each cell) in the gradebook."""
        self.gradebook.db.expire_all()
        found = self.gradebook.find_submission(one.assignment, one.student)
        scores = {
            grade.name: float(grade.score or 0)
            for notebook in found.notebooks
            for grade in notebook.grades
        }
        made = float(found.score), float(found.max_score), float(found.late_submission_penalty or 0)
        self.gradebook.db.remove()  # no transaction of a reader stays open
        return *made, scores

    def _finish(self, one: Arrival) -> None:
        """Tell the student, then let stand in the gradebook what counts."""
        with self._alone(one):
            self._tell_and_choose(one)

    @contextlib.contextmanager
    def _alone(self, one: Arrival) -> Iterator[None]:
        """What goes wrong with an arrival that is graded is told, and keeps nobody else waiting."""
        try:
            yield
        except (GradingError, SQLAlchemyError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in DISK:
                raise
            problem = f"it is graded, and not all followed: {type(error).__name__}: {error}"
            self._note(one, problem)
            self.queue.change(one.id, state="done")
            self._tell_change(one)

    def _tell_and_choose(self, one: Arrival) -> None:
        terms = self.terms(one.assignment)
        if one.state == "graded":
            self._feedback(one, terms)
            one = self.queue.find(one.id) or one
        group = terms.rules.group(one.student)
        best = which_counts(terms, self.queue.of(one.assignment, group)) or one
        for student in group:
            try:
                stands = self.desk.stand(best, student)
            except SubmissionError as error:
                self._note(one, f"attempt {best.number} should count for {student}: {error}")
                continue
            if student != one.student or (stands and best.id != one.id):
                app = self.desk.app(one.assignment)
                folder = generate(app, one.assignment, student)
                self._shorten(folder, best, terms.told(student, utc_now()), terms)
        self.queue.choose(one.assignment, group, best.id)
        self.queue.change(one.id, state="done")
        self._tell_change(one)

    def _feedback(self, one: Arrival, terms: Terms) -> None:
        """Make the pages of an arrival that stands in the gradebook, keep and release them."""
        told, app = terms.told(one.student, utc_now()), self.desk.app(one.assignment)
        try:
            folder = generate(app, one.assignment, one.student)
            self._shorten(folder, one, told, terms)
            keep_pages(folder, self.store.pages(one.id))
            problem = release(app, one.assignment, one.student)
        except Exception as error:  # a page that cannot be made must not cost the marks
            problem = f"the feedback could not be made: {type(error).__name__}: {error}"
        if problem:
            self._note(one, problem)
        self.queue.change(one.id, state="told", told=told, released=utc_now())

    def _shorten(self, folder: Path, one: Arrival, told: str, terms: Terms) -> None:
        """Of all that the pages say, leave what may be told."""
        if told == "words":
            return
        shown = TELLS.index(told)
        due = terms.rules.due_for(one.student)
        later = "More is told after the due date." if terms.tells_after != told and due else ""
        content = {
            "mark": one.mark if shown >= 1 else None,
            "most": one.most,
            "penalty": one.penalty,
            "marks": one.marks if shown >= 2 else [],
            "later": later,
        }
        course = self.course.directory.course_id
        write_short(folder, course, one.assignment, one.number, content)

    def _tell_by_now(self) -> None:
        """After the due date, more may be told of what counts."""
        for one in self.queue.untold():
            terms = self.terms(one.assignment)
            told = terms.told(one.student, utc_now())
            more = TELLS.index(told) > TELLS.index(one.told or "nothing")
            if more and not self._started and self._can_open(one.assignment):
                with self._alone(one):
                    self.desk.stand(one, one.student)
                    self._feedback(one, terms)
                    self.queue.change(one.id, state="done")
                    self._tell_change(one)

    def _note(self, one: Arrival, line: str) -> None:
        """Something that a person should look at."""
        found = self.queue.find(one.id) or one
        if line not in found.look:
            self.queue.change(one.id, look=[*found.look, line])
            self._say(f"{one.student}: {one.assignment}: {line}")

    def _refuse(self, one: Arrival, words: str) -> None:
        self.queue.change(one.id, state="refused", said=words)
        self._say(f"{one.student}: {one.assignment}: not marked: {words}")
        self._tell_change(one)

    def _fail(self, one: Arrival, reason: str) -> None:
        said = "This could not be marked. Your instructor has been told."
        self.queue.change(one.id, state="failed", said=said)
        self._note(one, f"not graded: {reason}")
        self._tell_change(one)

    def _tell_change(self, one: Arrival) -> None:
        self.changed(one)
