"""``nbjudge grade``: nbgrader's options, a live view of the run, and what to look at afterwards."""

import contextlib
import os
import statistics
import time
from collections import Counter, defaultdict
from pathlib import Path

from nbgrader.apps import AutogradeApp
from nbgrader.utils import is_grade
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from nbjudge.course import grade_id, is_test, seconds
from nbjudge.csv_safe import write_rows
from nbjudge.errors import GradingError
from nbjudge.grading.classrun.loop import Run
from nbjudge.grading.classrun.pools import LocalPool
from nbjudge.grading.classrun.submissions import Submissions
from nbjudge.grading.notebook.verdict import for_instructor, of
from nbjudge.grading.sandbox.bubblewrap import why_not
from nbjudge.grading.sandbox.provisioner import SandboxProvisioner

__all__ = ["grade"]


def grade(arguments):
    """Run the command; returns its exit status: 0, 1 where something was not graded, or 130.

    ``arguments`` are those of `nbjudge.cli`; ``more`` of them are options of nbgrader.
    """
    console = Console()
    if not console.is_terminal:
        console.width = 120
    os.chdir(_course_folder(arguments.course))
    app = _app(arguments)
    with Submissions(app, _only(app, arguments)) as submissions:
        students = submissions.students(arguments.student)
        todo, done = _choose(submissions, students, arguments)
        if not todo:
            console.print(
                f"All {len(students)} submissions of {arguments.assignment} are graded, and none "
                "has changed since. Grade them again with --force."
            )
            return 0
        if not arguments.scheduler:
            _check_sandbox(app)
        pool = _pool(arguments, len(todo))
        view = _View(console, arguments.assignment, len(todo), pool)
        try:
            with view:
                for event in Run(submissions, todo, pool):
                    view.show(event)
        except KeyboardInterrupt:
            console.print(
                f"\nStopped. {view.count['graded']} of {len(todo)} submissions are graded; the "
                "same command goes on with the others."
            )
            return 130
        except OSError as error:
            raise GradingError(
                f"{error}. {view.count['graded']} of {len(todo)} submissions are graded; mend "
                "that, and the same command goes on with the others."
            ) from error
    view.summary(len(done))
    if arguments.timings:
        _write_timings(arguments.timings, view.cells)
    return int(view.count["failed"] > 0)


def _course_folder(path):
    if not Path(path, "nbgrader_config.py").is_file():
        raise GradingError(
            f"{Path(path).resolve()} is not a course: it has no nbgrader_config.py. "
            "Change to the course folder, or name it with --course."
        )
    return path


def _app(arguments):
    """nbgrader's own application, which reads nbgrader_config.py and the command line."""
    options = [f"--assignment={arguments.assignment}"]
    if arguments.notebook:
        options.append(f"--notebook={arguments.notebook}")
    if arguments.timeout:
        options.append(f"--Execute.timeout={arguments.timeout}")
    if arguments.notebook_timeout:
        options.append(f"--JudgedExecute.notebook_timeout={arguments.notebook_timeout}")
    app = AutogradeApp()
    with contextlib.redirect_stderr(None):  # it says which files it reads
        app.initialize([*options, *arguments.more])
    if app.extra_args:
        raise GradingError(f"nbjudge grade does not know {' '.join(app.extra_args)}.")
    app.log.handlers.clear()  # what concerns a submission is shown at the end
    app.log.propagate = False
    return app


def _check_sandbox(app):
    """Stop before the first submission where each of them would fail."""
    if SandboxProvisioner(config=app.config).sandbox_required and (reason := why_not()):
        raise GradingError(reason)


def _only(app, arguments):
    """Grade ids of the tests of --exercise, or None."""
    if not arguments.exercise:
        return None
    from nbjudge.course import Course, exercises

    course = Course(app.coursedir.root)
    found = exercises(course.read("source", arguments.assignment))
    if arguments.exercise not in found:
        raise GradingError(
            f"{arguments.assignment} has no exercise {arguments.exercise}. "
            f"It has: {', '.join(found)}."
        )
    return {arguments.exercise, *found[arguments.exercise]}


def _choose(submissions, students, arguments):
    """Those to grade now, and those that are graded already."""
    todo, done = [], []
    for student in students:
        again = arguments.force or arguments.exercise
        (todo if again or submissions.state(student) != "graded" else done).append(student)
    return todo, done


