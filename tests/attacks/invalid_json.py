"""A file that is no notebook at all."""

EXPECTED = {"test_double": 0.0}


def tamper(nb, folder):
    (folder / "ps1.ipynb").write_bytes(b"\xff\xfe{\x00")
