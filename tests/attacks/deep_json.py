"""JSON that is nested 50,000 levels deep, in the metadata."""

EXPECTED = {"test_double": 0.0}


def tamper(nb, folder):
    import json

    nb.metadata.deep = "DEEP"
    text = json.dumps(nb).replace('"DEEP"', "[" * 50_000 + "]" * 50_000)
    (folder / "ps1.ipynb").write_text(text)
