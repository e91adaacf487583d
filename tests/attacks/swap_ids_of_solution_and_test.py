"""A test cell bears the id of a locked cell, and the locked cell that of the test."""

LATER = "print(In)"


def tamper(nb, folder):
    by_id = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in nb.cells}
    pairs = (("tools", "test_train"), ("square", "test_square"), ("setup", "test_Counter"))
    for one, two in pairs:
        by_id[one].metadata.nbgrader.grade_id = two
        by_id[two].metadata.nbgrader.grade_id = one
    return nb
