"""Broken submissions, graded by nbjudge and by stock nbgrader: marks and what becomes of the batch.

    python benchmarks/robustness.py

Each submission is right but for what has happened to its notebook on the way. Stock nbgrader
grades each in a run of its own, between two whole ones.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from nbjudge.course import Course
from nbjudge.grading.notebook.verdict import failures

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import broken  # noqa: E402

NAME = "01-softmax-derivation"
STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'nbjudge'\nc.Execute.timeout = 60\n"


def submitted(folder, changes):
    """A released course in which each change is a student, named for it."""
    course = Course(ROOT).copy_to(folder)
    course.build(NAME)
    for change in changes:
        nb = course.read("source", NAME)
        change(nb)
        course.submit(change.__name__, NAME, nb)
    return course


def marks(course):
    """{student: points} of all that are in the gradebook."""
    found = course.marks(NAME)
    return {
        student: None if None in points.values() else sum(points.values())
        for student, points in found.items()
    }


def by_stock(folder, change):
    """What stock nbgrader makes of one of them, and of the one after it."""
    course = submitted(folder, [broken.whole, change])
    last = course.root / "submitted" / "zzz" / NAME
    shutil.copytree(course.root / "submitted" / "whole" / NAME, last)
    (course.root / "nbgrader_config.py").write_text(STOCK)
    status = course.start("autograde", NAME, log=subprocess.DEVNULL).wait()
    found = marks(course)
    text = "no mark" if found.get(change.__name__) is None else f"{found[change.__name__]:g}"
    if not (course.root / "autograded" / change.__name__).exists():
        text += ", no notebook"
    if not found.get("zzz"):
        text += ", and the next is not graded"
    return text + (f" (exit status {status})" if status else "")


def main():
    with tempfile.TemporaryDirectory(prefix="nbjudge-robustness-") as folder:
        course = submitted(Path(folder, "ours"), broken.ALL)
        course.run("grade", NAME, module="nbjudge")
        ours = marks(course)
        print(f"{'what has happened':25}{'nbjudge':>10}   stock nbgrader")
        for change in broken.ALL:
            theirs = by_stock(Path(folder, change.__name__), change)
            print(f"{change.__name__:25}{ours[change.__name__]:10g}   {theirs}", flush=True)
            for words in failures(course.read("autograded", NAME, change.__name__)).values():
                print(f"{'':38}nbjudge says: {words}")


if __name__ == "__main__":
    main()
