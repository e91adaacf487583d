"""The marks of a class do not depend on what else the machine has to do."""

import contextlib
import subprocess
import sys

import pytest
from factory import hand_in, make_course, solution, test_cell

from nbjudge.grading.notebook.verdict import failures, of

pytestmark = pytest.mark.slow

# It writes until the very end of its cell, as a progress bar does.
PRINTS = """import sys, time
def train():
    end = time.process_time() + 0.5
    while time.process_time() < end:
        sys.stderr.write("\\rloss 0.1 " * 50)
        sys.stderr.flush()
    return [3, 2, 1]
losses = train()
"""
BUSY = "while True: pass"
WORK = {
    "prints": {"train": PRINTS},
    "endless": {"train": "def train():\n    while True: pass\nlosses = train()"},
    "asleep": {"train": "import time\ndef train():\n    time.sleep(10**6)\nlosses = [3, 2]"},
}  # fmt: skip


@contextlib.contextmanager
def busy(number):
    """So many programs beside that use all the time they can get."""
    beside = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(number)]
    try:
        yield
    finally:
        for process in beside:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    """The same class graded on an idle machine, and beside six busy programs."""
    made = {}
    for number in (0, 6):
        course = make_course(
            tmp_path_factory.mktemp(f"beside-{number}"),
            solution("train", "def train():\n    return [2, 1]\n#? losses = ?\nlosses = train()"),
            test_cell("test_train", "assert losses[0] > losses[-1]", points=2),
            test_cell("test_train_again", "assert train()[0] > train()[-1]", points=2),
        )
        hand_in(course, **WORK)
        with busy(number):
            course.run("grade", "mini", "--timeout=2", "--jobs=2", module="nbjudge")
        made[number] = course
    return made


def test_a_busy_machine_costs_no_marks(courses):
    idle, loaded = courses[0].marks("mini"), courses[6].marks("mini")
    assert loaded == idle
    full = {"test_train": 2, "test_train_again": 2}
    assert idle["prints"] == full
    assert idle["endless"] == dict.fromkeys(full, 0)
    assert idle["asleep"] == full | {"test_train_again": 0}


@pytest.mark.parametrize("number", [0, 6])
def test_the_cell_that_took_too_long_is_the_one_that_is_named(courses, number):
    nb = courses[number].read("autograded", "mini", "endless")
    assert "“def train():” was stopped at its time limit of 2 s" in failures(nb)["test_train"]
    nb = courses[number].read("autograded", "mini", "asleep")
    kinds = [of(cell).kind for cell in nb.cells if of(cell)]
    assert kinds == ["passed", "timed out"]
