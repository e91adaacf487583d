"""A locked setup cell of the student's own redefines np, check and tolerance."""


def tamper(nb, folder):
    from nbformat.v4 import new_code_cell

    code = (
        "open('/tmp/attack_setup', 'w').write('x')\nimport numpy as np\n"
        "np.testing.assert_allclose = lambda *a: None\ntolerance = 1e9\nsame = lambda *a: True"
    )
    meta = {"grade": False, "locked": True, "solution": False, "task": False, "schema_version": 3}
    for place, name in ((0, "a_setup"), (3, "z_setup"), (5, "setup")):
        nb.cells.insert(
            place,
            new_code_cell(
                code, metadata={"nbgrader": meta | {"grade_id": name}, "tags": ["setup"]}
            ),
        )
    return nb
