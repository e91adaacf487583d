"""How exercises are called on pages: by the headings above them, or by their own names."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbjudge.insight.exercises import outline


def titles(*parts):
    """[title of each exercise] of a notebook of headings ("# …") and exercises (names)."""
    cells = []
    for part in parts:
        if part.startswith("#"):
            cells.append(new_markdown_cell(part))
            continue
        for name, kind in (
            (part, {"solution": True}),
            (f"test_{part}", {"grade": True, "points": 1}),
        ):
            data = {"grade_id": name, "schema_version": 3, "grade": False, "solution": False,
                    "locked": False, "task": False} | kind  # fmt: skip
            cells.append(new_code_cell("x = 1", metadata={"nbgrader": data}))
    return [
        exercise.title or exercise.name for exercise in outline(new_notebook(cells=cells), False)
    ]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["# Sheet 1", "a", "b_c"], ["a", "b_c"]),
        (["# Sheet 1\n## One", "a", "## Two", "b"], ["One", "Two"]),
        (["# Sheet 1", "a", "## Two", "b"], ["a", "Two"]),
        (["# One", "a", "# Two", "b"], ["One", "Two"]),
        (["## One", "a", "## Two", "b_1", "c"], ["One", r"Two: b\_1", "Two: c"]),
        (["# Sheet 1", "a"], ["Sheet 1"]),
        (["a", "b"], ["a", "b"]),
    ],
)
def test_an_exercise_has_a_title_that_no_other_has(parts, expected):
    assert titles(*parts) == expected
