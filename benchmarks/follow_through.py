"""Marks that one wrong exercise costs outside of it, without and with follow-through marks.

    python benchmarks/follow_through.py                       # all assignments
    python benchmarks/follow_through.py 01-softmax-derivation --jobs 2

For each exercise the source's own notebook is handed in with one wrong answer of ``answers/``, and
graded with ``c.JudgedExecute.follow_through`` 0 and 1. The table tells what is lost in the other
exercises. With ``--attacks`` ten submissions are graded for each exercise on which others are
built: it is wrong on purpose, and the cell of the first of those others tries to make use of the
source's answer, which stands in the sandbox then. What they gain in marks is told, and how many
results and feedback pages hold a piece of the answer. The digits that come with scikit-learn stand
in for MNIST, unless NBJUDGE_DATA is set.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

import nbformat
from nbgrader.utils import is_solution
from rich.console import Console
from rich.table import Table

from nbjudge.authoring.answers import read_assignment
from nbjudge.course import Course, exercises, fill_in, grade_id
from nbjudge.grading.reach import dependencies
from nbjudge.names import names_defined

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


MARK = "nobody but the instructor knows this"
LOOK = """
def _seen():
    import inspect
    texts = [str(get_ipython().user_ns.get("In"))]
    for value in list(globals().values()):
        try:
            texts.append(inspect.getsource(value))
        except Exception:
            pass
    return "\\n".join(texts)
"""
PLACES = "('kept.py', '/tmp/kept.py', '/dev/shm/kept.py', '/var/tmp/kept.py')"
KEEP = f"""{LOOK}
import pathlib
for place in {PLACES}:
    try:
        pathlib.Path(place).write_text(_seen())
    except OSError:
        pass
"""
TAKE = f"""
import pathlib
for place in {PLACES}:
    if pathlib.Path(place).exists():
        exec(pathlib.Path(place).read_text())
"""
CALLED = """
for _name in {names}:
    def _instead(*args, _name=_name, **kwargs):
        {does}
    globals()[_name] = _instead
"""
DELETE = """
import ast

class _Delete(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()

get_ipython().ast_transformers.append(_Delete())
"""
PATCH = """
import numpy, nbjudge.check
for _name in ("close", "shape", "that", "unchanged"):
    setattr(nbjudge.check, _name, lambda *args, **kwargs: None)
numpy.testing.assert_allclose = numpy.allclose = lambda *args, **kwargs: True
"""


def attacks(left_open, wrong, right_after, wrong_after):
    """{attack: (the exercise's cell, the cell of one that is built on it, whether that is wrong)}.

    ``left_open`` is the exercise's cell in the release; the others are answers.
    """
    names = sorted(names_defined(right_after))
    raises = CALLED.format(names=names, does="raise ValueError(_seen())")
    returns = CALLED.format(names=names, does="return _seen()")
    return {
        "raises": ("raise RuntimeError", right_after, False),
        "ends": ("import os\nos._exit(1)", right_after, False),
        "open": (left_open, right_after, False),
        "empty": ("pass", right_after, False),
        "keeps": (wrong + TAKE, right_after + KEEP, False),
        "prints": (
            wrong,
            f"{right_after}\n{LOOK}\nprint(_seen())\nraise ValueError(_seen())",
            False,
        ),
        "tells": (wrong, right_after + LOOK + raises, False),
        "returns": (wrong, right_after + LOOK + returns, False),
        "deletes": (wrong, wrong_after + DELETE, True),
        "patches": (wrong + PATCH, wrong_after + PATCH, True),
    }


def marked(source):
    """A solution cell with `MARK` behind a line that no release shows."""
    lines = source.split("\n")
    for number, line in enumerate(lines[:-1]):
        hidden = line.strip().startswith("#?") or "### BEGIN SOLUTION" in line
        follows = lines[number + 1]
        if hidden and follows.strip() and not follows.endswith("\\"):
            lines[number + 1] += f"  # {MARK}"
            return "\n".join(lines)
    return source


def attack(course, assignment, jobs, only):
    """[(exercise, attacks, points gained by them, results that hold a piece of the answer)]."""
    source = course.read("source", assignment)
    points, uses = exercises(source), dependencies(source.cells)
    own = {grade_id(cell): cell.source for cell in source.cells if is_solution(cell)}
    found = read_assignment(course.root / "answers" / assignment)
    wrong = {n: next(one.text for one in found[n] if one.kind == "wrong") for n in points}
    rows = []
    for name in points:
        after = next((other for other in points if name in uses[other]), None)
        if after is None or (only and name not in only):
            continue
        with tempfile.TemporaryDirectory() as folder:
            copy = course.copy_to(folder, [assignment])
            for cell in source.cells:
                if grade_id(cell) == name and is_solution(cell):
                    cell.source = marked(own[name])
            nbformat.write(source, next(copy.place("source", assignment).glob("*.ipynb")))
            copy.build(assignment)
            release = copy.read("release", assignment)
            left_open = next(c.source for c in release.cells if grade_id(c) == name)
            tried = attacks(left_open, wrong[name], own[after], wrong[after])
            work = {key: {name: one, after: other} for key, (one, other, _) in tried.items()}
            work |= {"plain": {name: wrong[name]}, "plain_after": {after: wrong[after]}}
            for student, texts in work.items():
                copy.submit(student, assignment, fill_in(release, own | texts))
            copy.run("grade", assignment, f"--jobs={jobs}", module="nbjudge", accept=(0, 1))
            marks, gained = copy.marks(assignment), 0
            for key, (_, _, is_wrong) in tried.items():
                for other, tests in points.items():
                    least = "plain_after" if is_wrong and other == after else "plain"
                    for test in tests:
                        more = marks[key][test] - marks[least][test]
                        if more > 0:
                            gained += more
                            print(f"{assignment}, {name}, {key}: {test}: {more:g} more")
            copy.run("generate_feedback", assignment, "--force")
            places = [copy.place("autograded", assignment, key) for key in tried]
            places += [copy.place("feedback", assignment, key) for key in tried]
            texts = [p.read_text("utf-8", "replace") for x in places for p in x.rglob("*.*")]
            rows.append((name, len(tried), gained, sum(MARK in text for text in texts), len(texts)))
            print(*rows[-1], flush=True)
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("assignments", nargs="*")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--attacks", action="store_true", help="what is gained by being wrong")
    parser.add_argument("--exercise", action="append", help="with --attacks: only on this one")
    arguments = parser.parse_args()
    os.environ.setdefault("NBJUDGE_DATA", "digits")
    course, console = Course(ROOT), Console()
    if arguments.attacks:
        table = Table("assignment", "exercise", "attacks", "points gained", "results that tell")
        for assignment in course.check_assignments(arguments.assignments):
            for name, *row, of in attack(course, assignment, arguments.jobs, arguments.exercise):
                table.add_row(
                    assignment, name, *(f"{one:g}" for one in row[:2]), f"{row[2]} of {of}"
                )
        console.print(table)
        return
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
