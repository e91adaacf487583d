"""Tags that keep Jupyter from running a cell, or let its errors pass."""


def tamper(nb, folder):
    for cell in nb.cells:
        cell.metadata.tags = ["skip-execution", "raises-exception", "remove_cell", "setup"]
    return nb
