"""A test cell of the student's own, outside of the sandbox, would be the end of it."""

CODE = "open('/tmp/attack_test_cell', 'w').write('x')\n3.0"


def tamper(nb, folder):
    from nbformat.v4 import new_code_cell

    meta = {"grade": True, "locked": True, "solution": False, "task": False, "schema_version": 3}
    for name in ("test_forged", "", "setup ", "test_double2"):
        nb.cells.append(
            new_code_cell(CODE, metadata={"nbgrader": {**meta, "grade_id": name, "points": 9}})
        )
    return nb
