"""nbgrader's metadata is of version 1, which ends a run of stock nbgrader."""


def tamper(nb, folder):
    for cell in nb.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.schema_version = 1
    return nb
