"""Task cells and manually graded cells of the student's own, with their points."""


def tamper(nb, folder):
    from nbformat.v4 import new_code_cell, new_markdown_cell

    meta = {"locked": False, "schema_version": 3, "points": 50}
    for number, make in enumerate((new_markdown_cell, new_code_cell)):
        task = {"grade": False, "task": True, "solution": False, "grade_id": f"task{number}"}
        manual = {"grade": True, "task": False, "solution": True, "grade_id": f"man{number}"}
        for kind in (task, manual):
            nb.cells.append(make("x", metadata={"nbgrader": meta | kind}))
    return nb
