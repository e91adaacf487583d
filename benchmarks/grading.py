"""A class graded by stock nbgrader and by nbjudge, in one run on this machine.

    python benchmarks/grading.py --sizes 10 50 200 --dask
    python benchmarks/grading.py --sizes 24 --jobs 2 --stock 2 --own

The notebook is like the one that many courses give: TensorFlow imported at the top, MNIST loaded,
a classifier trained for one epoch with batches of 50, two test cells; and the same without
TensorFlow. With ``--own`` it is each of our assignments (or those named), with the answers of the
source. Stock nbgrader grades the first ``--stock`` submissions of each class only; it takes them
one after the other, each for as long as the last. Marks must agree. Writes a table (CSV) and a plot
into ``--out``.

cpu: seconds of user and system time for each submission, of the whole machine, which should be idle
but for this: processes in a sandbox are not all charged to those that started it. floor: what the
cells themselves take. memory: the largest sum of proportional set sizes of all processes, in MiB.
parent: that of the process that grades, alone.
"""

import argparse
import contextlib
import csv
import functools
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat
import psutil
from matplotlib import pyplot as plt
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.course import Course

ROOT = Path(__file__).resolve().parents[1]
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "nbjudge"
"""
SETUP = """
import numpy as np
{tensorflow}
from nablabook.data import load_mnist

(x_train, y_train), (x_test, y_test) = load_mnist()
X = x_train.reshape(len(x_train), -1).T / 255
X_test = x_test.reshape(len(x_test), -1).T / 255
Y = np.identity(10)[y_train].T
"""
SOLUTION = """
### BEGIN SOLUTION
def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)

W, b = np.zeros((10, 784)), np.zeros((10, 1))
order = np.random.default_rng({seed}).permutation(X.shape[1])
for batch in np.array_split(order, len(order) // 50):
    G = softmax(W @ X[:, batch] + b) - Y[:, batch]
    W -= {rate} * G @ X[:, batch].T / len(batch)
    b -= {rate} * G.mean(axis=1, keepdims=True)
### END SOLUTION
"""
TESTS = {
    "test_softmax": "p = softmax(np.array([[0.0], [0.0]]))\nassert abs(p[0, 0] - 0.5) < 1e-9",
    "test_accuracy": "w = np.asarray(W)\nshare = np.mean((w @ X_test + b).argmax(axis=0) == y_test)"
    "\nassert share > 0.8",
}
HEADINGS = ("notebook", "grader", "class", "graded", "wall", "per minute", "cpu", "floor", "memory",
            "parent")  # fmt: skip


def make_course(root, tensorflow, size):
    """A released course with a class of this size; every fifth student has not trained at all."""
    setup = SETUP.format(tensorflow="import tensorflow as tf" if tensorflow else "")
    cells = [("setup", setup, {"locked": True}), ("train", "", {"solution": True})]
    cells += [(name, text, {"grade": True, "locked": True, "points": 1}) for name, text in
              TESTS.items()]  # fmt: skip
    nb = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3",
                                               "language": "python"}})  # fmt: skip
    for name, text, flags in cells:
        base = {"grade": False, "solution": False, "locked": False, "schema_version": 3}
        metadata = {"nbgrader": base | {"grade_id": name, "task": False} | flags}
        nb.cells.append(new_code_cell(text.strip(), id=name, metadata=metadata))
    nb.cells[1].source = SOLUTION.format(seed=0, rate=0.1).strip()
    folder = root / "source" / "ps1"
    folder.mkdir(parents=True)
    nbformat.write(nb, folder / "ps1.ipynb")
    (root / "nbgrader_config.py").write_text(STOCK)
    course = Course(root)
    course.run("generate_assignment", "ps1")
    release = course.read("release", "ps1")
    for number in range(size):
        text = SOLUTION.format(seed=number, rate=0 if number % 5 == 4 else 0.1)
        release.cells[1].source = "\n".join(text.strip().splitlines()[1:-1])
        course.submit(f"s{number:04}", "ps1", release)
    return course


class Watch(threading.Thread):
    """The most memory that a process uses, alone and together with all its descendants."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self._pid, self._ended = pid, threading.Event()
        self.alone = self.most = 0.0

    def run(self):
        while not self._ended.wait(2):  # to look costs time as well
            total = 0.0
            try:
                process = psutil.Process(self._pid)
                self.alone = max(self.alone, process.memory_full_info().pss / 2**20)
                for one in [process, *process.children(recursive=True)]:
                    with contextlib.suppress(psutil.Error, OSError):
                        total += one.memory_full_info().pss
            except psutil.Error:
                return
            self.most = max(self.most, total / 2**20)

    def end(self):
        self._ended.set()
        self.join()
        return self.most, self.alone


def measure(course, command):
    """Wall seconds, CPU seconds, memory in all and of the parent, of a command in the course."""
    began, before = time.perf_counter(), busy()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=course.root, stdout=log, stderr=log
        )
        watch = Watch(process.pid)
        watch.start()
        status = process.wait()
        wall, cpu = time.perf_counter() - began, busy() - before
        if status != 0:
            log.seek(0)
            raise SystemExit(f"{command} failed:\n{log.read().decode()[-2000:]}")
    return wall, cpu, *watch.end()


