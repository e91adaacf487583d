"""A class as Canvas hands it over, from the zip archive to the marks, with one command.

    python benchmarks/collecting.py [ASSIGNMENT] [--students 200] [--jobs 2]

The notebooks are those of the demo's class, but the never-ending one, over and over; their names
are as browsers and Canvas leave them. Copies of one notebook must get the same marks.
"""

import argparse
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import nbformat

from nbjudge.course import Course
from nbjudge.demo import classroom

ROOT = Path(__file__).resolve().parents[1]


def pack(folder, notebooks, assignment, students):
    """The archive and the list of students; returns {student: whose notebook it is}."""
    texts = {name: nbformat.writes(nb) for name, nb in notebooks.items() if name != "linus"}
    kinds, whose = list(texts), {}
    people = ["Student,ID,SIS User ID,SIS Login ID,Section", "Points Possible,,,,"]
    with zipfile.ZipFile(folder / "submissions.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(students):
            kind = kinds[n % len(kinds)]
            whose[f"user{n:04}"] = kind
            people.append(f'"Last{n:04}, First{n:04}",{1000 + n},S{n:04},user{n:04},Main')
            late = "LATE_" if n % 10 == 0 else ""
            copy, end = (("", ""), ("Copy of ", " (3)"), ("", "-2"))[n % 3]
            name = f"last{n:04}first{n:04}_{late}{1000 + n}_{50_000 + n}_{copy}{assignment}{end}"
            archive.writestr(f"{name}.ipynb", texts[kind])
    (folder / "students.csv").write_text("\n".join(people), encoding="utf-8")
    return whose


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("assignment", nargs="?", default="01-softmax-derivation")
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    name = arguments.assignment
    with tempfile.TemporaryDirectory(prefix="nbjudge-collecting-") as folder:
        folder = Path(folder)
        course = Course(ROOT).copy_to(folder / "course", [name])
        course.build(name)
        whose = pack(folder, classroom(Course(ROOT), course, name), name, arguments.students)
        started = time.perf_counter()
        command = course.start(
            *("collect", name, str(folder / "submissions.zip"), "--grade"),
            *(f"--names={folder / 'students.csv'}", f"--jobs={arguments.jobs}"),
            log=None,
            module="nbjudge",
            env={"NBJUDGE_DATA": "digits"},
        )
        status = command.wait()
        took = time.perf_counter() - started
        print(f"exit status {status}")
        found = defaultdict(Counter)
        for student, marks in course.marks(name).items():
            found[whose[student]][sum(marks.values())] += 1
    graded = sum(sum(points.values()) for points in found.values())
    print(f"{graded} of {arguments.students} graded in {took:.0f} s: {took / graded:.2f} s each")
    for kind, points in found.items():
        told = ", ".join(f"{count} times {mark:g}" for mark, count in points.items())
        print(f"  {kind:10} {told}")


if __name__ == "__main__":
    main()
