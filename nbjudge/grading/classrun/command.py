"""``nbjudge grade``: nbgrader's options, a live view of the run, and what to look at afterwards."""

import contextlib
import os
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from nbgrader.apps import AutogradeApp
from nbgrader.utils import is_grade
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from nbjudge.counted import counted
from nbjudge.course import Course, exercises, grade_id, is_test, seconds
from nbjudge.csv_safe import write_rows
from nbjudge.errors import ConfigurationError, GradingError
from nbjudge.grading.classrun.loop import Event, Run
from nbjudge.grading.classrun.policy import read_policy
from nbjudge.grading.classrun.pools import LocalPool
from nbjudge.grading.classrun.protection import missing_protection
from nbjudge.grading.classrun.submissions import Submissions
from nbjudge.grading.notebook.classify import not_judged
from nbjudge.grading.notebook.verdict import for_instructor, of
from nbjudge.grading.sandbox.provisioner import SandboxProvisioner

__all__ = ["Graded", "check_sandbox", "grade", "reasons"]

_SANDBOXES = 3  # that are tried before it is said that this machine can build none


@dataclass(frozen=True)
class Graded:
    """What came of a run over a class."""

    graded: int = 0  # submissions that have their marks now
    failed: int = 0  # submissions that could not be graded
    unchanged: int = 0  # submissions that were graded before, and are as they were
    stopped: bool = False  # by Ctrl-C; the same call goes on with the others
    look: dict[str, list[str]] = field(default_factory=dict)  # student → why a person should look


def grade(
    course: Course | str | os.PathLike[str],
    assignment: str,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    students: str = "*",
    notebook: str | None = None,
    exercise: str | None = None,
    force: bool = False,
    timeout: int | None = None,
    notebook_timeout: int | None = None,
    timings: str | os.PathLike[str] | None = None,
    unprotected: bool = False,
    second_opinion: bool = False,
    options: Sequence[str] = (),
) -> Graded:
    """Autograde a class, and show on the terminal how it goes.

    Parameters
    ----------
    course : the course, or its folder.
    jobs : how many submissions run side by side; None for one on each core.
    scheduler : address of a Dask cluster to run on, in place of this machine.
    students : names of those to grade, with commas between them, or patterns such as ``s1*``.
    notebook : name of the only notebook of the assignment to grade; None for all.
    exercise : the only exercise whose marks are to change; it is graded again for everybody.
    force : whether to grade again what has not changed.
    timeout, notebook_timeout : seconds for a cell, and for all cells of a notebook.
    timings : CSV file to write the time of each cell to.
    unprotected : whether to go on where students' code would run without sandbox or judge.
    second_opinion : whether all tests are run in the students' own process as well, to tell a
        person where they differ there; those who have had none are graded again for it.
    options : as on nbgrader's command line.

    Raises `NbjudgeError`, with nothing lost, where the run cannot begin or cannot go on.
    """
    console = Console()
    if not console.is_terminal:
        console.width = 120
    times_file = Path(timings).resolve() if timings else None
    given = [f"--assignment={assignment}", *options]
    for name, value in (
        ("CourseDirectory.notebook_id", notebook),
        ("Execute.timeout", timeout),
        ("JudgedExecute.notebook_timeout", notebook_timeout),
        ("SandboxProvisioner.sandbox_required", False if unprotected else None),
        ("JudgedExecute.second_opinion", second_opinion or None),
    ):
        if value is not None:
            given.append(f"--{name}={value}")
    opened = Course(course, given, AutogradeApp)
    app = opened.application
    read_policy(opened.root).check(opened.assignments)
    chosen = Submissions(app, _only(opened, assignment, exercise))
    if not unprotected:
        _check_protection(chosen)
    with contextlib.chdir(opened.root), chosen as submissions:
        found = submissions.students(students)
        todo, done = _choose(submissions, found, force or exercise is not None)
        _tell_first(console, submissions, done)
        if not todo:
            console.print(
                f"All is graded, {counted(len(found), 'submission')} of {assignment}, and nothing "
                "has changed since. Grade them again with --force."
            )
            return Graded(unchanged=len(done))
        if not scheduler:
            check_sandbox(app)
        pool = _pool(scheduler, jobs, len(todo))
        try:
            _try_source(submissions, pool, console)
        except BaseException:
            pool.end()
            raise
        view = _View(console, assignment, len(todo), pool)
        try:
            with view:
                for event in Run(submissions, todo, pool):
                    view.show(event)
        except KeyboardInterrupt:
            console.print(
                f"\nStopped. {view.progress()}; the same command goes on with the others."
            )
            return view.result(len(done), stopped=True)
        except OSError as error:
            raise GradingError(
                f"{error}. {view.progress()}; mend "
                "that, and the same command goes on with the others."
            ) from error
    view.summary(len(done))
    if times_file:
        _write_timings(times_file, view.cells)
    return view.result(len(done))


