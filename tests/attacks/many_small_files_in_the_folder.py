"""20,000 files of one byte each, which take a page of memory apiece."""


def tamper(nb, folder):
    for number in range(20_000):
        (folder / f"{number}.txt").write_bytes(b"x")
    return nb


STOCK = False  # slow to copy
