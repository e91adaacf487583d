"""The file that says when it was handed in is a folder."""


def tamper(nb, folder):
    (folder / "timestamp.txt").mkdir()
    return nb
