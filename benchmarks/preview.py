"""What `nbjudge regrade --preview` shows, against what then happens, for kinds of changes.

    python benchmarks/preview.py                              # all kinds, a class of 50
    python benchmarks/preview.py "a test is removed" --students 6 --jobs 2

A class is graded, with marks and comments given by hand. Then the source is changed and regraded
with a reason, for which it is previewed first: what that has shown is compared with what then
stands in the gradebook, each mark, who is listed, what was given by hand, and whether nbgrader's
own tables have one row for each cell and submission.
"""

import argparse
import csv
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from factory import by_hand, hand_in, locked, make_course, solution, test_cell  # noqa: E402

from nbjudge.authoring.regrade import regrade  # noqa: E402
from nbjudge.course import Course  # noqa: E402
from nbjudge.grading.classrun.command import grade  # noqa: E402

ANSWERS = {
    "double": ("2 * x", "x + x", "abs(2 * x)", "x + 2", "2 * int(x)", "?"),
    "area": ("a * b", "a + b", "abs(a * b)", "a * a", "?"),
}


def hidden(visible, *lines):
    return "\n".join([visible, "### BEGIN HIDDEN TESTS", *lines, "### END HIDDEN TESTS"])


def exercise(name, arguments, right):
    head = f"def {name}({arguments}):\n    "
    return solution(name, f"{head}#? return ?\n    return {right}")


SETUP = locked("setup", "import math")
DOUBLE, AREA = exercise("double", "x", "2 * x"), exercise("area", "a, b", "a * b")
WHY = by_hand("why", "Because …", 5, new_markdown_cell)
T_DOUBLE = test_cell("test_double", hidden("assert double(2) == 4", "assert double(5) == 10"), 2)
T_AREA = test_cell("test_area", hidden("assert area(2, 2) == 4", "assert area(2, 3) == 6"), 3)
T_NEGATIVE = test_cell("test_double_negative", "assert double(-1) == -2", 1)
T_FRACTION = test_cell("test_double_fraction", "assert double(1.5) == 3", 1)
CELLS = [SETUP, DOUBLE, T_DOUBLE, T_NEGATIVE, AREA, T_AREA, WHY]


def harder(name="test_double", points=2):
    return test_cell(name, hidden("assert double(2) == 4", "assert double(-3) == -6"), points)


CHANGES = {  # kind → ({grade id: what stands in its place}, renamed)
    "a hidden test is made harder": ({"test_double": [harder()]}, {}),
    "a test is made milder": (
        {"test_area": [test_cell("test_area", "assert area(2, 2) == 4", 3)]}, {}
    ),
    "points are changed": ({"test_double": [test_cell("test_double", T_DOUBLE.source, 7)]}, {}),
    "a test is added": ({"test_double_negative": [T_NEGATIVE, T_FRACTION]}, {}),
    "a test is removed": ({"test_double_negative": []}, {}),
    "a test is split": (
        {"test_area": [test_cell("test_area_square", "assert area(2, 2) == 4", 1),
                           test_cell("test_area_other", "assert area(2, 3) == 6", 2)]},
        {"test_area": "test_area_other"},
    ),
    "two tests become one": (
        {"test_double": [harder(points=3)], "test_double_negative": []}, {}
    ),
    "a test is renamed": (
        {"test_double": [test_cell("test_double_twice", T_DOUBLE.source, 2)]},
        {"test_double": "test_double_twice"},
    ),
    "an exercise is added": (
        {"why": [exercise("half", "x", "x / 2"),
                     test_cell("test_half", "assert half(4) == 2", 2), WHY]},
        {},
    ),
    "an exercise is removed": ({"area": [], "test_area": []}, {}),
    "an exercise is renamed": (
        {"area": [solution("surface", AREA.source)],
                "test_area": [test_cell("test_surface", T_AREA.source, 3)]},
        {"area": "surface", "test_area": "test_surface"},
    ),
    "a question is worth more": (
        {"why": [by_hand("why", "Because …", 8, new_markdown_cell)]}, {}
    ),
}  # fmt: skip


TOGETHER = (  # which can be made at once, as they change other cells
    ("a hidden test is made harder", "a test is removed", "an exercise is renamed",
     "a question is worth more"),
    ("a test is made milder", "points are changed", "an exercise is added"),
    ("a test is split", "two tests become one"),
    ("a test is renamed", "a test is added", "an exercise is removed"),
)  # fmt: skip


