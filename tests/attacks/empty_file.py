"""A file without any content."""

EXPECTED = {"test_double": 0.0}


def tamper(nb, folder):
    (folder / "ps1.ipynb").write_bytes(b"")
