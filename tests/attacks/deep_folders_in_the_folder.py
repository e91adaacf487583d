"""Hundreds of folders within each other."""


def tamper(nb, folder):
    for _ in range(600):  # pathlib's own mkdir(parents=True) would not get there either
        folder = folder / "d"
        folder.mkdir()
    return nb
