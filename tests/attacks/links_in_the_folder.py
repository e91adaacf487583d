"""Symbolic links to the gradebook, the source, the home folder and to themselves."""

CELL = """
import os
for folder, folders, names in os.walk("."):
    for name in names + folders:
        path = os.path.join(folder, name)
        try:
            print(path, open(path, "rb").read())
        except OSError as error:
            print(error)
"""


def tamper(nb, folder):
    course = folder.parents[2]
    for name, target in {
        "book": course / "gradebook.db",
        "tests": course / "source" / "ps1" / "ps1.ipynb",
        "tests.txt": course / "source" / "ps1" / "ps1.ipynb",
        "other.txt": course / "submitted" / "aaa" / "ps1" / "ps1.ipynb",
        "source": course / "source",
        "home": "/proc/self/environ",
        "loop": "loop",
        "up": "..",
    }.items():
        (folder / name).symlink_to(target)
    return nb
