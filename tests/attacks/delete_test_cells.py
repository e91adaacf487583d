"""The test cells are gone."""

EXPECTED = {}


def tamper(nb, folder):
    nb.cells = [cell for cell in nb.cells if not cell.metadata.get("nbgrader", {}).get("grade")]
    return nb
