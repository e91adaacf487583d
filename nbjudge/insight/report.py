"""``nbjudge report``: what a class has understood, and which exercises are bad, on one page."""

import csv
import os
import random
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import msgspec
import nbformat
from nbgrader.api import (
    BaseCell,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.apps import NbGrader
from sqlalchemy import func

from nbjudge.errors import NbjudgeError, SourceError
from nbjudge.insight import charts, html
from nbjudge.insight.clusters import Work, groups, messages
from nbjudge.insight.exercises import Exercise, outline
from nbjudge.insight.item_analysis import items, reliability, summary

__all__ = ["ReportError", "course_app", "report"]

_UNMARKED = "This could not be marked"
_TOP = 12  # mistakes that are named first
_ROWS = 8  # of a blank that are shown at once


class ReportError(NbjudgeError):
    """There is nothing to report on, or it cannot be read or written."""


# Autograded notebooks are large: only what is needed is decoded.


class _Metadata(msgspec.Struct):
    nbgrader: msgspec.Raw = msgspec.Raw(b"{}")
    nbjudge: msgspec.Raw = msgspec.Raw(b"{}")
    execution: msgspec.Raw = msgspec.Raw(b"{}")


class _Cell(msgspec.Struct):
    cell_type: str
    source: str | list[str] = ""
    metadata: _Metadata = msgspec.field(default_factory=_Metadata)
    id: str = ""


class _NotebookMetadata(msgspec.Struct):
    nbjudge: dict = msgspec.field(default_factory=dict)


class _Graded(msgspec.Struct):
    cells: list[_Cell] = []
    metadata: _NotebookMetadata = msgspec.field(default_factory=_NotebookMetadata)


_decode = msgspec.json.Decoder(_Graded).decode
_any = msgspec.json.decode


@dataclass
class _Submission:
    """One student's work on the assignment."""

    student: str
    name: str  # as it is shown
    late: float = 0.0  # seconds
    scores: dict = field(default_factory=dict)  # (notebook, grade id) → points
    waiting: int = 0  # cells that a person has not marked yet
    code: dict = field(default_factory=dict)  # (notebook, grade id) → the solution cell
    messages: dict = field(default_factory=dict)  # (notebook, grade id) → what a test said
    seconds: dict = field(default_factory=dict)  # (notebook, cell) → how long it ran
    look: list = field(default_factory=list)  # why a person should look at it


def report(arguments):
    """Run the command: write the page and the tables; returns the exit status."""
    from rich.console import Console

    app = course_app(arguments.course, arguments.more)
    folder = Path(arguments.into or Path(app.coursedir.root, "reports"))
    page = Report(app.coursedir, arguments.assignment, arguments.anonymous).write(folder)
    Console().print(f"Report: {page}", highlight=False, soft_wrap=True)
    return 0


def course_app(folder, more=()):
    """nbgrader's application, with the configuration of a course folder and of ``more`` options."""
    folder = Path(folder).resolve()
    if not (folder / "nbgrader_config.py").is_file():
        raise ReportError(
            f"{folder} is not a course: it has no nbgrader_config.py. "
            "Change to the course folder, or name it with --course."
        )
    before = Path.cwd()
    os.chdir(folder)  # where nbgrader looks for its configuration
    try:
        app = NbGrader()
        app.initialize(list(more))
    finally:
        os.chdir(before)
    if app.extra_args:
        raise ReportError(f"nbjudge report does not know {' '.join(app.extra_args)}.")
    return app


class Report:
    """All that a report says of one assignment.

    Parameters
    ----------
    coursedir : nbgrader's `CourseDirectory`.
    assignment : its name.
    anonymous : whether students are numbered, in no order, instead of named.
    """

    def __init__(self, coursedir, assignment, anonymous=False):
        self._course, self.assignment, self.anonymous = coursedir, assignment, anonymous
        self.exercises = {}  # (notebook, exercise) → Exercise
        self.most = {}  # (notebook, grade id) → points
        self._read_gradebook()
        self._read_outlines()
        for submission in self.submissions:
            self._read_notebooks(submission)
        self._owners = {
            (notebook, name): (notebook, exercise.name)
            for (notebook, _), exercise in self.exercises.items()
            for name in exercise.points
        }

    # Reading.

    def _read_gradebook(self):
        with Gradebook(self._course.db_url, self._course.course_id) as gradebook:
            db = gradebook.db
            try:
                assignment = gradebook.find_assignment(self.assignment)
            except MissingEntry:
                known = ", ".join(sorted(a.name for a in gradebook.assignments)) or "none"
                raise ReportError(
                    f"The gradebook knows no assignment {self.assignment}. It knows: {known}."
                ) from None
            self.notebooks = sorted(notebook.name for notebook in assignment.notebooks)
            for kind in (GradeCell, TaskCell):
                rows = db.query(Notebook.name, kind.name, kind.max_score).select_from(kind)
                rows = rows.join(Notebook, BaseCell.notebook_id == Notebook.id)
                for notebook, cell, points in rows.filter(Notebook.assignment == assignment):
                    self.most[notebook, cell] = float(points or 0)
            self.students = db.query(func.count(Student.id)).scalar()
            due = assignment.duedate
            handed_in = (
                db.query(
                    SubmittedAssignment.student_id,
                    SubmittedAssignment.timestamp,
                    SubmittedAssignment.extension,
                )
                .filter(SubmittedAssignment.assignment_id == assignment.id)
                .order_by(SubmittedAssignment.student_id)
                .all()
            )
            aliases = [f"S{number:03}" for number in range(1, len(handed_in) + 1)]
            random.SystemRandom().shuffle(aliases)
            found = {}
            for (student, timestamp, extension), alias in zip(handed_in, aliases, strict=True):
                found[student] = _Submission(student, alias if self.anonymous else student)
                if due and timestamp:
                    late = timestamp - (due + (extension or timedelta()))
                    found[student].late = max(0.0, late.total_seconds())
            rows = (
                db.query(
                    SubmittedAssignment.student_id,
                    Notebook.name,
                    BaseCell.name,
                    Grade.score,
                    Grade.auto_score,
                    Grade.manual_score,
                )
                .select_from(Grade)
                .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
                .join(
                    SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id
                )
                .join(BaseCell, Grade.cell_id == BaseCell.id)
                .join(Notebook, BaseCell.notebook_id == Notebook.id)
                .filter(SubmittedAssignment.assignment_id == assignment.id)
            )
            for student, notebook, cell, score, auto, manual in rows:
                submission = found[student]
                submission.scores[notebook, cell] = float(score or 0)
                submission.waiting += auto is None and manual is None
        self.submissions = sorted(found.values(), key=lambda submission: submission.name)
        if not self.submissions:
            raise ReportError(
                f"Nothing of {self.assignment} is graded yet: nbjudge grade {self.assignment}"
            )

    def _folder(self, step, student):
        return Path(self._course.root, self._course.format_path(step, student, self.assignment))

    def _read_outlines(self):
        self.problems = []
        for notebook in self.notebooks:
            path = self._folder(self._course.source_directory, ".") / f"{notebook}.ipynb"
            found = []
            if path.is_file():
                try:
                    found = outline(nbformat.read(path, as_version=4))
                except SourceError as error:
                    self.problems.append(f"Without its blanks: {error}")
                    found = outline(nbformat.read(path, as_version=4), source=False)
            known = {name for exercise in found for name in exercise.points}
            here = [cell for other, cell in self.most if other == notebook]
            found += [
                Exercise(cell, cell, "code", {cell: self.most[notebook, cell]})
                for cell in sorted(set(here) - known)
            ]
            for exercise in found:
                # The gradebook's points count: the source may have changed since.
                exercise.points = {
                    name: self.most[notebook, name] for name in exercise.points if name in here
                }
                if exercise.points:
                    self.exercises[notebook, exercise.name] = exercise

    def _read_notebooks(self, submission):
        folder = self._folder(self._course.autograded_directory, submission.student)
        for notebook in self.notebooks:
            path = folder / f"{notebook}.ipynb"
            try:
                graded = _decode(path.read_bytes())
            except FileNotFoundError:
                submission.look.append(f"{notebook} is not there: nothing was handed in or graded")
                continue
            except (msgspec.MsgspecError, OSError, ValueError) as error:
                submission.look.append(f"{notebook} cannot be read ({type(error).__name__})")
                continue
            self._take(submission, notebook, graded)
        if submission.waiting:
            submission.look.append(f"{submission.waiting} answers are still to be marked by hand")

    def _take(self, submission, notebook, graded):
        own = graded.metadata.nbjudge
        if own.get("sandbox") is False:
            submission.look.append("graded without a sandbox")
        if own.get("recovered"):
            submission.look.append(f"lost metadata were recovered: {_words(own['recovered'])}")
        warnings = own.get("warnings")
        if isinstance(warnings, list):
            submission.look += [str(line).split("\n")[0][:300] for line in warnings]
        for place, cell in enumerate(graded.cells):
            if cell.cell_type != "code":
                continue
            nbgrader = _any(cell.metadata.nbgrader)
            name = nbgrader.get("grade_id")
            taken = _seconds(_any(cell.metadata.execution))
            label = name or cell.id or f"cell {place + 1}"
            submission.seconds[notebook, label] = taken
            if name is None:
                continue
            if nbgrader.get("solution"):
                source = cell.source
                submission.code[notebook, name] = (
                    source if isinstance(source, str) else "".join(source)
                )
            if nbgrader.get("grade"):
                message = _any(cell.metadata.nbjudge).get("message")
                if isinstance(message, str):
                    submission.messages[notebook, name] = message
                    if message.startswith(_UNMARKED):
                        submission.look.append(f"{name}: {message}")

    # What is made of it.

    def _points(self, submission, key):
        exercise = self.exercises[key]
        return sum(submission.scores.get((key[0], name), 0.0) for name in exercise.points)

    def _works(self, key, points, full):
        exercise, works = self.exercises[key], []
        for row, submission in enumerate(self.submissions):
            code = submission.code.get((key[0], exercise.name))
            if code is None:
                continue
            said = (submission.messages.get((key[0], name)) for name in exercise.points)
            settled = all(
                full.get((key[0], other), [True] * (row + 1))[row] for other in exercise.uses
            )
            works.append(
                Work(
                    submission.student, code, full[key][row], settled, next(filter(None, said), "")
                )
            )
        return works

    def context(self, folder):
        """What the template needs; links are relative to ``folder``."""
        keys = list(self.exercises)
        most = [self.exercises[key].most for key in keys]
        scores = [[self._points(one, key) for key in keys] for one in self.submissions]
        marks = [sum(row) for row in scores]
        full = {key: [row[i] >= most[i] - 1e-9 for row in scores] for i, key in enumerate(keys)}
        self._names = {one.student: one.name for one in self.submissions}
        self._links = {one.student: self._link(one.student, folder) for one in self.submissions}
        exercises = []
        for i, (key, item) in enumerate(zip(keys, items(scores, most), strict=True)):
            works = self._works(key, [row[i] for row in scores], full)
            exercises.append(self._section(key, item, works, [row[i] for row in scores], full[key]))
        chart, bins = charts.histogram(marks, sum(most))
        kinds = ("full", "part", "none", "open")
        table = {
            kind: [e["counts"][kind] / len(self.submissions) for e in exercises] for kind in kinds
        }
        return {
            "assignment": self.assignment,
            "made": datetime.now().astimezone().strftime("%-d %B %Y, %H:%M"),
            "anonymous": self.anonymous,
            "problems": self.problems,
            "count": len(self.submissions),
            "missing": max(0, self.students - len(self.submissions)),
            "most": sum(most),
            "summary": summary(marks),
            "reliability": reliability(scores),
            "marks": {"chart": chart, "bins": bins},
            "shares": charts.shares([e["name"] for e in exercises], table),
            "exercises": exercises,
            "most_rows": _ROWS,
            "mistakes": self._mistakes(exercises),
            "look": self._look(),
            "late_list": sorted(
                ((self._person(one.student), one.late) for one in self.submissions if one.late),
                key=lambda item: -item[1],
            ),
            "times": self._times(),
            "people_list": [
                (self._person(one.student), mark, one.late, len(one.look))
                for one, mark in sorted(
                    zip(self.submissions, marks, strict=True), key=lambda pair: -pair[1]
                )
            ],
        }

    def _person(self, student):
        return {"name": self._names[student], "link": self._links[student]}

    def _link(self, student, folder):
        """To the feedback, or else to the graded notebook; None where names are hidden."""
        if self.anonymous:
            return None
        for step, suffix in (
            (self._course.feedback_directory, ".html"),
            (self._course.autograded_directory, ".ipynb"),
        ):
            for notebook in self.notebooks:
                path = self._folder(step, student) / f"{notebook}{suffix}"
                if path.is_file():
                    return quote(Path(os.path.relpath(path, folder)).as_posix())
        return None

    def _section(self, key, item, works, points, full):
        exercise = self.exercises[key]
        found = groups(exercise, works) if exercise.kind == "code" else []
        untouched = {s for g in found if g.state == "open" for s in g.students}
        counts = Counter(
            "full"
            if done
            else "part"
            if got > 0
            else "open"
            if one.student in untouched
            else "none"
            for one, got, done in zip(self.submissions, points, full, strict=True)
        )
        return {
            "key": key,
            "id": "-".join(key) if len(self.notebooks) > 1 else exercise.name,
            "name": exercise.name,
            "title": exercise.title or exercise.name,
            "kind": exercise.kind,
            "most": exercise.most,
            "item": item,
            "counts": counts,
            "flags": _flags(item, len(works)),
            "lines": self._lines(exercise, found),
            "elsewhere": [self._group(g) for g in found if g.template is None][:_ROWS],
            "messages": [
                (text, count, [self._person(student) for student in students])
                for text, count, students in messages(works)
            ][:_ROWS],
        }

    def _lines(self, exercise, found):
        """The templates of an exercise, each with what the class wrote in its place."""
        lines = []
        for number, template in enumerate(exercise.templates):
            here = [group for group in found if group.template == number]
            wrong = {s for g in here if g.state in ("wrong", "perhaps") for s in g.students}
            opened = {s for g in here if g.state == "open" for s in g.students} - wrong
            untold = {s for g in here if g.state == "untold" for s in g.students} - wrong - opened
            all_of_them = {s for g in here for s in g.students}
            rows = {True: [], False: []}
            for group in sorted(here, key=lambda group: -group.count):
                if group.state != "open":
                    rows[group.state == "right"].append(self._group(group))
            lines.append(
                {
                    "text": template.text,
                    "answer": template.answer,
                    "right": len(all_of_them - wrong - opened - untold),
                    "wrong": len(wrong),
                    "open": len(opened),
                    "untold": len(untold),
                    "without": len(self.submissions) - len(all_of_them),
                    "mistakes": rows[False],
                    "accepted": rows[True],
                }
            )
        return lines

    def _group(self, group):
        return {
            "group": group,
            "people": [self._person(student) for student in group.examples],
        }

    def _mistakes(self, exercises):
        """The commonest wrong answers of all exercises."""
        found = [
            (exercise, line["text"], row)
            for exercise in exercises
            for line in exercise["lines"]
            for row in line["mistakes"]
            if row["group"].state in ("wrong", "perhaps")
        ]
        found.sort(key=lambda entry: (-entry[2]["group"].count, entry[2]["group"].state != "wrong"))
        return found[:_TOP]

    def _look(self):
        return [
            (self._person(one.student), list(dict.fromkeys(one.look)))
            for one in self.submissions
            if one.look
        ]

    def _times(self):
        times = defaultdict(list)
        for one in self.submissions:
            for (notebook, cell), taken in one.seconds.items():
                name = f"{notebook}: {cell}" if len(self.notebooks) > 1 else cell
                times[name].append(taken)
        rows = [(name, statistics.median(v), max(v), sum(v), len(v)) for name, v in times.items()]
        # Cells that one student alone has are no part of the assignment.
        least = max(1, len(self.submissions) // 20)
        return sorted((row for row in rows if row[4] >= least), key=lambda row: -row[3])

    # Writing.

    def write(self, folder):
        """Write the page and its tables into a folder; returns the path of the page."""
        folder = Path(folder)
        context = self.context(folder.resolve())
        text = html.environment().get_template("report.html").render(context)
        name = f"{self.assignment}{'-anonymous' if self.anonymous else ''}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            page = folder / f"{name}.html"
            page.write_text(text, encoding="utf-8")
            for kind, rows in self._tables(context).items():
                path = folder / f"{name}-{kind}.csv"
                with path.open("w", newline="", encoding="utf-8") as file:
                    csv.writer(file).writerows([[_cell(value) for value in row] for row in rows])
        except OSError as error:
            raise ReportError(f"The report cannot be written: {error}.") from error
        return page

    def _tables(self, context):
        exercises = [
            [
                "exercise",
                "points",
                "students",
                "solved",
                "facility",
                "discrimination",
                "all points",
                "some",
                "none",
                "left open",
            ]
        ]
        answers = [
            [
                "exercise",
                "template",
                "blank",
                "answer",
                "state",
                "count",
                "spellings",
                "message",
                "examples",
            ]
        ]
        for exercise in context["exercises"]:
            item, counts = exercise["item"], exercise["counts"]
            exercises.append(
                [
                    exercise["name"],
                    exercise["most"],
                    context["count"],
                    item.solved,
                    item.facility,
                    item.discrimination,
                    *(counts[kind] for kind in ("full", "part", "none", "open")),
                ]
            )
            rows = [
                (line["text"], row)
                for line in exercise["lines"]
                for row in (*line["mistakes"], *line["accepted"])
            ]
            rows += [("", row) for row in exercise["elsewhere"]]
            for text, row in rows:
                group = row["group"]
                blank = "" if group.blank is None else group.blank + 1
                answers.append(
                    [
                        exercise["name"],
                        text,
                        blank,
                        group.text,
                        group.state,
                        group.count,
                        group.ways,
                        group.message,
                        " ".join(person["name"] for person in row["people"]),
                    ]
                )
        keys = list(self.exercises)
        students = [["student", "mark", "seconds late", *(name for _, name in keys), "look at"]]
        for one in self.submissions:
            points = [self._points(one, key) for key in keys]
            students.append([one.name, sum(points), round(one.late), *points, "; ".join(one.look)])
        return {"exercises": exercises, "answers": answers, "students": students}


def _cell(value):
    """A value for a table; what a spreadsheet would run as a formula is told to be text."""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, str):
        value = html.plain(value)
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t")) else value
    return value


def _flags(item, students):
    """What is striking about an exercise, in words."""
    flags = []
    if item.facility is not None and item.facility < 0.3:
        flags.append("hard: few points were earned")
    if item.facility is not None and item.facility > 0.97 and students >= 10:
        flags.append("easy: nearly everybody solves it, so it tells nobody apart")
    if item.discrimination is not None and students >= 10:
        if item.discrimination < 0:
            flags.append("look at this question: those who do well elsewhere do worse here")
        elif item.discrimination < 0.2:
            flags.append("look at this question: it has little to do with the other marks")
    return flags


def _words(value):
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))[:300]
    return "yes" if value is True else str(value)[:300]


def _seconds(times):
    try:
        start, end = times["iopub.execute_input"], times["shell.execute_reply"]
        return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()
    except (KeyError, ValueError, TypeError):
        return 0.0
