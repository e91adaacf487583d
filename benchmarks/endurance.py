"""Many submissions through one worker: does anything grow?

    python benchmarks/endurance.py 500

Every tenth submission kills its kernel, every seventh leaves processes and files behind. Counted
after each tenth of the run: memory (proportional set size, MiB) of the worker and of all that it
has started, their number, the worker's open files, mounts of the machine, files in the temporary
folder.
"""

import contextlib
import gc
import sys
import tempfile
from pathlib import Path

import nbformat
import psutil
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.notebook.task import Task, execute

SETUP = """
import os
import time
import numpy as np
from nablabook.data import load_mnist

(x, y), _ = load_mnist()
"""
ANSWER = "def f(x):\n    return x + {number}"
LEAVE = """
for i in range(20):
    open(f"/tmp/{i}", "w").write("x" * 10**6)
if os.fork() == 0:
    time.sleep(99)
"""
TEST = "assert f(np.ones(3)).sum() > 3\nassert f(x[0]).shape == x[0].shape"


def submission(number):
    """A task: the notebook of student ``number``."""
    answer = ANSWER.format(number=1 + number % 200)
    if number % 7 == 6:
        answer = LEAVE + answer
    cells = [("setup", SETUP, {"locked": True}), ("f", answer, {"solution": True}),
             ("test_f", TEST, {"grade": True, "locked": True, "points": 1})]  # fmt: skip
    nb = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    for name, source, flags in cells:
        base = {"grade": False, "solution": False, "locked": False, "task": False}
        metadata = {"nbgrader": base | {"grade_id": name, "schema_version": 3} | flags}
        nb.cells.append(new_code_cell(source, metadata=metadata))
    if number % 10 == 9:
        nb.cells.append(new_code_cell("os._exit(1)"))
    places = {name: place for place, (name, _, _) in enumerate(cells)}
    return Task("endurance", f"s{number}", "endurance", nbformat.writes(nb), JudgedExecute,
                places=places)  # fmt: skip


def state():
    """What could grow, as a list of numbers."""
    gc.collect()
    worker = psutil.Process()
    own, others, count = worker.memory_full_info().pss, 0, 0
    for child in worker.children(recursive=True):
        with contextlib.suppress(psutil.Error, OSError):
            others += child.memory_full_info().pss
            count += child.status() != psutil.STATUS_ZOMBIE
    files_open = sum(1 for _ in Path("/proc/self/fd").iterdir())
    mounts = len(Path("/proc/self/mounts").read_text().splitlines())
    files = sum(1 for _ in Path(tempfile.gettempdir()).rglob("*"))
    return [own / 2**20, others / 2**20, count, files_open, mounts, files]


def main(total):
    tempfile.tempdir = tempfile.mkdtemp(prefix="endurance-")  # nobody else's files
    print("submissions  worker MiB  others MiB  processes  open files  mounts  temporary files")
    for number in range(total):
        done = nbformat.reads(execute(submission(number)).nb, as_version=4)
        errors = [out for out in done.cells[2].outputs if out.output_type == "error"]
        assert not errors, errors
        if number + 1 == 10 or (number + 1) % max(1, total // 10) == 0:
            values = state()
            print(f"{number + 1:11}  {values[0]:10.1f}  {values[1]:10.1f}  {values[2]:9}  "
                  f"{values[3]:10}  {values[4]:6}  {values[5]:15}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