def _check_protection(submissions: Submissions) -> None:
    """Refuse a configuration with which students' code would reach what it must not."""
    missing = missing_protection(submissions)
    if missing:
        raise ConfigurationError(
            f"Nothing was graded, for students' code would not be held: {'; '.join(missing)}. Add "
            "the lines `import nbjudge` and `nbjudge.configure(c)` to "
            f"{submissions.coursedir.root}/nbgrader_config.py. Only for code that you trust as "
            "your own, --unprotected grades all the same."
        )


def check_sandbox(app: AutogradeApp) -> None:
    """Stop before the first submission where each of them would fail."""
    sandbox = SandboxProvisioner(config=app.config)
    sandbox.hidden += _secret_places(app)
    # One that somebody has killed says nothing of this machine: none of several can be built.
    for _ in range(_SANDBOXES):
        if (reason := sandbox.why_not()) is None:
            return
    raise GradingError(reason)


def _secret_places(app: AutogradeApp) -> list[str]:
    """Folders and files that nobody but the grader may read."""
    places = [app.coursedir.root]
    if app.coursedir.db_url.startswith("sqlite:///"):
        places.append(app.coursedir.db_url.removeprefix("sqlite:///"))
    return [os.fspath(Path(path).resolve()) for path in places]


def _only(course: Course, assignment: str, exercise: str | None) -> set[str] | None:
    """Grade ids of the tests of an exercise, and its own; None for all."""
    if exercise is None:
        return None
    found = exercises(course.read("source", assignment))
    if exercise not in found:
        raise GradingError(f"{assignment} has no exercise {exercise}. It has: {', '.join(found)}.")
    return {exercise, *found[exercise]}


def _choose(
    submissions: Submissions, students: Iterable[str], again: bool
) -> tuple[list[str], list[str]]:
    """Those to grade now, and those that are graded already."""
    todo: list[str] = []
    done: list[str] = []
    for student in students:
        (todo if again or submissions.state(student) != "graded" else done).append(student)
    return todo, done


