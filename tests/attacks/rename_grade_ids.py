"""The tests of wrong exercises bear the id of the right one."""


def tamper(nb, folder):
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.grade_id = "test_double"
    return nb
