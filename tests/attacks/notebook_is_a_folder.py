"""The notebook is a folder."""

EXPECTED = {"test_double": 0.0}


def tamper(nb, folder):
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").mkdir()
