"""Are right answers right for every student? The same class, under many names.

    python benchmarks/seeds.py [ASSIGNMENT …] [--seeds 20] [--jobs 2]

The hidden tests draw their inputs, and retrain, from a seed that differs between submissions. Each
student hands in a mix of the right answers; all must get all points. NBJUDGE_DATA names the data.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from nbgrader.utils import is_solution

from nbjudge.authoring.answers import read_assignment
from nbjudge.course import Course, exercises, fill_in, grade_id
from nbjudge.grading.notebook.verdict import failures

ROOT = Path(__file__).resolve().parents[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("assignments", nargs="*")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    own, status = Course(ROOT), 0
    for name in own.check_assignments(arguments.assignments):
        with tempfile.TemporaryDirectory(prefix="nbjudge-seeds-") as folder:
            course = own.copy_to(folder, [name])
            course.build(name)
            hand_in(own, course, name, arguments.seeds)
            course.run("grade", name, f"--jobs={arguments.jobs}", module="nbjudge")
            lost = [
                (student, test, failures(course.read("autograded", name, student)).get(test, ""))
                for student, marks in course.marks(name).items()
                for test, points in points_of(own, name).items()
                if marks[test] < points
            ]
        print(f"{name}: {arguments.seeds} submissions, {len(lost)} tests failed", flush=True)
        for student, test, words in lost:
            print(f"  {student}, {test}: {words}")
        status = status or int(bool(lost))
    return status


def hand_in(own, course, name, number):
    source, release = own.read("source", name), course.read("release", name)
    theirs = {grade_id(cell): cell.source for cell in source.cells if is_solution(cell)}
    answers = read_assignment(own.root / "answers" / name)
    for n in range(number):
        filled = dict(theirs)
        for exercise in theirs:
            right = [a.text for a in answers.get(exercise, ()) if a.kind == "right"]
            if n and right and exercise != "settings":  # others may train for long
                filled[exercise] = right[n % len(right)]
        course.submit(f"student-{n}", name, fill_in(release, filled))


def points_of(own, name):
    """{grade id of a test: its points}, of those that are marked by a program."""
    tests = {}
    for found in exercises(own.read("source", name)).values():
        tests |= found
    return tests


if __name__ == "__main__":
    sys.exit(main())
