"""nbgrader's step that saves marks, with an open gradebook; one transaction a submission."""

import contextlib

from nbgrader.api import Comment, Grade, Gradebook
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import compute_checksum, determine_grade, is_task
from sqlalchemy.orm import joinedload

__all__ = ["SaveGrades", "transaction"]


class SaveGrades(SaveAutoGrades):
    """nbgrader's SaveAutoGrades with two queries and one commit, where it has two per cell.

    ``resources["gradebook"]`` may hold an open `Gradebook`, and ``resources["only"]`` the grade
    ids of the only marks to change.
    """

    def preprocess(self, nb, resources):
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

    def _add_score(self, cell, resources):
        name = cell.metadata.nbgrader["grade_id"]
        if self._only is not None and name not in self._only:
            return
        grade = self._grades[name]
        grade.auto_score, _ = determine_grade(cell, self.log)
        # A mark given by hand is kept, and shown to the instructor again.
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None

    def _add_comment(self, cell, resources):
        untouched = cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
        comment = self._comments[cell.metadata.nbgrader["grade_id"]]
        comment.auto_comment = "No response." if untouched and not is_task(cell) else None


@contextlib.contextmanager
def transaction(gradebook):
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
