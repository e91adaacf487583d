"""The text of a cell cannot be encoded."""


def tamper(nb, folder):
    import json

    nb.cells[-1].source += "\n# \ud800"
    (folder / "ps1.ipynb").write_text(json.dumps(nb))  # nbformat itself could not write it
