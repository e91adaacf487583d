"""The whole course on one page: marks, who falls behind, and which ideas stay unlearned.

An idea is what the source's solution cells bear as a tag, ``idea:chain rule``: exercises of several
assignments that have the same one are set side by side.
"""

import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory

from nbjudge.csv_safe import write_rows
from nbjudge.insight import charts, html
from nbjudge.insight.class_work import ClassWork, ReportError, full_name, shown_name

__all__ = ["CoursePage"]

_HALF = 0.5  # of the points: below, an idea or a course counts as not learned
_DROP = 0.2  # by how much the last two marks fall behind the student's own before, of all points
_LATEST = 2  # assignments


@dataclass
class Person:
    """One student's way through the course."""

    student: str
    name: str
    shares: list[float | None] = field(default_factory=list)  # of the points; None: not handed in
    why: list[str] = field(default_factory=list)  # it is said that the student falls behind

    # Of the points; what at least half of the class has handed in counts as 0 where it is missing.
    mean: float | None = None


@dataclass(frozen=True)
class Idea:
    """What one idea's exercises in several assignments gave."""

    name: str
    shares: list[float | None]  # of the points, by assignment; None: it is not in that one
    exercises: list[str]  # of each assignment, for a title
    lost: list[Person]  # under half of the points where it was first asked for, and at last again


class CoursePage:
    """The page on a course, and its table.

    Parameters
    ----------
    directory : nbgrader's `CourseDirectory`.
    anonymous : whether students are numbered, in no order, and nothing is linked.

    Raises `ReportError` where nothing is graded.
    """

    def __init__(self, directory: CourseDirectory, anonymous: bool = False) -> None:
        self._directory, self._anonymous = directory, anonymous
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            graded = [one.name for one in gradebook.assignments if one.num_submissions]
            students = [
                (one.id, full_name(one.first_name, one.last_name)) for one in gradebook.students
            ]
        if not graded:
            raise ReportError("Nothing is graded yet: nbjudge grade ASSIGNMENT")
        self.assignments = sorted(graded)
        self.works = {
            name: ClassWork(directory, name, marks_only=True) for name in self.assignments
        }
        aliases = [f"S{number:03}" for number in range(1, len(students) + 1)]
        random.SystemRandom().shuffle(aliases)
        self.people = [
            Person(student, alias if anonymous else shown_name(student, called))
            for (student, called), alias in zip(students, aliases, strict=True)
        ]
        self.people.sort(key=lambda one: one.name.casefold())
        for work in self.works.values():
            marks = {
                one.student: sum(one.scores.values()) - one.penalty for one in work.submissions
            }
            most = sum(work.most.values())
            for one in self.people:
                mark = marks.get(one.student)
                one.shares.append(max(0.0, mark) / most if mark is not None and most else None)
        means = [self._mean(one.shares[i] for one in self.people) for i in range(len(self.works))]
        self.means = means
        # What fewer have handed in may not be due yet.
        self.due = [2 * len(work.submissions) >= len(self.people) for work in self.works.values()]
        for one in self.people:
            one.mean = self._mean(
                0.0 if share is None and due else share
                for share, due in zip(one.shares, self.due, strict=True)
            )
            one.why = list(self._why(one))

    @staticmethod
    def _mean(shares: Any) -> float | None:
        known = [share for share in shares if share is not None]
        return statistics.fmean(known) if known else None

    def _why(self, one: Person) -> Any:
        """Why a student is said to fall behind."""
        missing = [
            name
            for name, share, due in zip(self.assignments, one.shares, self.due, strict=True)
            if share is None and due
        ]
        if missing:
            yield f"has not handed in {', '.join(missing)}"
        given = [(share, i) for i, share in enumerate(one.shares) if share is not None]
        if given and statistics.fmean(share for share, _ in given) < _HALF:
            yield "has under half of the points of what was handed in"
        # Against the class's own mean, for assignments differ in difficulty.
        over = [share - (self.means[i] or 0.0) for share, i in given]
        before, latest = over[:-_LATEST], over[-_LATEST:]
        if before and statistics.fmean(before) - statistics.fmean(latest) > _DROP:
            drop = 100 * (statistics.fmean(before) - statistics.fmean(latest))
            yield f"the last {len(latest)} marks are {drop:.0f} % of the points lower than before"

    def ideas(self) -> list[Idea]:
        """The ideas that more than one assignment asks for, the least learned at last first."""
        names = {
            idea: None
            for work in self.works.values()
            for exercise in work.exercises.values()
            for idea in exercise.ideas
        }
        found = [self._idea(name) for name in names]
        found = [one for one in found if sum(share is not None for share in one.shares) > 1]
        return sorted(found, key=lambda one: [s for s in one.shares if s is not None][-1])

    def _idea(self, name: str) -> Idea:
        shares: list[float | None] = []
        exercises: list[str] = []
        own: list[dict[str, float]] = []  # {student: share} of each assignment that asks for it
        for work in self.works.values():
            keys = [key for key, one in work.exercises.items() if name in one.ideas]
            most = sum(work.exercises[key].most for key in keys)
            exercises.append(", ".join(key[1] for key in keys))
            if not most:
                shares.append(None)
                continue
            here = {
                one.student: sum(work.points(one, key) for key in keys) / most
                for one in work.submissions
            }
            own.append(here)
            shares.append(self._mean(here.values()))
        lost = [
            one
            for one in self.people
            if len(own) > 1
            and own[0].get(one.student, 1.0) < _HALF
            and own[-1].get(one.student, 1.0) < _HALF
        ]
        return Idea(name, shares, exercises, lost)

    def write(self, folder: Path) -> Path:
        """Write the page and its table into a folder; returns the path of the page."""
        name = f"course{'-anonymous' if self._anonymous else ''}"
        columns = [[one.shares[i] for one in self.people] for i in range(len(self.works))]
        context = {
            "made": datetime.now().astimezone().strftime("%-d %B %Y, %H:%M"),
            "anonymous": self._anonymous,
            "assignments": [
                {
                    "name": assignment,
                    "link": self._report(folder, assignment),
                    "count": len(work.submissions),
                    "most": sum(work.most.values()),
                    "mean": mean,
                    "waiting": sum(bool(one.waiting) for one in work.submissions),
                }
                for (assignment, work), mean in zip(self.works.items(), self.means, strict=True)
            ],
            "chart": charts.spreads(self.assignments, columns),
            "people": self.people,
            "behind": [one for one in self.people if one.why],
            "ideas": self.ideas(),
        }
        text = html.environment().get_template("course.html").render(context)
        rows: list[Sequence[object]] = [
            ["student", *self.assignments, "mean share", "falls behind"]
        ]
        for one in self.people:
            who = one.name if self._anonymous else one.student
            shares = ["" if share is None else f"{share:.4f}" for share in one.shares]
            mean = "" if one.mean is None else f"{one.mean:.4f}"
            rows.append([who, *shares, mean, "; ".join(one.why)])
        try:
            folder.mkdir(parents=True, exist_ok=True)
            page = folder / f"{name}.html"
            page.write_text(text, encoding="utf-8")
            with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                write_rows(file, rows)
        except OSError as error:
            raise ReportError(f"The report cannot be written: {error}.") from error
        return page

    def _report(self, folder: Path, assignment: str) -> str | None:
        """The link to an assignment's own report, where there is one beside this page."""
        name = f"{assignment}{'-anonymous' if self._anonymous else ''}.html"
        return quote(name) if (folder / name).is_file() else None
