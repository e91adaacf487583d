"""A cell of the student's own bears nbgrader metadata of versions that end a run."""


def tamper(nb, folder):
    from nbformat.v4 import new_code_cell

    meta = {"grade": False, "locked": False, "solution": False, "task": False}
    for version in (99, 1, 0, -1):
        nb.cells.append(new_code_cell("1", metadata={"nbgrader": meta | {
            "schema_version": version, "grade_id": f"x{version}"}}))  # fmt: skip
    return nb
