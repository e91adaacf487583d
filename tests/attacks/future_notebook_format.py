"""A notebook of format 4.99, with fields that nobody knows."""


def tamper(nb, folder):
    import json

    nb.nbformat_minor = 99
    nb.cells[0].unknown = {"a": 1}
    (folder / "ps1.ipynb").write_text(json.dumps(nb))
