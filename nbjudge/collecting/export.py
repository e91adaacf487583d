"""Marks for an LMS: exporters for ``nbgrader export``, and ``nbjudge export``, which calls them.

A submission's mark is nbgrader's: its score less its penalty for lateness. Who has handed nothing
in has an empty cell, which changes nothing in the LMS.
"""

import contextlib
import logging
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import ExportApp
from nbgrader.plugins import ExportPlugin
from traitlets import Unicode

from nbjudge.collecting.names import key
from nbjudge.collecting.programs import TOOLS, export_programs
from nbjudge.collecting.roster import Person, Roster, person_of, read_csv
from nbjudge.course import Course
from nbjudge.csv_safe import write_rows
from nbjudge.errors import CollectingError, NbjudgeError

__all__ = ["CanvasExport", "LmsExport", "MoodleExport", "export", "number"]


@dataclass(frozen=True)
class _Mark:
    points: float
    waits: bool  # for a mark by hand
    words: str  # exercise by exercise


class LmsExport(ExportPlugin):
    """What the exporters of all LMSs share."""

    template = Unicode("", help="CSV file as the LMS exports it, to be filled in.").tag(config=True)
    column = Unicode(
        "", help="Heading of the template's column to fill, where it cannot be told by its name."
    ).tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        self._students = sorted(
            (s for s in gradebook.students if not self.student or s.id in map(str, self.student)),
            key=lambda student: student.id,
        )
        self._marks: dict[tuple[str, str], _Mark] = {}  # (student, assignment) → mark
        self._points: dict[str, float] = {}
        for assignment in gradebook.assignments:
            if not self.assignment or assignment.name in self.assignment:
                self._points[assignment.name] = assignment.max_score
                for student in self._students:
                    mark = _mark(gradebook, assignment.name, student.id)
                    if mark:
                        self._marks[student.id, assignment.name] = mark
        unknown = sorted({*self.assignment} - {*self._points})
        if unknown or not self._points:
            known = ", ".join(assignment.name for assignment in gradebook.assignments) or "none"
            raise CollectingError(
                f"The gradebook has no marks for {', '.join(unknown) or 'any assignment'}. "
                f"It knows: {known}. Grade first: nbjudge grade ASSIGNMENT"
            )
        self._put(self.to or self.default_name)
        self._tell()

    def _put(self, file: str) -> None:
        """Write what goes to the LMS."""
        heading, rows = self._filled() if self.template else self._fresh()
        _write(file, heading, rows)

    def _tell(self) -> None:
        students = {student for student, _ in self._marks}
        self.log.info(
            "%d marks of %d students written to %s",
            *(len(self._marks), len(students), self.to or self.default_name),
        )
        waiting = sorted({student for (student, _), mark in self._marks.items() if mark.waits})
        if waiting:
            self.log.warning(
                "Not all of these is marked by hand yet, and their marks are without it: %s",
                ", ".join(waiting),
            )

    # A template.

    def _matched(self) -> tuple[list[str], list[tuple[list[str], str | None]]]:
        """[(row, id of the student, or None)] of the template, and its heading."""
        heading, rows = read_csv(self.template)
        roster = Roster(
            Person(
                s.id,
                {f"{s.first_name} {s.last_name}"} if s.first_name and s.last_name else set(),
                {text for text in (s.email, s.lms_user_id) if text},
            )
            for s in self._students
        )
        found, taken = [], {}
        for row in rows:
            who = self._who(heading, row, roster)
            if who is not None and who in taken:
                self.log.warning("%s: two rows are of %s; the first is filled in.", self.template,
                                 who)  # fmt: skip
                who = None
            taken[who] = True
            found.append((row, who))
        without = sorted({student for student, _ in self._marks} - taken.keys())
        if without:
            self.log.warning(
                "These have marks, but no row in %s: %s. Give them the LMS's id in the gradebook "
                "(nbgrader db student add NAME --lms-user-id=…).",
                *(self.template, ", ".join(without)),
            )
        return heading, found

    def _who(self, heading: list[str], row: list[str], roster: Roster) -> str | None:
        """The student of a row: by numbers and logins first, by name where that is one's alone."""
        with contextlib.suppress(NbjudgeError):
            person = person_of(heading, row)
            if person is None:
                return None
            for text in (*sorted(person.ids), *sorted(person.names)):
                found = roster.find(text)
                if len(found) == 1:
                    return str(found[0].id)
        return None

    def _say_rows_without(
        self, found: Iterable[tuple[list[str], str | None]], columns: int
    ) -> None:
        rows = [row[columns] for row, who in found if who is None and len(row) > columns]
        rows = [text for text in rows if text.strip() and "Points Possible" not in text]
        if rows:
            self.log.warning("Rows of %s that are nobody's in the gradebook: %s", self.template,
                             "; ".join(rows))  # fmt: skip

    def _compare_points(self, text: str, name: str) -> None:
        try:
            points = float(text)
        except ValueError:
            return
        if points != self._points[name]:
            self.log.warning(
                "%s has %g points in the LMS and %g here; marks are written as they are here.",
                *(name, points, self._points[name]),
            )


