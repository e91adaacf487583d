"""The test cells are raw."""


def tamper(nb, folder):
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.cell_type = "raw"
            del cell["outputs"], cell["execution_count"]
    return nb
