"""Each test is worth 100 points, or less than none."""


def tamper(nb, folder):
    for number, cell in enumerate(nb.cells):
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.metadata.nbgrader.points = (100, -5, 0, 1e300)[number % 4]
    return nb
