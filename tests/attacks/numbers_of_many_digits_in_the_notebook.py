"""JSON numbers of 10,000 digits, which Python refuses to read."""

EXPECTED = {"test_double": 0.0}


def tamper(nb, folder):
    import json

    nb.metadata.number = "NUMBER"
    (folder / "ps1.ipynb").write_text(json.dumps(nb).replace('"NUMBER"', "9" * 10_000))
