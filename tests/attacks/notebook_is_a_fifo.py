"""The notebook is a FIFO: who opens it waits for ever."""

EXPECTED = {"test_double": 0.0}


def tamper(nb, folder):
    import os

    (folder / "ps1.ipynb").unlink()
    os.mkfifo(folder / "ps1.ipynb")
