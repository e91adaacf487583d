"""A file of a gigabyte beside the notebook that takes no room on the disk."""


def tamper(nb, folder):
    with (folder / "large.bin").open("wb") as file:
        file.truncate(10**9)
    return nb


STOCK = False  # stock nbgrader would copy all of it
