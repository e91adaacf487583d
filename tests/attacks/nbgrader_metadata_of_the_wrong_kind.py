"""nbgrader's metadata is a number, a text or a list of lists."""


def tamper(nb, folder):
    kinds = (None, 5, "x", [[1]], {"grade_id": [1]}, {"grade_id": 10**30, "grade": True}, True)
    for cell, kind in zip(nb.cells, kinds * 10, strict=False):
        cell.metadata.nbgrader = kind
    return nb
