"""The notebook is a symbolic link to another student's."""

EXPECTED = {"test_double": 0.0}


def tamper(nb, folder):
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").symlink_to("../../aaa/ps1/ps1.ipynb")
