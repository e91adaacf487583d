"""One notebook file graded by itself: no class, and nothing of the course touched.

For autograders that run a program for each submission. The course gives the source, with its hidden
tests and configuration; all else happens in a folder of its own that is removed.
"""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from nbjudge.course import Course, grade_id, is_test
from nbjudge.errors import CourseError, GradingError, SubmissionError
from nbjudge.grading.classrun.command import grade
from nbjudge.grading.notebook.verdict import NOT_RIGHT, followed, of, words
from nbjudge.grading.restore.files import LARGEST
from nbjudge.grading.secret import lend_secret
from nbjudge.insight.exercises import outline

__all__ = ["FileGraded", "Mark", "grade_file"]

_STUDENT = "student"
_NOTHING = "Nothing was written here."


@dataclass(frozen=True)
class Mark:
    """What came of one cell that gives points."""

    name: str  # its grade id
    exercise: str  # the exercise's title
    points: float | None  # None while a person has to mark it
    most: float
    passed: bool
    words: str = ""  # what the student is told; nothing of hidden tests


@dataclass(frozen=True)
class FileGraded:
    """What came of a notebook file."""

    assignment: str
    notebook: str
    marks: list[Mark] = field(default_factory=list)
    seconds: float = 0.0
    look: list[str] = field(default_factory=list)  # why a person should look, for the instructor

    @property
    def points(self) -> float:
        """The points so far, without what a person has to mark."""
        return sum(mark.points or 0.0 for mark in self.marks)

    @property
    def most(self) -> float:
        """The points that can be had by now, without those."""
        return sum(mark.most for mark in self.marks if mark.points is not None)


def grade_file(
    course: Course | str | os.PathLike[str],
    file: str | os.PathLike[str],
    assignment: str,
    *,
    timeout: int | None = None,
    notebook_timeout: int | None = None,
    unprotected: bool = False,
    second_opinion: bool = False,
    options: Sequence[str] = (),
) -> FileGraded:
    """Grade one notebook file as a submission to an assignment of a course.

    Parameters
    ----------
    course : the course, or its folder; it is only read.
    file : the notebook, of any name.
    timeout, notebook_timeout, unprotected, second_opinion, options : as for `grade`.

    What it says on its way goes to standard error. Raises `NbjudgeError` where the file could not
    be graded, which is nothing that its contents could do.
    """
    began, path, course = time.monotonic(), Path(file), Course(course)
    course.check_assignments([assignment])
    if path.is_symlink() or not path.is_file():
        raise SubmissionError(
            f"There is no file {path} to be graded"
            + (
                ": it is a link, and what it leads to may be anybody's."
                if path.is_symlink()
                else "."
            )
        )
    with (
        tempfile.TemporaryDirectory(prefix="nbjudge-file-") as folder,
        contextlib.redirect_stdout(sys.stderr),
    ):
        copy = course.copy_to(folder, [assignment])
        lend_secret(course.directory, copy.directory)
        notebook = _notebook_of(copy, assignment, path)
        copy.build(assignment)
        target = copy.place("submitted", assignment, _STUDENT) / f"{notebook}.ipynb"
        target.parent.mkdir(parents=True)
        _copy_bounded(path, target)
        result = grade(
            copy.folder,
            assignment,
            jobs=1,
            notebook=notebook,
            timeout=timeout,
            notebook_timeout=notebook_timeout,
            unprotected=unprotected,
            second_opinion=second_opinion,
            options=options,
        )
        look = result.look.get(_STUDENT, [])
        if result.stopped or not result.graded:
            why = look[0] if look else "it was stopped"
            raise GradingError(f"{path} was not graded: {why.removeprefix('not graded: ')}")
        marks = _marks(copy, assignment, notebook)
    return FileGraded(assignment, notebook, marks, time.monotonic() - began, look)


def _copy_bounded(path: Path, target: Path) -> None:
    """Copy a file, of one that is too large to be graded no more than shows that it is."""
    with path.open("rb") as given, target.open("wb") as made:
        left = LARGEST + 1
        while left > 0 and (chunk := given.read(min(left, 2**20))):
            made.write(chunk)
            left -= len(chunk)


def _notebook_of(course: Course, assignment: str, path: Path) -> str:
    """Which notebook of an assignment a file is: by its name, or the only one."""
    names = sorted(one.stem for one in course.place("source", assignment).glob("*.ipynb"))
    if path.stem in names:
        return path.stem
    if len(names) == 1:
        return names[0]
    raise CourseError(
        f"{assignment} has the notebooks {', '.join(names)}. Give {path.name} the name of one."
    )


def _marks(course: Course, assignment: str, notebook: str) -> list[Mark]:
    """[`Mark`] of all cells that give points, in order."""
    path = course.place("source", assignment) / f"{notebook}.ipynb"
    exercises = outline(nbformat.read(path, as_version=4))
    path = course.place("autograded", assignment, _STUDENT) / path.name
    cells = {grade_id(cell): cell for cell in nbformat.read(path, as_version=4).cells}
    with course.gradebook() as gradebook:
        found = gradebook.find_submission_notebook(notebook, assignment, _STUDENT)
        grades = {
            grade.name: None if grade.auto_score is None else float(grade.auto_score)
            for grade in found.grades
        }
    return [
        _mark(name, exercise.title, grades[name], most, cells.get(name))
        for exercise in exercises
        for name, most in exercise.points.items()
        if name in grades
    ]


def _mark(
    name: str, title: str, points: float | None, most: float, cell: nbformat.NotebookNode | None
) -> Mark:
    if points is None:
        return Mark(name, title, None, most, False, "A person will mark this.")
    if cell is None or not is_test(cell):
        return Mark(name, title, points, most, points >= most, "" if points else _NOTHING)
    verdict = of(cell)
    passed = followed(verdict) if verdict and verdict.kind != "passed" else points >= most
    if verdict is not None and verdict.kind != "passed":
        return Mark(name, title, points, most, passed, words(verdict))
    return Mark(name, title, points, most, passed, "" if passed else NOT_RIGHT)
