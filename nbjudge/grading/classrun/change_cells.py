"""Cells of an assignment that change while there are submissions, in nbgrader's own tables.

nbgrader lets no cell be added or removed once somebody has handed in. Here each submission gets the
rows that it would have had if the assignment had been so from the beginning: a new test has no mark
yet, a removed one is forgotten with its marks, all others keep marks and comments.
"""

from nbgrader.api import (
    Base,
    Comment,
    Grade,
    GradeCell,
    SolutionCell,
    SourceCell,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import delete, insert, select

from nbjudge.errors import GradingError

__all__ = ["change_cells", "copy_rows"]

_KINDS = {  # of cell → (where a notebook has them, what each submission has for one)
    GradeCell: ("grade_cells", (Grade,)),
    SolutionCell: ("solution_cells", (Comment,)),
    TaskCell: ("task_cells", (Grade, Comment)),
    SourceCell: ("source_cells", ()),
}
_FIELDS = ("cell_type", "max_score", "locked", "source", "checksum")


def change_cells(gradebook, assignment, wanted, renamed):
    """Make the cells of an assignment those of another gradebook; the caller commits.

    Parameters
    ----------
    gradebook, wanted : nbgrader's `Gradebook`, to be changed and as it should be.
    renamed : {old grade id: new} of cells that keep their marks under another name.

    Raises `GradingError` where the notebooks themselves are others, or a name is not there.
    """
    old = {one.name: one for one in gradebook.find_assignment(assignment).notebooks}
    new = {one.name: one for one in wanted.find_assignment(assignment).notebooks}
    if old.keys() != new.keys():
        raise GradingError(
            f"{assignment} has submissions with the notebooks {', '.join(sorted(old))}, and its "
            f"source now has {', '.join(sorted(new))}. Notebooks can be neither added, removed "
            "nor renamed: make another assignment of the new ones."
        )
    used = set()
    for name, notebook in old.items():
        for kind, (attribute, rows) in _KINDS.items():
            have = {cell.name: cell for cell in getattr(notebook, attribute)}
            want = {cell.name: cell for cell in getattr(new[name], attribute)}
            for before, after in renamed.items():
                if before in have and after in want and after not in have and before not in want:
                    have[after] = have.pop(before)
                    have[after].name = after
                    used.add(before)
            for gone in have.keys() - want.keys():
                for row in rows:
                    gradebook.db.execute(delete(row).where(row.cell_id == have[gone].id))
                gradebook.db.delete(have[gone])
            for added in want.keys() - have.keys():
                _add(gradebook.db, notebook, kind, want[added], rows)
            gradebook.db.flush()
    if unknown := renamed.keys() - used:
        raise GradingError(
            f"{assignment}: {', '.join(sorted(unknown))} cannot be renamed: the gradebook must "
            "have a cell of the old name and none of the new, the source the other way round."
        )


def _add(session, notebook, kind, cell, rows):
    fields = {name: getattr(cell, name) for name in _FIELDS if hasattr(kind, name)}
    made = kind(name=cell.name, notebook_id=notebook.id, **fields)
    session.add(made)
    session.flush()
    submitted = select(SubmittedNotebook.id).where(SubmittedNotebook.notebook_id == notebook.id)
    for one in session.execute(submitted).scalars().all():
        session.add_all(row(cell_id=made.id, notebook_id=one) for row in rows)


def copy_rows(gradebook, other):
    """Make all of nbgrader's tables in ``other`` those of ``gradebook``, whatever the database."""
    with gradebook.engine.connect() as source, other.engine.begin() as target:
        for table in reversed(Base.metadata.sorted_tables):
            target.execute(delete(table))
        for table in Base.metadata.sorted_tables:
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows:
                target.execute(insert(table), rows)
