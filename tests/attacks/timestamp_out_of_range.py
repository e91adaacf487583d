"""It was handed in in the year 1, in a time zone that makes it the year 0."""


def tamper(nb, folder):
    (folder / "timestamp.txt").write_text("0001-01-01 00:00:00 +1400")
    return nb
