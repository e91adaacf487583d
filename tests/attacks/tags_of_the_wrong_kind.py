"""Tags, names and outputs of cells that are no lists and no text."""


def tamper(nb, folder):
    for cell in nb.cells:
        cell.metadata.tags = 5
        cell.metadata.name = [1]
    import json

    (folder / "ps1.ipynb").write_text(json.dumps(nb))
