"""A class of which a tenth is honest goes through each command, and the honest alone.

    python benchmarks/hostile_class.py [--students 200] [--honest 20] [--jobs 2]

Of the others, each hands in one of the works of tests/hostile.py. Prints, for `grade`, `report`,
feedback and `export` of both classes, the seconds and the largest memory of all trusted processes
together (those outside of a sandbox; what they share counts once), the submissions that took
longest, the honest marks that are not right, and the submissions without a mark or a reason.
"""

import argparse
import contextlib
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from nbgrader.api import Gradebook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from hostile import ALL, HONEST, LIMITS, NAME, make_class  # noqa: E402

from nbjudge.course import grade_id, is_test  # noqa: E402
from nbjudge.grading.notebook.verdict import of  # noqa: E402

_OURS = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 (no file)


def run(course, *arguments, module="nbjudge"):
    """(exit status, seconds, MiB of the trusted processes at most) of a command."""
    began, most = time.monotonic(), 0.0
    with (course.root.parent / "log.txt").open("a") as log:
        process = course.start(*arguments, module=module, log=log)
        while process.poll() is None:
            most = max(most, trusted_memory(process.pid))
            time.sleep(0.3)
    return process.returncode, time.monotonic() - began, most


def trusted_memory(pid):
    """MiB of a process and of those below it that are in no sandbox; shared pages count once."""
    found = 0
    with contextlib.suppress(psutil.Error):
        top = psutil.Process(pid)
        for process in (top, *top.children(recursive=True)):
            with contextlib.suppress(psutil.Error, OSError):
                if os.readlink(f"/proc/{process.pid}/ns/pid") == _OURS:  # noqa: PTH115
                    found += process.memory_full_info().pss
    return found / 2**20


def go(folder, names, honest, jobs):
    """Put a class through all commands; returns the course and {command: what `run` gives}."""
    course = make_class(folder / "course", names, honest)
    return course, {
        "grade": run(course, "grade", NAME, f"--jobs={jobs}", *LIMITS),
        "report": run(course, "report", NAME),
        "feedback": run(course, "generate_feedback", NAME, module="nbgrader"),
        "export": run(course, "export", NAME, "marks.csv", "--to", "canvas"),
    }


def longest(course, count=12):
    """The submissions that took the most seconds, as `grade` says, one with another's if alike."""
    log = (course.root.parent / "log.txt").read_text(errors="replace")
    seconds = {}
    for name, taken in re.findall(r"\] (\S+): [\d.]+ points in ([\d.]+) s", log):
        seconds.setdefault(name.partition("-")[0].rstrip("0123456789"), []).append(float(taken))
    ranked = sorted(seconds.items(), key=lambda item: -max(item[1]))
    return [f"{name} {max(taken):.0f} s" for name, taken in ranked[:count]] + [
        f"honest at most {max(seconds.get('honest', [0])):.1f} s"
    ]


def wrong(course, names, honest):
    """(honest students whose marks are not right, submissions without mark or reason)"""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "nbjudge") as gradebook:
        marks = {
            one.student.id: {g.name: g.auto_score for nb in one.notebooks for g in nb.grades}
            for one in gradebook.find_assignment(NAME).submissions
        }
    lost = [name for name in honest if not HONEST.items() <= marks.get(name, {}).items()]
    silent = []
    for name in names:
        own = {test: marks.get(name, {}).get(test) for test in HONEST}
        verdicts = {}
        with contextlib.suppress(OSError):
            nb = course.read("autograded", NAME, name)
            verdicts = {grade_id(cell): of(cell) for cell in nb.cells if is_test(cell)}
        for test, points in own.items():
            told = verdicts.get(test)
            if points is None or (points < HONEST[test] and (not told or told.kind == "passed")):
                silent.append(f"{name}: {test} {points}")
    return lost, silent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--honest", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    kinds = itertools.cycle(ALL)
    names = [f"{next(kinds)}-{n}" for n in range(options.students - options.honest)]
    honest = [f"honest{n:02}" for n in range(options.honest)]
    failed = False
    for title, chosen in (("the honest alone", []), ("with the hostile", names)):
        with tempfile.TemporaryDirectory(prefix="nbjudge-hostile-") as folder:
            course, found = go(Path(folder), chosen, honest, options.jobs)
            print(f"{title}: {len(chosen) + len(honest)} submissions", flush=True)
            for command, (status, seconds, most) in found.items():
                print(f"    {command:9} status {status}, {seconds:6.1f} s, at most {most:5.0f} MiB")
            print(f"    longest: {', '.join(longest(course))}")
            lost, silent = wrong(course, chosen, honest)
            print(f"    honest marks not right: {len(lost)} {' '.join(lost)}")
            print(
                f"    without a mark or a reason: {len(silent)} {'; '.join(silent[:20])}",
                flush=True,
            )
            failed |= bool(lost or silent or any(status for status, _, _ in found.values()))
            subprocess.run(["rm", "-rf", course.root], check=False)  # Python cannot, so deep
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
