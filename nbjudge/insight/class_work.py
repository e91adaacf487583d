"""What the gradebook and the graded notebooks of a class hold of one assignment."""

import json
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

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
from sqlalchemy import func

from nbjudge.errors import ReportError, SourceError
from nbjudge.grading.notebook.verdict import for_instructor, from_metadata
from nbjudge.insight.blank_readings import one_newline
from nbjudge.insight.exercises import Exercise, outline
from nbjudge.insight.guesses import guesses, questions

__all__ = ["ClassWork", "ReportError", "Submission", "full_name", "shown_name"]


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
    nbjudge: msgspec.Raw = msgspec.Raw(b"{}")


class _Graded(msgspec.Struct):
    cells: list[_Cell] = []
    metadata: _NotebookMetadata = msgspec.field(default_factory=_NotebookMetadata)


_decode = msgspec.json.Decoder(_Graded).decode


def _read(path):
    """A graded notebook, also one with NaN in it: that is no JSON, but Python writes it."""
    raw = path.read_bytes()
    try:
        return _decode(raw)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return _decode(msgspec.json.encode(json.loads(raw, parse_constant=lambda name: None)))


def _mapping(raw):
    """The object that stands in a notebook, or an empty one where something else does."""
    found = msgspec.json.decode(raw)
    return found if isinstance(found, dict) else {}


@dataclass
class Submission:
    """One student's work on the assignment."""

    student: str
    name: str  # as it is shown
    called: str = ""  # first and last name, where the gradebook has them
    late: float = 0.0  # seconds
    penalty: float = 0.0  # points taken off for it
    scores: dict = field(default_factory=dict)  # (notebook, grade id) → points
    waiting: int = 0  # cells that a person has not marked yet
    guesses: dict = field(default_factory=dict)  # (notebook, question) → number or text
    code: dict = field(default_factory=dict)  # (notebook, grade id) → the solution cell
    verdicts: dict = field(default_factory=dict)  # (notebook, grade id of a test) → `Verdict`
    seconds: dict = field(default_factory=dict)  # (notebook, cell) → how long it ran
    look: list = field(default_factory=list)  # why a person should look at it


class ClassWork:
    """All that is known of a class's work on one assignment.

    Parameters
    ----------
    coursedir : nbgrader's `CourseDirectory`.
    assignment : its name.
    anonymous : whether students are numbered, in no order, instead of named.
    marks_only : whether the graded notebooks stay unread.
    """

    def __init__(self, coursedir, assignment, anonymous=False, marks_only=False):
        self._course, self.assignment, self.anonymous = coursedir, assignment, anonymous
        self.exercises = {}  # (notebook, exercise) → Exercise
        self.questions = {}  # (notebook, text) → Question for a guess
        self.most = {}  # (notebook, grade id) → points
        self.problems = []  # of the source, in words
        self.unprotected = {}  # grade id of a test that was not judged → why
        self._read_gradebook()
        self._read_outlines()
        if not marks_only:
            for submission in self.submissions:
                self._read_notebooks(submission)
        self.problems += [
            f"The marks of {name} are not protected: it ran in the students' own process. {why}"
            for name, why in self.unprotected.items()
        ]

    def folder(self, step, student):
        """Of one step and student, such as `autograded/ada/01-one-neuron`."""
        return Path(self._course.root, self._course.format_path(step, student, self.assignment))

    def points(self, submission, key):
        """What a student has of an exercise, named by ``(notebook, exercise)``."""
        exercise = self.exercises[key]
        return sum(submission.scores.get((key[0], name), 0.0) for name in exercise.points)

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
                    Student.first_name,
                    Student.last_name,
                )
                .join(Student, SubmittedAssignment.student_id == Student.id)
                .filter(SubmittedAssignment.assignment_id == assignment.id)
                .order_by(SubmittedAssignment.student_id)
                .all()
            )
            aliases = [f"S{number:03}" for number in range(1, len(handed_in) + 1)]
            random.SystemRandom().shuffle(aliases)
            found = {}
            for (student, timestamp, extension, *names), alias in zip(
                handed_in, aliases, strict=True
            ):
                called = "" if self.anonymous else full_name(*names)
                name = alias if self.anonymous else shown_name(student, called)
                found[student] = Submission(student, name, called)
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
            penalties = (
                db.query(SubmittedAssignment.student_id, SubmittedNotebook.late_submission_penalty)
                .select_from(SubmittedNotebook)
                .join(
                    SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id
                )
                .filter(SubmittedAssignment.assignment_id == assignment.id)
            )
            for student, penalty in penalties:
                found[student].penalty += float(penalty or 0)
        self.submissions = sorted(found.values(), key=lambda one: one.name.casefold())
        if not self.submissions:
            raise ReportError(
                f"Nothing of {self.assignment} is graded yet: nbjudge grade {self.assignment}"
            )

    def _read_outlines(self):
        for notebook in self.notebooks:
            path = self.folder(self._course.source_directory, ".") / f"{notebook}.ipynb"
            found = []
            if path.is_file():
                source = nbformat.read(path, as_version=4)
                for question in questions(source):
                    self.questions[notebook, question.text] = question
                try:
                    found = outline(source)
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
        folder = self.folder(self._course.autograded_directory, submission.student)
        for notebook in self.notebooks:
            path = folder / f"{notebook}.ipynb"
            try:
                self._take(submission, notebook, _read(path))
            except FileNotFoundError:
                submission.look.append(f"{notebook} is not there: nothing was handed in or graded")
            except (msgspec.MsgspecError, OSError, ValueError, RecursionError) as error:
                submission.look.append(f"{notebook} cannot be read ({type(error).__name__})")
        if submission.waiting:
            submission.look.append(f"{submission.waiting} answers are still to be marked by hand")

    def _take(self, submission, notebook, graded):
        own = _mapping(graded.metadata.nbjudge)
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
            nbgrader = _mapping(cell.metadata.nbgrader)
            name = nbgrader.get("grade_id")
            taken = _seconds(_mapping(cell.metadata.execution))
            label = str(name or cell.id) or f"cell {place + 1}"
            submission.seconds[notebook, label] = taken
            source = cell.source
            text = source if isinstance(source, str) else "".join(source)
            if self.questions and not nbgrader.get("grade"):
                for question, guess in guesses(text).items():
                    submission.guesses[notebook, question] = guess
            if not isinstance(name, str):
                continue
            if nbgrader.get("solution"):
                submission.code[notebook, name] = one_newline(text)
            if nbgrader.get("grade"):
                verdict = from_metadata(_mapping(cell.metadata.nbjudge))
                if verdict is not None:
                    submission.verdicts[notebook, name] = verdict
                    if verdict.how == "in process":
                        self.unprotected[name] = verdict.why
                    if line := for_instructor(verdict):
                        submission.look.append(f"{name}: {line}")


def full_name(first, last):
    """The gradebook's first and last name, either of which may be missing."""
    return " ".join(filter(None, (first, last))).strip()


def shown_name(student, called):
    """How a student is called on a page: by name and id, or by the id where there is no name."""
    return f"{called} ({student})" if called and called != student else student


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
