"""The file that says when it was handed in holds no time."""


def tamper(nb, folder):
    (folder / "timestamp.txt").write_text("the day after tomorrow \x00")
    return nb
