"""nbgrader's steps with an open gradebook do what they do with their own."""

import pytest
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.preprocessors import OverwriteKernelspec
from sqlalchemy import text

from nbjudge.grading.classrun.gradebook import create_tables
from nbjudge.grading.restore.cells import RestoreKernelspec

THEIRS = {"name": "ir", "display_name": "R"}
SOURCE = '{"name": "python3", "display_name": "Python 3"}'


@pytest.mark.parametrize("known", [SOURCE, "{}", None])
def test_is_the_kernelspec_restored_as_by_nbgrader(tmp_path, known):
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    found = []
    with Gradebook(url) as gradebook:
        gradebook.add_assignment("ps1")
        gradebook.add_notebook("ps1", "ps1", kernelspec=known)
        names = {"notebook": "ps1", "assignment": "ps1", "db_url": url}
        for step in (RestoreKernelspec, OverwriteKernelspec):
            nb = new_notebook(metadata={"kernelspec": THEIRS})
            nb, _ = step()(nb, {"nbgrader": names, "gradebook": gradebook})
            found.append(nb.metadata.kernelspec)
    assert found[0] == found[1]
    assert (found[0] == THEIRS) == (known != SOURCE)


@pytest.mark.parametrize(
    ("table", "column"),
    [("grade", "notebook_id"), ("comment", "notebook_id"),
     ("submitted_notebook", "assignment_id"), ("submitted_assignment", "student_id")],
)  # fmt: skip
def test_what_belongs_to_one_submission_is_found_without_reading_that_of_all(
    tmp_path, table, column
):
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "nbjudge") as gradebook:
        for _ in range(2):
            create_tables(gradebook)
        query = text(f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE {column} = 'x'")
        plan = " ".join(row.detail for row in gradebook.db.execute(query))
    assert plan.startswith("SEARCH")
