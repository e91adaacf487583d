"""Solution cells say that they are tests, so that the student's code runs where tests do."""


def tamper(nb, folder):
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.metadata.nbgrader |= {"grade": True, "solution": False, "points": 3}
    return nb