class CanvasExport(LmsExport):
    """Marks as Canvas's gradebook imports them; with its own export as a template they match."""

    default_name = "canvas.csv"

    def _fresh(self) -> tuple[list[str], list[list[str]]]:
        heading = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *self._points]
        rows = [["    Points Possible", "", "", "", "", *map(number, self._points.values())]]
        for student in self._students:
            name = ", ".join(part for part in (student.last_name, student.first_name) if part)
            row = [name or student.id, student.lms_user_id or "", "", student.id, ""]
            rows.append(row + [self._text(student.id, name) for name in self._points])
        return heading, rows

    def _text(self, student: str, assignment: str) -> str:
        mark = self._marks.get((student, assignment))
        return number(mark.points) if mark else ""

    def _filled(self) -> tuple[list[str], list[list[str]]]:
        heading, found = self._matched()
        places = {name: self._place(heading, name) for name in self._points}
        for row, who in found:
            row += [""] * (len(heading) - len(row))
            for name, place in places.items():
                if who and (text := self._text(who, name)):
                    row[place] = text
                if "Points Possible" in row[0]:
                    self._compare_points(row[place], name)
        self._say_rows_without(found, 0)
        return heading, [row for row, _ in found]

    def _place(self, heading: list[str], name: str) -> int:
        """Which column is an assignment's: Canvas calls it "Its name (its number)"."""
        columns = {
            place: re.sub(r"\s*\(\d+\)$", "", text)
            for place, text in enumerate(heading)
            if re.search(r"\(\d+\)$", text)
        }
        if self.column and len(self._points) == 1:
            wanted = [i for i, text in enumerate(heading) if self.column in (text, columns.get(i))]
        else:
            wanted = [place for place, text in columns.items() if key(text) == key(name)]
        if len(wanted) != 1:
            raise CollectingError(
                f"{self.template}: {'no' if not wanted else 'more than one'} column is "
                f"{self.column or name}. Export one assignment at a time, and name its column with "
                f"--column. There are: {'; '.join(heading[p] for p in columns) or 'none'}."
            )
        return wanted[0]


class MoodleExport(LmsExport):
    """Marks and words for Moodle: its offline grading worksheet filled in, or a table to import."""

    default_name = "moodle.csv"

    def _fresh(self) -> tuple[list[str], list[list[str]]]:
        heading = ["Username", "ID number", "Email address", "First name", "Last name"]
        heading += [text for name in self._points for text in (name, f"{name} (feedback)")]
        rows = []
        for s in self._students:
            row = [s.id, s.lms_user_id or "", s.email or "", s.first_name or "", s.last_name or ""]
            for name in self._points:
                mark = self._marks.get((s.id, name))
                row += [number(mark.points), mark.words] if mark else ["", ""]
            rows.append(row)
        return heading, rows

    def _filled(self) -> tuple[list[str], list[list[str]]]:
        if len(self._points) != 1:
            raise CollectingError(
                f"A worksheet of Moodle is for one assignment: name one of "
                f"{', '.join(self._points)}."
            )
        (name,) = self._points
        heading, found = self._matched()
        places = {text.strip().casefold(): place for place, text in enumerate(heading)}
        grade = places.get(self.column.casefold() or "grade")
        if grade is None:
            raise CollectingError(
                f"{self.template} has no column {self.column or 'Grade'}. Download the grading "
                "worksheet of the assignment (Grading action), or name the column with --column."
            )
        feedback = places.get("feedback comments")
        for row, who in found:
            row += [""] * (len(heading) - len(row))
            mark = self._marks.get((who, name)) if who else None
            if mark:
                row[grade] = number(mark.points)
                if feedback is not None:
                    row[feedback] = mark.words
        if found and "maximum grade" in places:
            self._compare_points(found[0][0][places["maximum grade"]], name)
        self._say_rows_without(found, places.get("full name", 0))
        return heading, [row for row, _ in found]


