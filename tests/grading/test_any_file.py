"""Any file is a submission: it is read, recovered and made harmless, or refused in words."""

import copy
import json
from types import SimpleNamespace

import nbformat
from factory import locked, solution, test_cell
from hypothesis import HealthCheck, given, settings
from nbformat.v4 import new_markdown_cell, new_notebook
from odd_files import notebook_files, outputs

from nbjudge.grading.notebook.harmless import Harmless
from nbjudge.grading.restore.reading import Unreadable, read_notebook
from nbjudge.grading.restore.recover import recover
from nbjudge.grading.restore.texts import CourseCell, claimed_id

COURSE = [
    CourseCell(None, "title", "markdown", "# A title that is long enough to be known again"),
    CourseCell("setup", "setup", "code", "import numpy as np", locked=True),
    CourseCell("f", "f", "code", "def f(x):\n    return ?", answer="def f(x):\n    return 1"),
    CourseCell("test_f", "test_f", "code", "assert f(1) == 1", locked=True, graded=True),
]
RIGHT = json.loads(
    nbformat.writes(
        new_notebook(
            cells=[
                new_markdown_cell(COURSE[0].text, id="title"),
                locked("setup", COURSE[1].text),
                solution("f", COURSE[2].answer),
                test_cell("test_f", COURSE[3].text),
            ]
        )
    )
)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(notebook_files(SimpleNamespace(right=RIGHT)), outputs())
def test_any_file_is_read_or_refused(data, shown):
    try:
        nb = read_notebook(data).nb
    except Unreadable as error:
        assert str(error)
        return
    recover(nb, COURSE)
    names = [claimed_id(cell) for cell in nb.cells]
    assert names.count("setup") == names.count("test_f") == 1
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.from_dict(output) for output in copy.deepcopy(shown)]
    Harmless().preprocess(nb, {"nbgrader": {"assignment": "a", "notebook": "a"}})
    assert json.loads(json.dumps(nb))["cells"]