def make_class(root, students, jobs):
    """A graded class, in which every third has marks and comments by hand."""
    course = make_course(root, *CELLS)
    draw, work = random.Random(1), {}
    for number in range(students):
        chosen = {name: draw.choice(found) for name, found in ANSWERS.items()}
        heads = {"double": "def double(x):", "area": "def area(a, b):"}
        work[f"s{number:02}"] = {
            name: f"{heads[name]}\n    return {text}" for name, text in chosen.items()
        } | {"why": f"Because {number}."}
    hand_in(course, **work)
    grade(course.root, "mini", jobs=jobs)
    with gradebook(course) as book:
        for number, student in enumerate(work):
            if number % 3 == 0:
                book.find_grade("why", "mini", "mini", student).manual_score = number % 6
                comment = book.find_comment("why", "mini", "mini", student)
                comment.manual_comment = f"said to {student}"
                book.find_comment("double", "mini", "mini", student).manual_comment = "see me"
            if number % 10 == 0:
                book.find_grade("test_double", "mini", "mini", student).manual_score = 1.5
        book.db.commit()
    return course


def gradebook(course):
    return Gradebook(f"sqlite:///{course.root / 'gradebook.db'}")


def given_by_hand(course):
    """{(student, cell): (points, comment)}, and the faults of nbgrader's tables."""
    found, faults = {}, []
    with gradebook(course) as book:
        for submission in book.find_assignment("mini").submissions:
            student = submission.student.id
            [notebook] = submission.notebooks
            cells = {cell.name for cell in notebook.notebook.grade_cells}
            if sorted(cells) != sorted(one.name for one in notebook.grades):
                faults.append(f"{student} has rows for other tests")
            cells = {cell.name for cell in notebook.notebook.solution_cells}
            if sorted(cells) != sorted(one.name for one in notebook.comments):
                faults.append(f"{student} has rows for other comments")
            found |= {
                (student, one.name): one.manual_score
                for one in notebook.grades
                if one.manual_score is not None
            }
            found |= {
                (student, one.name, "comment"): one.manual_comment
                for one in notebook.comments
                if one.manual_comment
            }
        book.notebook_submission_dicts("mini", "mini")  # the formgrader's own question
    return found, faults


def try_changes(course, kinds, jobs, folder):
    """(how many marks change, how many students move, [what differs from the preview])."""
    instead, renamed = {}, {}
    for kind in kinds:
        instead |= CHANGES[kind][0]
        renamed |= CHANGES[kind][1]
    cells = [new for one in CELLS for new in instead.get(one.id, (one,))]
    copy = Course(shutil.copytree(course.root, Path(folder, "changed"), symlinks=True))
    try:
        before, (by_hand_before, _) = copy.marks("mini"), given_by_hand(copy)
        path = copy.place("source", "mini") / "mini.ipynb"
        nbformat.write(new_notebook(cells=cells), path)
        done = regrade(copy, "mini", renamed=renamed, jobs=jobs, reason="because")
        after, (by_hand_after, more) = copy.marks("mini"), given_by_hand(copy)
        faults = list(more)
        really = set()
        for student, old in before.items():
            old, new = {renamed.get(test, test): old[test] for test in old}, after[student]
            for test in old.keys() | new.keys():
                if old.get(test) != new.get(test) and (old.get(test) or new.get(test)):
                    really.add((student, test, old.get(test), new.get(test)))
        told = {(one.student, one.test, one.before, one.after) for one in done.changes}
        faults += [f"shown, and not so: {one}" for one in sorted(told - really, key=str)]
        faults += [f"not shown: {one}" for one in sorted(really - told, key=str)]
        names = {cell.metadata.nbgrader.grade_id for cell in cells}
        for (student, name, *rest), value in by_hand_before.items():
            key = (student, renamed.get(name, name), *rest)
            if key[1] in names and by_hand_after.get(key) != value:
                faults.append(f"given by hand, and lost: {key}: {value}")
        with done.kept.open(newline="") as file:
            rows = list(csv.DictReader(file))
        if {row["student"] for row in rows} != {one.student for one in done.changes}:
            faults.append("others are listed than those who move")
        if any(row["reason"] != "because" or not row["date"] for row in rows):
            faults.append("a row has no reason or no date")
        return len(done.changes), len(done.totals), faults
    finally:
        shutil.rmtree(copy.root)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help="of change; all, several at once")
    parser.add_argument("--students", type=int, default=50)
    parser.add_argument("--keep", metavar="FOLDER", help="the graded class, to begin with it again")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    table = Table("change", "marks that change", "students who move", "differs", "seconds")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(arguments.keep or folder, "class")
        if root.is_dir():
            course = Course(root)
        else:
            course = make_class(root, arguments.students, arguments.jobs)
        for kinds in [[kind] for kind in arguments.kinds] or TOGETHER:
            began, kind = time.monotonic(), "; ".join(kinds)
            marks, students, faults = try_changes(course, kinds, arguments.jobs, folder)
            seconds = f"{time.monotonic() - began:.0f}"
            table.add_row(kind, str(marks), str(students), str(len(faults)), seconds)
            print(f"{kind}: {marks} marks, {students} students", file=sys.stderr, flush=True)
            for fault in faults:
                print(f"{kind}: {fault}", file=sys.stderr, flush=True)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
