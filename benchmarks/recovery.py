"""Damaged notebooks, each the work of a student who is right: which marks do they get?

    python benchmarks/recovery.py [--assignment NAME …] [--stock NAME …] [--kinds KIND …]

Every kind of tests/damage.py is done to every assignment (01 to 03), and all are graded
for real by `nbjudge grade`, on the offline digits. With --stock the same files of an assignment
are graded by stock nbgrader as well, each in a run of its own (about ten seconds each).
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.utils import is_solution

from nbjudge.course import Course, fill_in, grade_id

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from damage import KINDS, damaged, submit  # noqa: E402

ASSIGNMENTS = ["01-softmax-derivation", "02-zero-layer-classifier", "03-by-hand"]
WHOLE = "whole"
STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'nbjudge'\nc.Execute.timeout = 60\n"


def hand_in(course, assignment):
    """Each kind of damage is a student, named for it."""
    source, release = course.read("source", assignment), course.read("release", assignment)
    answers = {grade_id(cell): cell.source for cell in source.cells if is_solution(cell)}
    right = fill_in(release, answers)
    course.submit(WHOLE, assignment, right)
    for name, kind in KINDS.items():
        submit(course, name, assignment, damaged(kind, right, release, random.Random(name)))


def marks(course, assignment):
    """{student: {test: (points, whether a person must mark it)}} from the gradebook."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "nbjudge") as gradebook:
        return {
            submission.student.id: {
                grade.name: (grade.auto_score, grade.needs_manual_grade)
                for notebook in submission.notebooks
                for grade in notebook.grades
            }
            for submission in gradebook.find_assignment(assignment).submissions
        }


def by_nbjudge(course, assignment):
    """{kind: (right, flagged)}"""
    course.run("grade", assignment, "--jobs=1", module="nbjudge", env={"NBJUDGE_DATA": "digits"})
    found = marks(course, assignment)
    outcome = {}
    for kind in KINDS:
        nb = course.read("autograded", assignment, kind)
        outcome[kind] = found[kind] == found[WHOLE], bool(nb.metadata.nbjudge.get("warnings"))
        if not outcome[kind][0]:
            lost = {k: v[0] for k, v in found[kind].items() if v != found[WHOLE][k]}
            print(f"    {assignment} {kind}: {json.dumps(lost)}", flush=True)
    return outcome


def by_stock(course, assignment, folder):
    """The same of stock nbgrader; flagged is what it stops at, or leaves for a person to mark."""
    alone = Course(shutil.copytree(course.root, folder / "stock"))
    (alone.root / "nbgrader_config.py").write_text(STOCK)
    (alone.root / "gradebook.db").unlink()
    alone.run("generate_assignment", assignment, "--force")
    shutil.rmtree(alone.root / "autograded")
    statuses = {}
    for kind in (WHOLE, *KINDS):
        statuses[kind] = alone.start(
            "autograde", assignment, f"--student={kind}",
            log=subprocess.DEVNULL, env={"NBJUDGE_DATA": "digits"},
        ).wait()  # fmt: skip
    found = marks(alone, assignment)
    outcome = {}
    for kind in KINDS:
        own = found.get(kind, {})
        hand = [test for test, (_, by_hand) in own.items() if by_hand]
        usual = [test for test, (_, by_hand) in found[WHOLE].items() if by_hand]
        outcome[kind] = own == found[WHOLE], statuses[kind] != 0 or hand != usual
    return outcome


def show(title, outcome):
    count = len(outcome)
    right = sum(right for right, _ in outcome.values())
    flagged = sum(flagged for _, flagged in outcome.values())
    silent = [name for name, (right, flagged) in outcome.items() if not right and not flagged]
    alone = sum(right and not flagged for right, flagged in outcome.values())
    print(
        f"{title}: {count} notebooks; the undamaged mark {right / count:.1%}, without anybody's "
        f"help {alone / count:.1%}; flagged for a person {flagged / count:.1%}; "
        f"silently wrong {len(silent) / count:.1%}",
        flush=True,
    )
    helped = [name for name, (right, flagged) in outcome.items() if right and flagged]
    print(f"    right, but flagged: {', '.join(helped) or 'none'}", flush=True)
    for name in silent:
        print(f"    silently wrong: {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assignment", nargs="*", default=ASSIGNMENTS)
    parser.add_argument("--stock", nargs="*", default=[])
    parser.add_argument(
        "--kinds", nargs="*", default=list(KINDS), help="only these kinds of damage"
    )
    arguments = parser.parse_args()
    for name in KINDS.keys() - set(arguments.kinds):
        del KINDS[name]
    ours, theirs = {}, {}
    with tempfile.TemporaryDirectory(prefix="nbjudge-recovery-") as folder:
        for assignment in arguments.assignment:
            course = Course(ROOT).copy_to(Path(folder, assignment), [assignment])
            course.build(assignment)
            hand_in(course, assignment)
            began = time.monotonic()
            outcome = by_nbjudge(course, assignment)
            show(f"nbjudge, {assignment}, {time.monotonic() - began:.0f} s", outcome)
            ours |= {f"{assignment} {kind}": result for kind, result in outcome.items()}
            if assignment in arguments.stock:
                outcome = by_stock(course, assignment, Path(folder, assignment))
                show(f"stock nbgrader, {assignment}", outcome)
                theirs |= {f"{assignment} {kind}": result for kind, result in outcome.items()}
    show("nbjudge, all", ours)
    if theirs:
        show("stock nbgrader, all", theirs)


if __name__ == "__main__":
    main()
