"""How many small faults in the source's own answers the tests notice, exercise by exercise.

    python benchmarks/mutation.py                             # all assignments
    python benchmarks/mutation.py 03-by-hand --exercise softmax

The faults are those of ``nbjudge audit --mutate`` (`nbjudge.authoring.mutants`). Here each is tried
in a fork of one process, with the tests as they stand in the source and without the trainings of
the notebook, which is quick enough for all assignments; the audit grades them by the real pipeline.
A fault that passes is *explained* where a right answer of ``answers/`` is the same, with the reason
as its title. The digits that come with scikit-learn stand in for MNIST, unless NBJUDGE_DATA is set.
"""

import argparse
import multiprocessing
import os
import sys
import time
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from nbjudge.authoring.levels import level_of
from nbjudge.authoring.mutants import mutants, same_code
from nbjudge.course import Course, grade_id

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 60  # seconds for a mutant; what takes longer is stopped, as where it is graded


def outcome(bench, exercise, text):
    """ "noticed", "stopped" or "passed", for a solution cell in the place of the source's."""
    ours, theirs = multiprocessing.get_context("fork").Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(
        target=_try, args=(bench, exercise, text, theirs), daemon=True
    )
    child.start()
    theirs.close()
    try:
        found = ours.recv() if ours.poll(LIMIT) else "stopped"
    except EOFError:  # it has ended its process
        found = "noticed"
    child.kill()
    child.join()
    return found


def _try(bench, exercise, text, connection):
    from in_process import try_cell

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    namespace = bench.namespace(exercise, text)
    failed = any(try_cell(test, namespace) for test in bench.tests[exercise].values())
    connection.send("noticed" if failed else "passed")


def measure(assignment, only):
    """{exercise: (`Counter` of outcomes, [(mutant, reason or None)] that pass, seconds)}."""
    from in_process import Bench

    bench, source = Bench(assignment), Course(ROOT).read("source", assignment)
    cells, found = {grade_id(cell): cell for cell in source.cells}, {}
    for exercise in bench.tests:
        if only and exercise not in only:
            continue
        began, count, passed = time.monotonic(), Counter(), []
        own = cells[exercise].source
        if (before := outcome(bench, exercise, own)) != "passed":
            print(f"{assignment}, {exercise}: the source itself: {before}", file=sys.stderr)
            continue
        right = [one for one in bench.answers.get(exercise, ()) if one.kind == "right"]
        for mutant in mutants(exercise, own, level_of(source, cells[exercise], None)):
            result = outcome(bench, exercise, mutant.text)
            if result == "passed":
                same = (one.title for one in right if same_code(one.text, mutant.text))
                reason = next(same, mutant.excuse or None)
                result = "explained" if reason else "not noticed"
                passed.append((mutant, reason))
                if not reason:
                    print(f"not noticed: {mutant}", file=sys.stderr, flush=True)
            count[result] += 1
        found[exercise] = count, passed, time.monotonic() - began
        print(f"{assignment}, {exercise}: {dict(count)}", file=sys.stderr, flush=True)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("assignments", nargs="*")
    parser.add_argument("--exercise", action="append", help="only this one")
    arguments = parser.parse_args()
    os.environ.setdefault("NBJUDGE_DATA", "digits")
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "course")]
    console = Console(width=200, highlight=False)
    for assignment in Course(ROOT).check_assignments(arguments.assignments):
        table = Table("exercise", "faults", "noticed", "explained", "not noticed", "seconds")
        survivors, total = [], Counter()
        for exercise, (count, passed, seconds) in measure(assignment, arguments.exercise).items():
            noticed = count["noticed"] + count["stopped"]
            row = (count.total(), noticed, count["explained"], count["not noticed"])
            table.add_row(exercise, *map(str, row), f"{seconds:.0f}")
            total += Counter(count)
            survivors += passed
        noticed = total["noticed"] + total["stopped"]
        row = (total.total(), noticed, total["explained"], total["not noticed"])
        table.add_row(assignment, *map(str, row), "")
        console.print(table)
        for mutant, reason in survivors:
            console.print(f"  - {mutant}: {reason or 'NOT NOTICED'}", markup=False)


if __name__ == "__main__":
    main()
