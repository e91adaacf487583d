"""Marks that one wrong exercise costs outside of it, without and with follow-through marks.

    python benchmarks/follow_through.py                       # all assignments
    python benchmarks/follow_through.py 01-softmax-derivation --jobs 2

For each exercise the source's own notebook is handed in with one wrong answer of ``answers/``, and
graded with ``c.JudgedExecute.follow_through`` 0 and 1. The table tells what is lost in the other
exercises. The digits that come with scikit-learn stand in for MNIST, unless NBJUDGE_DATA is set.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from nbgrader.utils import is_solution
from rich.console import Console
from rich.table import Table

from nbjudge.authoring.answers import read_assignment
from nbjudge.course import Course, exercises, fill_in, grade_id

ROOT = Path(__file__).resolve().parents[1]


def measure(course, assignment, jobs):
    """([(exercise, lost outside without, lost outside with)], seconds of both)."""
    source = course.read("source", assignment)
    points = exercises(source)
    own = {grade_id(cell): cell.source for cell in source.cells if is_solution(cell)}
    answers = read_assignment(course.root / "answers" / assignment)
    wrong = {
        name: next(one.text for one in answers[name] if one.kind == "wrong") for name in points
    }
    lost, seconds = {}, []
    with tempfile.TemporaryDirectory() as folder:
        copy = course.copy_to(folder, [assignment])
        copy.build(assignment)
        release = copy.read("release", assignment)
        for name, text in wrong.items():
            copy.submit(name, assignment, fill_in(release, own | {name: text}))
        for share in (0, 1):
            started = time.perf_counter()
            options = (f"--jobs={jobs}", f"--JudgedExecute.follow_through={share}")
            copy.run("grade", assignment, *options, module="nbjudge", accept=(0, 1))
            seconds.append(time.perf_counter() - started)
            lost[share] = {
                name: sum(
                    most - marks[test]
                    for other, tests in points.items()
                    if other != name
                    for test, most in tests.items()
                )
                for name, marks in copy.marks(assignment).items()
            }
    return [(name, lost[0][name], lost[1][name]) for name in wrong], seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("assignments", nargs="*")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    os.environ.setdefault("NBJUDGE_DATA", "digits")
    course, console = Course(ROOT), Console()
    table = Table("assignment", "wrong exercise", "lost outside, without", "with follow-through")
    for assignment in course.check_assignments(arguments.assignments):
        rows, seconds = measure(course, assignment, arguments.jobs)
        for name, without, with_it in rows:
            if without or with_it:
                table.add_row(assignment, name, f"{without:g}", f"{with_it:g}")
        total = sum(row[1] for row in rows), sum(row[2] for row in rows)
        times = f"{seconds[0]:.0f} s and {seconds[1]:.0f} s"
        table.add_row(assignment, f"all {len(rows)}: {times}", *(f"{one:g}" for one in total))
    console.print(table)


if __name__ == "__main__":
    main()
