"""The text of the locked cells is the student's."""


def tamper(nb, folder):
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("locked"):
            cell.source = "open('/tmp/attack_edit', 'w')\nsame = lambda *a: True\ntolerance = 1e9"
    return nb
