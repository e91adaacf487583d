"""A test cell of the student's own that has no grade id."""


def tamper(nb, folder):
    from nbformat.v4 import new_code_cell

    code = "open('/tmp/attack_test_cell', 'w').write('x')\n3.0"
    meta = {"grade": True, "locked": True, "solution": False, "task": False, "schema_version": 3}
    nb.cells.append(new_code_cell(code, metadata={"nbgrader": meta | {"points": 9}}))
    return nb
