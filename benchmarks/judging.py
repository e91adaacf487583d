"""What the judge costs: a call of a student's function, and a gradient check of 200 calls.

    python benchmarks/judging.py

The same test cells, timing themselves, in the judge and in the student's own process, as stock
nbgrader runs them. "judge" and "one process" are the best of several rounds by the clock, for which
the machine should be idle; "CPU" is what judge and kernel take together, the median of the rounds,
which a busy machine hardly changes.
"""

import re

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.notebook.task import Task, execute

SETUP = "import time\nimport numpy as np\nfrom nbjudge import check\nW = np.ones((3, 4))"
STUDENT = """
import time

def cpu():
    return time.process_time()

def nothing():
    return None

def double(x):
    return 2 * x

def layer(W, x):
    return np.maximum(W @ x, 0)

class Layer:
    def __init__(self):
        self.weights = np.ones((3, 4))
    def forward(self, x):
        return self.weights @ x
"""
TIMED = """
def best(do, calls, rounds=7):
    times, work = [], []
    for _ in range(rounds):
        before = time.process_time() + cpu()
        start = time.perf_counter()
        for _ in range(calls):
            do()
        times.append(1e6 * (time.perf_counter() - start) / calls)
        work.append(1e6 * (time.process_time() + cpu() - before) / calls)
    return min(times), sorted(work)[rounds // 2]

x, V = np.ones(4), np.ones((10, 10))
small, large = np.ones((10, 50)), np.ones((784, 50))
made = Layer()
for name, do, calls in [
    ("no argument", lambda: nothing(), 500),
    ("a number", lambda: double(3.0), 500),
    ("an array (4,)", lambda: double(x), 500),
    ("two arrays (3, 4) and (4,)", lambda: layer(W, x), 500),
    ("an array (10, 50)", lambda: double(small), 500),
    ("an array (784, 50)", lambda: double(large), 100),
    ("a method, with (4,)", lambda: made.forward(x), 500),
    ("an attribute (3, 4)", lambda: made.weights, 500),
    ("a gradient check of 200 calls", lambda: check.numerical_gradient(
        lambda U: float(np.sum(double(U))), V), 1),
]:
    print("{}: {:.1f} {:.1f}".format(name, *best(do, calls)))
"""


def main():
    cells = [("setup", SETUP, {"locked": True}), ("f", STUDENT.strip(), {"solution": True}),
             ("test_f", TIMED.strip(), {"grade": True, "locked": True, "points": 1})]  # fmt: skip
    nb = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    for name, source, flags in cells:
        base = {"grade": False, "solution": False, "locked": False, "task": False}
        metadata = {"nbgrader": base | {"grade_id": name, "schema_version": 3} | flags}
        nb.cells.append(new_code_cell(source, metadata=metadata))
    places = {name: place for place, (name, _, _) in enumerate(cells)}
    task = Task("speed", "ada", "speed", nbformat.writes(nb), JudgedExecute, places=places)
    judged = nbformat.reads(execute(task).nb, as_version=4)
    NotebookClient(nb).execute()
    here, there = (_times(done.cells[-1]) for done in (judged, nb))
    print(f"{'microseconds for':32} {'judge':>9} {'CPU':>9} {'one process':>12}")
    for name, (taken, work) in here.items():
        print(f"{name:32} {taken:9.0f} {work:9.0f} {there[name][0]:12.1f}")


def _times(cell):
    text = "".join(output.get("text", str(output)) for output in cell.outputs)
    found = {
        name: (float(taken), float(work))
        for name, taken, work in re.findall(r"(.+): ([\d.]+) ([\d.]+)\n", text)
    }
    if not found:
        raise SystemExit(text)
    return found


if __name__ == "__main__":
    main()
