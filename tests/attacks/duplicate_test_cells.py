"""Each test cell is there many times, the copies being markdown or empty."""


def tamper(nb, folder):
    import copy

    for cell in list(nb.cells):
        if cell.metadata.get("nbgrader", {}).get("grade"):
            other = copy.deepcopy(cell)
            other.source = "2.0"
            other.id = other.id[::-1]
            nb.cells += [other, copy.deepcopy(other)]
            nb.cells.insert(0, copy.deepcopy(other))
    return nb