def _mark(gradebook: Gradebook, assignment: str, student: str) -> _Mark | None:
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return None
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    words = "; ".join(
        f"{grade.name.removeprefix('test_')} {number(grade.score)}/{number(grade.max_score)}"
        for grade in sorted(grades, key=lambda grade: grade.name)
        if grade.max_score
    )
    points = max(0.0, submission.score - submission.late_submission_penalty)
    if submission.late_submission_penalty:
        words += f"; late: -{number(submission.late_submission_penalty)}"
    return _Mark(points, submission.needs_manual_grade, words)


def number(value: float | None) -> str:
    """A number without needless digits."""
    return f"{round(value or 0, 4):g}"


def _write(file: str, heading: list[str], rows: Iterable[list[str]]) -> None:
    path = Path(file)
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("w", newline="", encoding="utf-8") as output:
        write_rows(output, [heading, *rows])
    partial.replace(path)


# The module and the class of each.
_EXPORTERS = {
    "canvas": (__name__, "CanvasExport"),
    "moodle": (__name__, "MoodleExport"),
    "moodle-feedback": ("nbjudge.collecting.moodle_feedback", "MoodleFeedback"),
    "lti": ("nbjudge.collecting.lti", "LtiExport"),
}


def export(
    course: Course | str | os.PathLike[str],
    assignment: str,
    file: str | os.PathLike[str],
    *,
    to: str,
    template: str | os.PathLike[str] | None = None,
    column: str | None = None,
) -> Path:
    """Write the marks of an assignment as a table for an LMS, or the work for a tool that compares
    programs; returns what was written.

    Parameters
    ----------
    course : the course, or its folder.
    assignment : its name, or ``all``.
    to : ``"canvas"``, ``"moodle"``, ``"moodle-feedback"`` (its pages), ``"lti"`` (which sends
        them), ``"dolos"`` or ``"jplag"``, see `collecting.programs`.
    template : the LMS's own export, to be filled in; None for a table of its own.
    column : heading of the template's column to fill, where its name does not tell.
    """
    if to not in (*_EXPORTERS, *TOOLS):
        known = ", ".join((*_EXPORTERS, *TOOLS))
        raise CollectingError(f"There is no export to {to}. There are: {known}.")
    if to in TOOLS:
        if template or column or assignment == "all":
            raise CollectingError(
                f"To {to} goes one assignment at a time, and --template and --column are for marks."
            )
        opened = Course(course)
        opened.check_assignments([assignment])
        for line in export_programs(opened, assignment, Path(file).resolve(), to):
            print(line)
        return Path(file).resolve()
    module, exporter = _EXPORTERS[to]
    path = Path(file).resolve()
    options = [f"--exporter={module}.{exporter}", f"--to={path}"]
    if assignment != "all":
        Course(course).check_assignments([assignment])
        options.append(f"--{exporter}.assignment={[assignment]!r}")  # a list, to traitlets
    if template:
        options.append(f"--{exporter}.template={Path(template).resolve()}")
    if column:
        options.append(f"--{exporter}.column={column}")
    opened = Course(course, options, ExportApp)
    app = opened.application
    app.log.handlers = [_plain_handler()]
    app.log.propagate = False
    with contextlib.chdir(opened.root):
        app.start()
    return path


def _plain_handler() -> logging.Handler:
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(lambda record: not record.getMessage().startswith("Using "))
    return handler
