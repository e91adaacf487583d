"""The tests of right and wrong exercises have changed their ids."""


def tamper(nb, folder):
    tests = [cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    ids = [cell.metadata.nbgrader.grade_id for cell in tests]
    for cell, name in zip(tests, ids[1:] + ids[:1], strict=True):
        cell.metadata.nbgrader.grade_id = name
    return nb
