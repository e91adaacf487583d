"""Any file through intake, recovery, record, report and feedback: crashes, time and memory.

    FUZZ_SECONDS=1800 FUZZ_SEED=1 python benchmarks/fuzzing.py

Hypothesis makes files of tests/odd_files.py and hands each in, beside a right one, in a small
course. All that `nbjudge grade`, `report` and nbgrader's feedback do with it in a trusted process
is done here, but for running it: outputs and verdicts are made up as well. Each file gets its marks
or a reason, the right one keeps its own, and nothing is raised. Prints the longest time and the
largest memory of one file; what fails is kept in the folder FUZZ_KEEP (or fuzzing-failures).
"""

import contextlib
import hashlib
import io
import itertools
import json
import logging
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from nbformat import from_dict
from nbformat.v4 import new_markdown_cell
from nbgrader.apps import AutogradeApp
from nbgrader.converters import GenerateFeedback

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from factory import by_hand, hand_in, locked, make_course, solution, test_cell  # noqa: E402
from odd_files import notebook_files, outputs, texts  # noqa: E402

from nbjudge.application import open_application  # noqa: E402
from nbjudge.course import is_test  # noqa: E402
from nbjudge.grading.classrun.submissions import Submissions  # noqa: E402
from nbjudge.grading.notebook.outputs import drop_invalid  # noqa: E402
from nbjudge.grading.notebook.task import Executed  # noqa: E402
from nbjudge.grading.notebook.verdict import Unfinished, Verdict, record  # noqa: E402
from nbjudge.insight.report import Report  # noqa: E402

SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
KEEP = Path(os.environ.get("FUZZ_KEEP", "fuzzing-failures")).resolve()
_BATCH = 100  # files between two looks at the clock
CELLS = [
    locked("setup", "import numpy as np\n\nfrom nbjudge import check"),
    solution("mean", "def mean(x):\n    #? return ?(x) / ?\n    return np.sum(x) / len(x)"),
    test_cell("test_mean", "check.close(mean(np.arange(3)), 1.0, 'mean')", 2),
    locked("words", "half = 0.5"),
    solution("scale", "def scale(x):\n    #? return ? * ?\n    return half * x"),
    test_cell("test_scale", "assert scale(4) == 2", 3),
    by_hand("why", "Why?", 2, new_markdown_cell),
]


class Way:
    """A course, and the way of a file through it."""

    def __init__(self, folder):
        self.course = make_course(Path(folder, "course"), *CELLS)
        right = {"mean": "def mean(x):\n    return np.sum(x) / len(x)",
                 "scale": "def scale(x):\n    return half * x"}  # fmt: skip
        hand_in(self.course, ada=right)
        self.right = json.loads((self.place("ada")).read_text())
        app = open_application(AutogradeApp, self.course.root, ["--assignment=mini"])
        self.submissions = Submissions(app)
        self.times, self.memory, self.number = {}, {}, 0

    def place(self, student):
        return self.course.root / "submitted" / student / "mini" / "mini.ipynb"

    def go(self, data, shown, said):
        """Hand in a file, and do all with it."""
        path = self.place("odd")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.number += 1
        for student in ("odd", "ada") if self.number % 10 == 1 else ("odd",):
            with self._measured("intake and recovery"):
                submission = self.submissions.prepare(student)
            with self._measured("record"):
                done = [Executed(_run(task.nb, shown, said), 0.1, []) for task in submission.tasks]
                self.submissions.keep(submission, done)
                result = self.submissions.record(student)
            if student == "ada":
                assert result["points"] == 5, result["points"]
        with self._measured("report"):
            Report(self.submissions.coursedir, "mini").write(self.course.root / "reports")
        with self._measured("feedback"):
            self._feedback()

    def _feedback(self):
        coursedir = self.submissions.coursedir
        coursedir.student_id = "odd"
        converter = GenerateFeedback(coursedir=coursedir, parent=self.submissions.parent)
        converter.force = True
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                converter.start()
        finally:
            coursedir.student_id = "*"
        assert (self.course.root / "feedback" / "odd" / "mini" / "mini.html").is_file()

    @contextlib.contextmanager
    def _measured(self, step):
        Path("/proc/self/clear_refs").write_text("5")  # VmHWM counts from here
        before, began = _status("VmRSS"), time.process_time()
        yield
        self.times[step] = max(self.times.get(step, 0), time.process_time() - began)
        self.memory[step] = max(self.memory.get(step, 0), _status("VmHWM") - before)


def _run(text, shown, said):
    """A notebook as a worker would give it back, with made-up outputs and findings."""
    nb = from_dict(json.loads(text))
    full = "half * x" in text and "np.sum(x) / len(x)" in text
    for cell in nb.cells:
        if is_test(cell):
            kind = "passed" if full else "error"
            before = (Unfinished(said, said),)
            record(cell, Verdict(kind=kind, text=said, error=said, yours=said, before=before))
            if not full:
                cell.outputs = [from_dict({"output_type": "error", "ename": "E", "evalue": said,
                                           "traceback": [said]})]  # fmt: skip
        elif cell.cell_type == "code" and not full:
            cell.outputs = [from_dict(output) for output in shown]
    drop_invalid(nb)
    return json.dumps(nb)


def _status(name):
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0


def _keep(error, parts):
    """Keep a file that failed; returns what failed, and where."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    key = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
    name = hashlib.sha256(key.encode()).hexdigest()[:8]
    KEEP.mkdir(exist_ok=True)
    (KEEP / f"{name}.ipynb").write_bytes(parts[0])
    text = f"{key}\n{parts[1:]!r}\n{''.join(traceback.format_exception(error))}"
    (KEEP / f"{name}.txt").write_text(text, errors="replace")
    return f"{key}: {str(error)[:300]!r} ({name})"


def main():
    ended, failures, last = time.monotonic() + SECONDS, set(), []
    with tempfile.TemporaryDirectory(prefix="nbjudge-fuzzing-") as folder:
        way = Way(folder)
        logging.disable(logging.CRITICAL)
        os.chdir(way.course.root)

        def one(data, shown, said):
            last[:] = data, shown, said
            way.go(data, shown, said)

        with way.submissions:
            for batch in itertools.count():
                if time.monotonic() > ended:
                    break
                options = settings(
                    max_examples=_BATCH, deadline=None, database=None,
                    phases=[Phase.generate, Phase.shrink],
                    suppress_health_check=list(HealthCheck),
                )  # fmt: skip
                made = given(notebook_files(way), outputs(), texts())
                try:
                    seed(SEED * 100_000 + batch)(options(made(one)))()
                except Exception as error:  # the point of it
                    failures.add(line := _keep(error, last))
                    print(f"FAILED {line}", flush=True)
    print(f"{way.number} files in {SECONDS:.0f} s, seed {SEED}: {len(failures)} kinds of failure.")
    for step, seconds in way.times.items():
        print(
            f"    {step}: at most {seconds:.2f} s of CPU for one file, and {way.memory[step]:.0f} "
            "MiB more than before"
        )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
