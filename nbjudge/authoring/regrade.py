"""Tests that change after work was handed in: who is affected, before anything is written.

The source as it stands now is built and graded in a course of its own, with a copy of the gradebook
and of all submissions. What changes there is shown; only when it is applied does it happen in the
course itself, and the marks as they were are kept in ``regrades/``, with the reason.
"""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry
from rich.console import Console
from rich.table import Table

from nbjudge.course import Course
from nbjudge.csv_safe import write_rows
from nbjudge.errors import GradingError
from nbjudge.grading.classrun.change_cells import change_cells, copy_rows
from nbjudge.grading.classrun.gradebook import transaction
from nbjudge.grading.secret import lend_secret

__all__ = ["Change", "Regraded", "regrade", "show"]


@dataclass(frozen=True)
class Change:
    """One mark that changes; None for a test that was, or is, not there."""

    student: str
    test: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Regraded:
    """What a regrading changes; ``kept`` is the file with the marks before, once it is applied."""

    assignment: str
    students: int
    changes: list[Change] = field(default_factory=list)
    totals: dict[str, tuple[float, float]] = field(default_factory=dict)  # of who moves
    kept: Path | None = None


def regrade(
    course: Course | str | os.PathLike[str],
    assignment: str,
    *,
    reason: str | None = None,
    renamed: Mapping[str, str] | None = None,
    jobs: int | None = None,
) -> Regraded:
    """Show what the source as it stands would change in a graded class, and with a reason do it.

    Parameters
    ----------
    reason : why, for the record. Without one nothing is written.
    renamed : {old grade id: new} of cells that keep their marks under another name; others of which
        the name is gone are removed with their marks.
    jobs : how many submissions are graded side by side.

    Raises `GradingError` where nothing has been graded, and `NbjudgeError` for a source with a
    fault; the course is then what it was.
    """
    course = Course(course)
    before, names = _marks(course, assignment)
    if not before:
        raise GradingError(
            f"Nothing of {assignment} is graded yet, so no mark can change: build and grade it."
        )
    with tempfile.TemporaryDirectory(prefix="nbjudge-regrade-") as folder:
        trial = course.copy_to(Path(folder, "trial"), [assignment])
        fresh = course.copy_to(Path(folder, "fresh"), [assignment])
        fresh.build(assignment)
        lend_secret(course.directory, trial.directory)
        with course.gradebook() as gradebook, trial.gradebook() as copy:
            copy_rows(gradebook, copy)
        _change(trial, fresh, assignment, renamed or {})
        for student in before:
            place = course.place("submitted", assignment, student)
            if place.is_dir():
                shutil.copytree(place, trial.place("submitted", assignment, student), symlinks=True)
        _grade(trial, assignment, jobs)
        after, _ = _marks(trial, assignment)
        result = _compare(assignment, before, after, renamed or {})
        if reason is None:
            return result
        kept = _keep(course, result, names, reason)
        _change(course, fresh, assignment, renamed or {})
        _grade(course, assignment, jobs)
    return Regraded(assignment, result.students, result.changes, result.totals, kept)


def _grade(course: Course, assignment: str, jobs: int | None) -> None:
    course.build(assignment)
    options = [] if jobs is None else [f"--jobs={jobs}"]
    course.run("grade", assignment, *options, module="nbjudge", accept=(0, 1))


def _change(course: Course, fresh: Course, assignment: str, renamed: Mapping[str, str]) -> None:
    with course.gradebook() as gradebook, fresh.gradebook() as wanted, transaction(gradebook):
        change_cells(gradebook, assignment, wanted, renamed)
        gradebook.db.commit()


def _marks(
    course: Course, assignment: str
) -> tuple[dict[str, dict[str, float]], dict[str, tuple[str | None, ...]]]:
    """({student: {test: points}}, {student: (first name, last name, address)})."""
    with course.gradebook() as gradebook:
        try:
            submissions = gradebook.find_assignment(assignment).submissions
        except MissingEntry:
            return {}, {}
        names: dict[str, tuple[str | None, ...]] = {
            one.student.id: (one.student.first_name, one.student.last_name, one.student.email)
            for one in submissions
        }
    return course.marks(assignment), names


def _compare(
    assignment: str,
    before: Mapping[str, Mapping[str, float]],
    after: Mapping[str, Mapping[str, float]],
    renamed: Mapping[str, str],
) -> Regraded:
    changes: list[Change] = []
    totals: dict[str, tuple[float, float]] = {}
    for student, old in sorted(before.items()):
        old = {renamed.get(test, test): points for test, points in old.items()}
        new = after.get(student, {})
        for test in sorted(old.keys() | new.keys()):
            one = Change(student, test, old.get(test), new.get(test))
            if one.before != one.after and (one.before or one.after):
                changes.append(one)
        sums = sum(old.values()), sum(new.values())
        if sums[0] != sums[1]:
            totals[student] = sums
    return Regraded(assignment, len(before), changes, totals)


def _keep(
    course: Course, result: Regraded, names: Mapping[str, tuple[str | None, ...]], reason: str
) -> Path:
    """Write down the marks that change, as they are and as they will be."""
    now = datetime.now().astimezone()
    path = course.root / "regrades" / f"{result.assignment} {now:%Y-%m-%d %H.%M.%S}.csv"
    path.parent.mkdir(exist_ok=True)
    head = ["student", "first name", "last name", "email", "test", "before", "after"]
    rows: list[list[Any]] = [[*head, "total before", "total after", "reason", "date"]]
    for one in result.changes:
        totals = result.totals.get(one.student, ("", ""))
        row = [one.student, *names[one.student], one.test, one.before, one.after, *totals]
        rows.append([*row, reason, now.isoformat(timespec="seconds")])
    with path.open("w", newline="", encoding="utf-8") as file:
        write_rows(file, rows)
    return path


def show(result: Regraded) -> None:
    """Print what a regrading changes: by test, then by student."""
    console = Console()
    if not result.changes:
        console.print(f"{result.assignment}: no mark of {result.students} students changes.")
        return
    up = sum(new > old for old, new in result.totals.values())
    console.print(
        f"{result.assignment}: the marks of {len(result.totals)} of {result.students} students "
        f"change, {up} up and {len(result.totals) - up} down."
    )
    tests = Table("test", "marks change of", "up", "down")
    count = Counter((one.test, (one.after or 0) > (one.before or 0)) for one in result.changes)
    for test in dict.fromkeys(one.test for one in result.changes):
        up, down = count[test, True], count[test, False]
        tests.add_row(test, str(up + down), str(up), str(down))
    students = Table("student", "before", "after", "by")
    for student, (old, new) in result.totals.items():
        by = [one.test for one in result.changes if one.student == student]
        students.add_row(student, f"{old:g}", f"{new:g}", ", ".join(by))
    console.print(tests)
    console.print(students)
    if result.kept is None:
        console.print('Nothing was written. To do it: nbjudge regrade … --reason "why"')
    else:
        console.print(f"Done. The marks before, for letters: {result.kept}", soft_wrap=True)
