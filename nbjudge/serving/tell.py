"""Feedback for one submission, made by nbgrader's own steps and released to its exchange."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.apps import NbGrader
from nbgrader.auth import Authenticator
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeError, ExchangeFactory

from nbjudge.insight import html
from nbjudge.insight.exercises import outline

__all__ = ["exercise_marks", "generate", "keep_pages", "release", "write_short"]


def _directory(app: NbGrader, assignment: str, student: str) -> CourseDirectory:
    made = CourseDirectory(parent=app)
    made.assignment_id, made.student_id, made.notebook_id = assignment, student, "*"
    return made


def generate(app: NbGrader, assignment: str, student: str) -> Path:
    """Make the feedback pages of a graded submission; returns their folder in ``feedback``."""
    course = _directory(app, assignment, student)
    made = GenerateFeedback(coursedir=course, parent=app)
    made.force = True
    made.start()
    return Path(course.format_path(course.feedback_directory, student, assignment))


def write_short(
    folder: Path, course: str, assignment: str, number: int | None, told: dict[str, Any]
) -> None:
    """Write, in place of each feedback page, one that says less; ``told`` is for its template."""
    for page in folder.glob("*.html"):
        text = (
            html.environment()
            .get_template("told.html")
            .render(course=course, assignment=assignment, number=number, **told)
        )
        page.write_text(text, encoding="utf-8")


def release(app: NbGrader, assignment: str, student: str) -> str:
    """Put the feedback of a submission where *Fetch Feedback* finds it; returns why not, or "".

    What came over another way than the exchange has nobody to fetch it there.
    """
    course = _directory(app, assignment, student)
    folder = Path(course.format_path(course.feedback_directory, student, assignment))
    if not all((folder / name).is_file() for name in ("timestamp.txt", "submission_secret.txt")):
        return ""
    exchange = ExchangeFactory(config=app.config)
    try:
        exchange.ReleaseFeedback(
            coursedir=course, authenticator=Authenticator(parent=app), parent=app
        ).start()
    except (ExchangeError, OSError) as error:
        return f"the feedback could not be released: {error}"
    return ""


def exercise_marks(notebooks: Sequence[Path], scores: dict[str, float]) -> list[list[Any]]:
    """[title, points, most] of each exercise of some source notebooks.

    ``scores`` are the points of each cell that gives some, where they are known.
    """
    return [
        [
            exercise.title or exercise.name,
            sum(scores.get(name, 0.0) for name in exercise.points),
            exercise.most,
        ]
        for path in notebooks
        for exercise in outline(nbformat.read(path, as_version=4))
        if exercise.points
    ]


def keep_pages(folder: Path, target: Path) -> None:
    """Keep a copy of feedback pages with the arrival that they belong to, all or none."""
    partial = target.with_name(f".{target.name}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    for page in folder.glob("*.html"):
        shutil.copyfile(page, partial / page.name)
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)