def _tell_first(console: Console, submissions: Submissions, done: Iterable[str]) -> None:
    """What has changed beside the submissions: the secret, tests not built, penalties."""
    if said := submissions.said_of_secret:
        console.print(said, markup=False, highlight=False, soft_wrap=True)
    for line in submissions.said_of_dates:
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    if stale := submissions.stale_tests():
        console.print(
            f"In source/ these tests are not those of the release, by which is graded: "
            f"{', '.join(stale)}. To grade by them: nbjudge build {submissions.assignment}",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip
    if changed := [student for student in done if submissions.renew_penalty(student)]:
        console.print(
            f"The due date or the penalty has changed since; penalties of {len(changed)} graded "
            f"submissions were brought up to date: {', '.join(changed)}",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip


def _try_source(submissions: Submissions, pool: Any, console: Console) -> None:
    """Say which tests the judge cannot run, before the class is graded."""
    found = [
        (f"{name}: {test}", one)
        for name, classes in submissions.classify(pool).items()
        for test, one in not_judged(classes).items()
    ]
    for test, one in found:
        told = f"{test}: {one.told(submissions.unjudged)}"
        console.print(told, markup=False, highlight=False, soft_wrap=True)
    unjudged = [test for test, one in found if one.way == "in process"]
    if unjudged and submissions.unjudged == "refuse":
        raise GradingError(
            f"The judge cannot run {', '.join(unjudged)}, and c.JudgedExecute.unjudged is "
            "'refuse'. Rewrite the tests as docs/judge.md shows, or set that option to 'process' "
            "or 'manual'."
        )


def _pool(scheduler: str | None, jobs: int | None, most: int) -> Any:
    if scheduler:
        from nbjudge.grading.classrun.dask_pool import DaskPool

        return DaskPool(scheduler)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return LocalPool(max(1, min(jobs or cores or 1, most)))


class _View:
    """What is shown of a run: a bar on a terminal, a line for each submission elsewhere."""

    def __init__(self, console: Console, assignment: str, total: int, pool: Any) -> None:
        self.count: Counter[str] = Counter()
        # (student, notebook, cell, whether it is a test, seconds)
        self.cells: list[tuple[str, str, str, bool, float]] = []
        self._console, self._assignment, self._total, self._pool = console, assignment, total, pool
        self._look: dict[str, list[str]] = {}  # student → why a person should look at it
        self._started = time.monotonic()
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed:.0f}/{task.total:.0f}  {task.fields[state]}"),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(assignment, total=total, state="starting")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._bar.stop()

    def show(self, event: Event) -> None:
        self.count[event.kind] += 1
        line = None
        if event.kind == "graded":
            self._note_times(event)
            line = f"{event.student}: {event.points:g} points in {event.seconds:.1f} s"
            if why := reasons(event):
                self._look[event.student] = why
        elif event.kind == "failed":
            line = f"{event.student}: not graded: {event.reason}"
            self._look[event.student] = [f"not graded: {event.reason}"]
        elif event.kind == "lost":
            line = f"{event.student}: lost ({event.reason}), is tried again"
        elif event.kind == "changed":
            line = f"{event.student}: has changed since it was read, is graded again"
        done = self.count["graded"] + self.count["failed"]
        minutes = max(time.monotonic() - self._started, 1e-3) / 60
        running = self.count["running"] - done - self.count["lost"] - self.count["changed"]
        left = (self._total - done) * minutes / max(done, 1)
        state = [f"{max(0, min(running, self._pool.jobs))} running"]
        state += [f"{self.count['failed']} failed"] if self.count["failed"] else []
        state += [f"{done / minutes:.0f} a minute, {_clock(left)} left"] if done else []
        self._bar.update(self._task, completed=done, state=", ".join(state))
        if line and not self._console.is_terminal:
            self._console.print(f"[{done}/{self._total}] {line}", markup=False, highlight=False)

    def _note_times(self, event: Event) -> None:
        for name, nb in event.notebooks.items():
            for cell in nb.cells:
                if cell.cell_type == "code":
                    label = grade_id(cell) or cell.get("id", "")
                    self.cells.append((event.student, name, label, is_grade(cell), seconds(cell)))

    def result(self, skipped: int, stopped: bool = False) -> Graded:
        """The run as data."""
        return Graded(self.count["graded"], self.count["failed"], skipped, stopped, self._look)

    def progress(self) -> str:
        """How far the run has come, in words."""
        return f"{self.count['graded']} of {counted(self._total, 'submission')} graded"

    def summary(self, skipped: int) -> None:
        """Print what came of it."""
        console, took = self._console, time.monotonic() - self._started
        graded = self.count["graded"]
        line = (
            f"{counted(graded, 'submission')} of {self._assignment} graded in {_clock(took / 60)}"
        )
        if skipped:
            line += f"; {skipped} had not changed"
        if self.count["failed"]:
            line += f"; [bold red]{self.count['failed']} could not be graded[/]"
        console.print(f"{line}.", highlight=False)
        if self.cells:
            console.print(self._slowest())
        if self._look:
            table = Table(title="To be looked at", title_justify="left")
            table.add_column("student")
            table.add_column("why", overflow="fold")
            for student, why in sorted(self._look.items()):
                table.add_row(*map(_printable, (student, "\n".join(why))))
            console.print(table, highlight=False)

    def _slowest(self, count: int = 5) -> Table:
        times: dict[tuple[str, str, bool], list[float]] = defaultdict(list)
        for _, name, cell, test, taken in self.cells:
            times[name, cell, test].append(taken)
        table = Table(title="The slowest cells, seconds", title_justify="left")
        for column in ("cell", "what", "median", "longest", "all"):
            table.add_column(column, justify="left" if column in ("cell", "what") else "right")
        ranked = sorted(times.items(), key=lambda item: -sum(item[1]))
        for (_, cell, test), values in ranked[:count]:
            table.add_row(
                _printable(cell),
                "test" if test else "student",
                *(f"{value:.2f}" for value in (statistics.median(values), max(values))),
                f"{sum(values):.1f}",
            )
        return table


def reasons(event: Event) -> list[str]:
    """Why a person should look at a submission: what could not be marked as usual."""
    found = list(event.warnings)
    for nb in event.notebooks.values():
        for cell in nb.cells:
            verdict = of(cell) if is_test(cell) else None
            if verdict is not None and (line := for_instructor(verdict)):
                found.append(f"{grade_id(cell)}: {line}")
        if nb.metadata.get("nbjudge", {}).get("sandbox") is False:
            found.append("graded without a sandbox")
        if nb.metadata.get("nbjudge", {}).get("judge") is False:
            found.append("graded without the judge: the tests ran in the student's process")
    return list(dict.fromkeys(found))


def _printable(text: str) -> Text:
    """Words, some of them a student's, for a table: without markup or escape sequences."""
    return Text("".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in text))


def _clock(minutes: float) -> str:
    total = round(60 * minutes)
    if total < 60:
        return f"{total} s"
    if total < 3600:
        return f"{total // 60} min {total % 60:02} s"
    return f"{total // 3600} h {total // 60 % 60:02} min"


def _write_timings(path: Path, cells: Iterable[tuple[str, str, str, bool, float]]) -> None:
    rows = [["student", "notebook", "cell", "kind", "seconds"]]
    for student, name, cell, test, taken in cells:
        rows.append([student, name, cell, "test" if test else "student", f"{taken:.3f}"])
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        write_rows(file, rows)
