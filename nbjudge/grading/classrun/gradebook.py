"""The gradebook: a step that saves marks in one transaction, and what marks were made of."""

import contextlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    InvalidEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import compute_checksum, determine_grade, is_task
from sqlalchemy import (
    Column,
    MetaData,
    String,
    Table,
    delete,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.orm import joinedload

from nbjudge.errors import GradingError
from nbjudge.grading.notebook.verdict import of

__all__ = [
    "SaveGrades",
    "create_tables",
    "definition_of",
    "faults",
    "fingerprint_in",
    "keep_fingerprint",
    "patient_url",
    "points_of",
    "transaction",
]

# What the marks of a submission were made of: a gradebook that was lost or restored knows only
# the marks that it has.
_FINGERPRINTS = Table(
    "nbjudge_fingerprint",
    MetaData(),
    Column("submission", String(32), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
)
# Columns by which one submission, or one student, is found: nbgrader indexes only the pair of what
# a row is of and what it belongs to, in that order.
_INDEXED = {
    "grade": "notebook_id",
    "comment": "notebook_id",
    "submitted_notebook": "assignment_id",
    "submitted_assignment": "student_id",
}


class SaveGrades(SaveAutoGrades):
    """nbgrader's SaveAutoGrades with two queries and one commit, where it has two per cell.

    ``resources["gradebook"]`` may hold an open `Gradebook`, and ``resources["only"]`` the grade
    ids of the only marks to change.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        names = resources["nbgrader"]
        self._only = resources.get("only")
        with contextlib.ExitStack() as stack:
            gradebook = resources.get("gradebook")
            if gradebook is None:
                gradebook = stack.enter_context(Gradebook(names["db_url"]))
            notebook = gradebook.find_submission_notebook(
                names["notebook"], names["assignment"], names["student"]
            )
            self._grades, self._comments = (
                {
                    row.cell.name: row
                    for row in gradebook.db.query(kind)
                    .options(joinedload(kind.cell))
                    .filter(kind.notebook_id == notebook.id)
                }
                for kind in (Grade, Comment)
            )
            for index, cell in enumerate(nb.cells):
                self.preprocess_cell(cell, resources, index)
            gradebook.db.commit()
        return nb, resources

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        name = cell.metadata.nbgrader["grade_id"]
        if self._only is not None and name not in self._only:
            return
        grade = self._grades[name]
        grade.auto_score, _ = determine_grade(cell, self.log)
        verdict = of(cell)
        if verdict is not None and verdict.how == "by hand":
            grade.auto_score = None
        pending = verdict is not None and verdict.pending
        # A mark given by hand is kept, and shown to the instructor again.
        given = grade.manual_score is not None
        grade.needs_manual_grade = given or pending or grade.auto_score is None

    def _add_comment(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
        comment = self._comments[cell.metadata.nbgrader["grade_id"]]
        comment.auto_comment = "No response." if untouched and not is_task(cell) else None


@contextlib.contextmanager
def transaction(gradebook: Gradebook) -> Iterator[None]:
    """All that nbgrader's API commits within is committed together at the end, or not at all."""
    with gradebook.engine.connect() as connection:
        if gradebook.engine.dialect.name == "sqlite":
            # Python's sqlite3 would begin a transaction at the first change only.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        gradebook.db.remove()
        gradebook.db.configure(bind=connection, join_transaction_mode="create_savepoint")
        try:
            yield
            gradebook.db.remove()
            connection.commit()
        except BaseException:
            gradebook.db.remove()
            connection.rollback()
            raise
        finally:
            gradebook.db.configure(
                bind=gradebook.engine, join_transaction_mode="conditional_savepoint"
            )


def create_tables(gradebook: Gradebook) -> None:
    """Add what nbjudge keeps in a gradebook, where it is not there yet.

    Also indexes: nbgrader has none by which the marks of one submission are found, so that each
    query would read those of all.
    """
    _FINGERPRINTS.create(gradebook.engine, checkfirst=True)
    if gradebook.engine.dialect.name not in ("sqlite", "postgresql"):
        return
    there = inspect(gradebook.engine)
    for table, column in _INDEXED.items():
        name = f"nbjudge_{table}_{column}"
        if any(one["name"] == name for one in there.get_indexes(table)):
            continue
        # A gradebook whose tables are another's works without, if more slowly.
        with contextlib.suppress(ProgrammingError), gradebook.engine.begin() as connection:
            connection.execute(text(f"CREATE INDEX IF NOT EXISTS {name} ON {table} ({column})"))


def fingerprint_in(
    gradebook: Gradebook, assignment: str, student: str, notebooks: Iterable[str]
) -> str | None:
    """What the marks of a submission were made of; "" where that is not known.

    None where the gradebook has no marks of all these notebooks of it.
    """
    names = (
        select(SubmittedAssignment.id, Notebook.name, _FINGERPRINTS.c.fingerprint)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .outerjoin(_FINGERPRINTS, _FINGERPRINTS.c.submission == SubmittedAssignment.id)
        .where(Assignment.name == assignment, SubmittedAssignment.student_id == student)
    )
    found = gradebook.db.execute(names).all()
    if not found or {row.name for row in found} < set(notebooks):
        return None
    return found[0].fingerprint or ""


def keep_fingerprint(gradebook: Gradebook, submission: str, fingerprint: str) -> None:
    """Note what the marks of a submission, named by its number, were made of."""
    table, db = _FINGERPRINTS, gradebook.db
    db.execute(delete(table).where(table.c.submission == submission))
    db.execute(insert(table).values(submission=submission, fingerprint=fingerprint))
    db.commit()


def points_of(gradebook: Gradebook, submission: str) -> float:
    """The points of a submission, named by its number."""
    score = select(SubmittedAssignment.score).where(SubmittedAssignment.id == submission)
    return float(gradebook.db.execute(score).scalar() or 0)


@contextlib.contextmanager
def faults(url: str, done: str) -> Iterator[None]:
    """A gradebook that is locked or gone stops a run: it is no fault of a submission."""
    try:
        yield
    except (DBAPIError, InvalidEntry) as error:
        said = _said(error)
        if re.search(r"no such column|column .* does not exist|no such table", said):
            raise GradingError(
                f"The gradebook {url} is of an older nbgrader ({said}). Make a copy of it, then: "
                "nbgrader db upgrade"
            ) from error
        raise GradingError(
            f"The gradebook {url} could not be {done}: {said}. "
            "Nothing is lost: mend that, and give the same command again."
        ) from error


def _said(error: Exception) -> str:
    """What a database said, without SQLAlchemy's own words."""
    return str(getattr(error, "orig", error)).splitlines()[0].rpartition("Error) ")[2]


def patient_url(url: str) -> str:
    """The URL of a gradebook, so that SQLite waits a minute for another program's lock."""
    if not url.startswith("sqlite:") or "timeout=" in url:
        return url
    return f"{url}{'&' if '?' in url else '?'}timeout=60"


def definition_of(notebook: Any) -> list[list[Any]]:
    """What the gradebook says of a notebook, as plain data."""
    points = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    solutions = {cell.name for cell in notebook.solution_cells}
    return [
        [cell.name, cell.cell_type, cell.locked, cell.source, points.get(cell.name),
         cell.name in solutions]
        for cell in notebook.source_cells
    ]  # fmt: skip
