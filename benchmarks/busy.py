"""Whether marks depend on what else the machine has to do: a class graded beside busy programs.

    python benchmarks/busy.py --beside 60 --times 3               # each has as much time as we
    python benchmarks/busy.py --beside 60 --times 3 --niceness 8  # they stand back a little

The same class is graded on the machine as it is, and then beside so many programs that use all the
time they can get: on two cores, 50 submissions beside 60 of them took five times as long as alone.
Exits with 1 where a mark differs.
"""

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from factory import hand_in, make_course, solution, test_cell  # noqa: E402

RIGHT = "def train():\n    return [2, 1]\nlosses = train()"
# What takes time, each in its own way. The limit is 2 s for a cell.
KINDS = {
    "computes": "import time\ndef train():\n    end = time.process_time() + 0.8\n"
    "    while time.process_time() < end:\n        pass\n    return [2, 1]\nlosses = train()",
    "prints": "import sys\ndef train():\n    for i in range(3000):\n"
    "        sys.stderr.write('\\rloss 0.1')\n    return [2, 1]\nlosses = train()",
    "wrong": "def train():\n    return [1, 2]\nlosses = train()",
    "endless": "def train():\n    while True: pass\nlosses = train()",
    "asleep": "import time\ndef train():\n    time.sleep(10**6)\nlosses = [2, 1]",
    "dies": "import os\ndef train():\n    os._exit(1)\nlosses = [2, 1]",
}


@contextlib.contextmanager
def beside(number, niceness):
    """So many busy programs."""
    run = [sys.executable, "-c", f"import os\nos.nice({niceness})\nwhile True: pass"]
    programs = [subprocess.Popen(run) for _ in range(number)]
    try:
        yield
    finally:
        for program in programs:
            program.kill()
            program.wait()


def grade(folder, submissions, number, niceness):
    """(marks, seconds) of a class graded beside so many programs."""
    course = make_course(
        folder,
        solution("train", "def train():\n    return [2, 1]\n#? losses = ?\nlosses = train()"),
        test_cell("test_train", "assert losses[0] > losses[-1]", points=2),
        test_cell("test_train_again", "assert train()[0] > train()[-1]", points=2),
    )
    others = {kind: {"train": text} for kind, text in KINDS.items()}
    right = {f"right-{n}": {"train": RIGHT} for n in range(submissions - len(KINDS))}
    hand_in(course, **others, **right)
    with beside(number, niceness):
        started = time.monotonic()
        course.run("grade", "mini", "--timeout=2", "--jobs=2", module="nbjudge")
        return course.marks("mini"), time.monotonic() - started


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--beside", type=int, default=60, help="busy programs (60)")
    parser.add_argument("--niceness", type=int, default=0, help="theirs (0)")
    parser.add_argument("--submissions", type=int, default=50)
    parser.add_argument("--times", type=int, default=3)
    arguments = parser.parse_args()
    rest = arguments.submissions, arguments.niceness
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        idle, seconds = grade(folder / "idle", rest[0], 0, 0)
        print(f"as it is: {len(idle)} submissions in {seconds:.0f} s", flush=True)
        different = 0
        for time_ in range(arguments.times):
            marks, seconds = grade(folder / f"busy-{time_}", rest[0], arguments.beside, rest[1])
            others = sorted(name for name in idle if marks.get(name) != idle[name])
            different += len(others)
            print(
                f"beside {arguments.beside} programs of niceness {rest[1]} on {os.cpu_count()} "
                f"cores: {len(marks)} submissions in {seconds:.0f} s, other marks: "
                f"{', '.join(others) or 'none'}",
                flush=True,
            )
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main())