def _pool(arguments, most):
    if arguments.scheduler:
        from nbjudge.grading.classrun.dask_pool import DaskPool

        return DaskPool(arguments.scheduler)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return LocalPool(max(1, min(arguments.jobs or cores, most)))


class _View:
    """What is shown of a run: a bar on a terminal, a line for each submission elsewhere."""

    def __init__(self, console, assignment, total, pool):
        self.count = Counter()
        self.cells = []  # (student, notebook, cell, whether it is a test, seconds)
        self._console, self._assignment, self._total, self._pool = console, assignment, total, pool
        self._look = {}  # student → why a person should look at it
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

    def __enter__(self):
        self._bar.start()
        return self

    def __exit__(self, *exception):
        self._bar.stop()

    def show(self, event):
        self.count[event.kind] += 1
        line = None
        if event.kind == "graded":
            self._note_times(event)
            line = f"{event.student}: {event.points:g} points in {event.seconds:.1f} s"
            reasons = _reasons(event)
            if reasons:
                self._look[event.student] = reasons
        elif event.kind == "failed":
            line = f"{event.student}: not graded: {event.reason}"
            self._look[event.student] = [f"not graded: {event.reason}"]
        elif event.kind == "lost":
            line = f"{event.student}: lost ({event.reason}), is tried again"
        done = self.count["graded"] + self.count["failed"]
        minutes = max(time.monotonic() - self._started, 1e-3) / 60
        running = self.count["running"] - done - self.count["lost"]
        left = (self._total - done) * minutes / done if done else None
        state = [f"{max(0, min(running, self._pool.jobs))} running"]
        state += [f"{self.count['failed']} failed"] if self.count["failed"] else []
        state += [f"{done / minutes:.0f} a minute, {_clock(left)} left"] if done else []
        self._bar.update(self._task, completed=done, state=", ".join(state))
        if line and not self._console.is_terminal:
            self._console.print(f"[{done}/{self._total}] {line}", markup=False, highlight=False)

    def _note_times(self, event):
        for name, nb in event.notebooks.items():
            for cell in nb.cells:
                if cell.cell_type == "code":
                    label = grade_id(cell) or cell.get("id", "")
                    self.cells.append((event.student, name, label, is_grade(cell), seconds(cell)))

    def summary(self, skipped):
        """Print what came of it."""
        console, took = self._console, time.monotonic() - self._started
        graded = self.count["graded"]
        line = f"{graded} submissions of {self._assignment} graded in {_clock(took / 60)}"
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
            for student, reasons in sorted(self._look.items()):
                table.add_row(student, "\n".join(reasons))
            console.print(table, highlight=False)

    def _slowest(self, count=5):
        times = defaultdict(list)
        for _, name, cell, test, taken in self.cells:
            times[name, cell, test].append(taken)
        table = Table(title="The slowest cells, seconds", title_justify="left")
        for column in ("cell", "what", "median", "longest", "all"):
            table.add_column(column, justify="left" if column in ("cell", "what") else "right")
        ranked = sorted(times.items(), key=lambda item: -sum(item[1]))
        for (_, cell, test), values in ranked[:count]:
            table.add_row(
                cell,
                "test" if test else "student",
                *(f"{value:.2f}" for value in (statistics.median(values), max(values))),
                f"{sum(values):.1f}",
            )
        return table


def _reasons(event):
    """Why a person should look at a submission: what could not be marked as usual."""
    found = list(event.warnings)
    for nb in event.notebooks.values():
        for cell in nb.cells:
            verdict = of(cell) if is_test(cell) else None
            if verdict is not None and (line := for_instructor(verdict)):
                found.append(f"{grade_id(cell)}: {line}")
        if nb.metadata.get("nbjudge", {}).get("sandbox") is False:
            found.append("graded without a sandbox")
    return list(dict.fromkeys(found))


def _clock(minutes):
    total = round(60 * minutes)
    if total < 60:
        return f"{total} s"
    if total < 3600:
        return f"{total // 60} min {total % 60:02} s"
    return f"{total // 3600} h {total // 60 % 60:02} min"


def _write_timings(path, cells):
    rows = [["student", "notebook", "cell", "kind", "seconds"]]
    for student, name, cell, test, taken in cells:
        rows.append([student, name, cell, "test" if test else "student", f"{taken:.3f}"])
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        write_rows(file, rows)
