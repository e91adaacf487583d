"""The test cells say that they are locked but not graded, so that they run as ordinary cells."""

LATER = "print(In, _ih)"


def tamper(nb, folder):
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.grade = False
    return nb
