"""The notebook is a symbolic link to the instructor's, which has all answers."""

EXPECTED = {"test_double": 0.0}


def tamper(nb, folder):
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").symlink_to(folder.parents[2] / "source" / "ps1" / "ps1.ipynb")