def busy():
    """CPU seconds of user and system time of this machine, so far."""
    times = psutil.cpu_times()
    return times.user + times.system + times.nice


def own_course(root, name, size):
    """A released course with one of our assignments; all hand in the answers of the source."""
    course = Course(ROOT).copy_to(root, [name])
    course.build(name)
    for number in range(size):
        course.submit(f"s{number:04}", name, course.read("source", name))
    return course


def grade(base, assignment, folder, config, command, keep=None):
    """Grade a fresh copy of a course; returns what was measured, and the marks."""
    shutil.copytree(base.root, folder)
    course = Course(folder)
    (folder / "nbgrader_config.py").write_text(config)
    if keep is not None:
        for path in sorted((folder / "submitted").iterdir())[keep:]:
            shutil.rmtree(path)
    figures = measure(course, command)
    return figures, course.marks(assignment), course


def floor(course):
    """Seconds that the cells of a submission take, in the median."""
    with (course.root / "times.csv").open() as file:
        totals = {}
        for row in csv.DictReader(file):
            totals[row["student"]] = totals.get(row["student"], 0) + float(row["seconds"])
    return statistics.median(totals.values())


def cluster(folder, jobs):
    """A Dask scheduler and workers; returns its address and the processes."""
    port = 18786
    start = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    found = [subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_scheduler",
                               f"--port={port}", "--no-dashboard"], **start)]  # fmt: skip
    time.sleep(3)
    address = f"tcp://127.0.0.1:{port}"
    found.append(subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_worker", address,
                                   "--nthreads=1", f"--nworkers={jobs}", "--no-dashboard"],
                                  **start))  # fmt: skip
    time.sleep(3)
    return address, found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 50, 200])
    parser.add_argument("--stock", type=int, default=5, help="submissions for stock nbgrader (5)")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--dask", action="store_true", help="also on a Dask cluster here")
    parser.add_argument("--own", nargs="*", metavar="ASSIGNMENT", help="our own assignments (all)")
    parser.add_argument("--out", default="bench", help="folder for the table and the plot (bench)")
    arguments = parser.parse_args()
    rows = []
    config = (ROOT / "nbgrader_config.py").read_text()
    with tempfile.TemporaryDirectory(prefix="nbjudge-bench-") as folder:
        for name, assignment, make in classes(arguments):
            base = make(Path(folder) / name)
            rows += compare(Path(folder), name, assignment, base, config, arguments)
    out = Path(arguments.out)
    out.mkdir(exist_ok=True)
    with (out / "grading.csv").open("w", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    plot(rows, out / "grading.png")
    print(f"written: {out}/grading.csv, {out}/grading.png")


def classes(arguments):
    """What is to be graded: (name, assignment, function that makes it in a folder) of each."""
    size = max(arguments.sizes)
    if arguments.own is None:
        for name, tensorflow in (("TensorFlow", True), ("numpy", False)):
            yield name, "ps1", functools.partial(make_course, tensorflow=tensorflow, size=size)
        return
    for name in Course(ROOT).check_assignments(arguments.own):
        yield name, name, functools.partial(own_course, name=name, size=size)


def compare(folder, name, assignment, base, config, arguments):
    """Rows of the table for one notebook."""
    rows = []
    print("  ".join(f"{heading:>10}" for heading in HEADINGS), flush=True)

    def add(grader, size, graded, figures, least):
        wall, cpu, memory, parent = figures
        row = [name, grader, size, graded, round(wall, 1), round(60 * graded / wall, 1),
               round(cpu / graded, 2), round(least, 2), round(memory), round(parent)]  # fmt: skip
        rows.append(row)
        print("  ".join(f"{value!s:>10}" for value in row), flush=True)

    # As instructors do, before a class is graded: what it finds of the tests is kept.
    (base.root / "nbgrader_config.py").write_text(config)
    Course(base.root).run("build", assignment, module="nbjudge")
    stock, expected, _ = grade(base, assignment, folder / "work", STOCK,
                               ["nbgrader", "autograde", assignment], arguments.stock)  # fmt: skip
    shutil.rmtree(folder / "work")
    least = None
    for size in arguments.sizes:
        runs = [(f"nbjudge, {jobs} jobs", [f"--jobs={jobs}"]) for jobs in arguments.jobs]
        processes = []
        if arguments.dask:
            address, processes = cluster(folder, max(arguments.jobs))
            runs.append((f"nbjudge, Dask, {max(arguments.jobs)}", [f"--scheduler={address}"]))
        for grader, options in runs:
            command = ["nbjudge", "grade", assignment, "--timings=times.csv", *options]
            figures, marks, course = grade(base, assignment, folder / "work", config, command, size)
            if least is None:
                least = floor(course)
                add("stock", max(arguments.sizes), len(expected), stock, least)
            same = {student: marks[student] for student in expected if student in marks}
            if same != {student: expected[student] for student in same}:
                raise SystemExit(f"The marks differ: {same} and {expected}")
            add(grader, size, size, figures, least)
            shutil.rmtree(folder / "work")
        for process in processes:
            process.terminate()
            process.wait()
    best = max(row[5] for row in rows if row[1] != "stock")
    print(f"{name}: throughput {best / rows[0][5]:.1f} times that of stock nbgrader; with 2 cores, "
          f"the cells alone would allow {2 * 60 / least:.0f} a minute\n", flush=True)  # fmt: skip
    return rows


def plot(rows, path):
    """Submissions per minute, CPU time and memory, over the size of the class."""
    names = list(dict.fromkeys(row[0] for row in rows))
    size = (13, 3.5 * len(names))
    figure, axes = plt.subplots(
        len(names), 3, figsize=size, layout="constrained", sharex="col", squeeze=False
    )
    for line, name in zip(axes, names, strict=True):
        for ax, column, label in zip(
            line, (5, 6, 8), ("submissions per minute", "CPU seconds each", "memory, MiB"),
            strict=True,
        ):  # fmt: skip
            for grader in dict.fromkeys(row[1] for row in rows):
                points = [(row[2], row[column]) for row in rows if row[:2] == [name, grader]]
                if grader == "stock" and points:
                    ax.axhline(points[0][1], color="0.4", linestyle="--", label=grader)
                elif points:
                    ax.plot(*zip(*points, strict=True), marker="o", label=grader)
            if column == 6:
                least = next(row[7] for row in rows if row[0] == name)
                ax.axhline(least, color="0.7", linestyle=":", label="the cells alone")
            ax.set(title=f"{name}: {label}", xlabel="submissions", ylim=(0, None))
    axes[0, 0].legend(frameon=False)
    figure.savefig(path, dpi=110)


if __name__ == "__main__":
    main()
