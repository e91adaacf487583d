"""Each limit holds, is named to the student, and costs no more than what exceeds it."""

import re

import pytest
from factory import make_course, solution, test_cell
from nbformat.v4 import new_code_cell
from traitlets import Float, Int

from nbjudge.course import fill_in
from nbjudge.grading.notebook.verdict import failures

OPTIONS = {
    "Execute.timeout": 20,
    "JudgedExecute.grace": 2,
    "JudgedExecute.notebook_timeout": 40,
    "JudgedExecute.max_output": 100,
    "JudgedExecute.max_outputs": 250,
    "JudgedExecute.max_cells": 40,
    "JudgedExecute.restarts": 2,
    "JudgedExecute.judge_memory": 300,
    "SandboxProvisioner.memory": 600,
    "SandboxProvisioner.processes": 40,
    "SandboxProvisioner.file_size": 16,
    "SandboxProvisioner.disk": 32,
    "SandboxProvisioner.files": 1000,
    "SandboxProvisioner.cell_cpu": 2.5,
    "SandboxProvisioner.notebook_cpu": 7,
    "BoundedKernelManager.max_message": 4,
}
BUSY = "import time\nend = time.process_time() + {}\nwhile time.process_time() < end: pass"
DEFINE = "\ndef f(x):\n    return x + 1"
# Each: the exercise's cell, more cells before it, and what is said. No f, no mark.
CASES = {
    "nothing": (DEFINE, [], None),
    "memory": (f"x = bytearray(900 * 2**20){DEFINE}", [], "MemoryError"),
    "memory_of_all": (
        "import os, time\nfor _ in range(3):\n    if os.fork() == 0:\n        x = b'x' * 3 * 10**8"
        f"\n        time.sleep(60)\ntime.sleep(14){DEFINE}",
        [],
        "used more than 600 MiB of memory",
    ),
    "processes": (
        "import os, time\nfor _ in range(60):\n    if os.fork() == 0: time.sleep(60)" + DEFINE,
        [],
        "Resource temporarily unavailable|started more than 40 processes",
    ),
    "file_size": (f"open('x', 'wb').write(bytes(20 * 2**20)){DEFINE}", [], "File too large"),
    "disk": (
        "for i in range(50): open(f'{i}', 'wb').write(bytes(2**20))" + DEFINE,
        [],
        "No space left on device",
    ),
    "files": (
        "for i in range(3000): open(f'{i}', 'w').close()" + DEFINE,
        [],
        "No space left on device",
    ),
    "cell_cpu": (BUSY.format(9) + DEFINE, [], r"a cell used more than 2\.5 s of CPU time"),
    "notebook_cpu": (
        DEFINE,
        [BUSY.format(1.8)] * 6,
        r"the notebook used more than 7 s of CPU time",
    ),
    "timeout": (
        f"import time\ntime.sleep(99){DEFINE}",
        [],
        r"“import time” was stopped at its time limit of 20 s",
    ),
    "timeout_in_a_test": ("def f(x):\n    while True: pass", [], "CPU time|time limit"),
    "notebook_timeout": (
        DEFINE,
        ["import time\ntime.sleep(11)"] * 5,
        "the notebook took more than 40 s",
    ),
    "output": (f"print('x' * 300_000){DEFINE}", [], None),
    "outputs": (DEFINE, ["print('x' * 60_000)"] * 20, None),
    "outputs_and_an_error": (
        f"print('x' * 60_000)\n1 / 0{DEFINE}",
        ["print('x' * 60_000)"] * 6,
        "“print.*” ended with ZeroDivisionError: division by zero",
    ),
    "much_output": (
        f"for _ in range(3000): print('x' * 10_000){DEFINE}",
        [],
        r"it wrote more than 5,000,000 characters",
    ),
    "messages_while_tested": (
        "from IPython.display import display\n"
        "def f(x):\n    for _ in range(5000): display(x)\n    return x + 1",
        [],
        None,
    ),
    "message": (f"print('x' * 20_000_000){DEFINE}", [], "wrote more than|has ended|could not be"),
    "cells": (DEFINE, ["1"] * 50, "more than 40 code cells"),
    "memory_held": (
        "import numpy as np\nkept = []\nwhile True: kept.append(np.ones(10**6))",
        ["def f(x):\n    return x + 1"],
        "too little memory|more than 600 MiB",
    ),
    "judge_memory": (
        "import numpy as np\ndef f(x):\n    return np.zeros(5 * 10**7)",
        [],
        "more data than the tests can take",
    ),
    "restarts": (DEFINE, ["import os\nos._exit(1)"] * 4, "the kernel has ended 3 times"),
}
# Those where another cell defines f, or defined it before.
F_IS_THERE = {"restarts", "memory_held"}
# What a student reads in the notebook, where no mark is lost.
SHOWN = {
    "output": "More than 100,000 characters of output; cut off here",
    "outputs": "More than 250,000 characters of output in all cells; cut off here",
}
# Those after which nothing more can be run.
ALL_LOST = {"notebook_cpu", "notebook_timeout", "cells", "restarts"}


@pytest.fixture(scope="module")
def limited(tmp_path_factory):
    """A class that has been graded with small limits, each student beyond another."""
    course = make_course(
        tmp_path_factory.mktemp("limited"),
        solution("f", "#? def f(?):\ndef f(x):\n    return x + 1"),
        test_cell("test_f", "assert f(1) == 2"),
        solution("g", "#? y = ?\ny = 3"),
        test_cell("test_g", "assert y == 3"),
    )
    release = course.read("release", "mini")
    assert len(release.cells) == 4, "no cell for Colab, where nbjudge is not imported"
    for name, (source, more, _) in CASES.items():
        nb = fill_in(release, {"f": source, "g": "y = 3"})
        place = 0 if name != "restarts" else 2
        nb.cells[place:place] = [new_code_cell(text) for text in more]
        course.submit(name, "mini", nb)
    course.run(
        *("grade", "mini", "--jobs=3"),
        *(f"--{option}={value}" for option, value in OPTIONS.items()),
        module="nbjudge",
    )
    return course


@pytest.mark.parametrize("name", CASES)
def test_does_the_limit_hold_and_is_it_named(limited, name):
    said = CASES[name][2]
    marks = limited.marks("mini")[name]
    nb = limited.read("autograded", "mini", name)
    texts = [
        str(output) for cell in nb.cells if cell.cell_type == "code" for output in cell.outputs
    ]
    if said is None:
        assert marks == {"test_f": 1, "test_g": 1}
        assert SHOWN.get(name, "") in "".join(texts)
        assert len("".join(texts)) < 300_000
        return
    words = "".join(failures(limited.read("autograded", "mini", name)).values())
    assert re.search(said, "".join([*texts, words])), texts
    assert marks["test_f"] == (1 if name in F_IS_THERE else 0)
    assert marks["test_g"] == (0 if name in ALL_LOST else 1)


def test_is_every_limit_tried():
    """Each option of the classes that hold limits."""
    from nbjudge.grading.notebook.execute import JudgedExecute
    from nbjudge.grading.sandbox.place import Limits

    tried = {option.split(".")[1] for option in OPTIONS}
    numbers = JudgedExecute.class_own_traits(config=True).items()
    limits = {name for name, trait in numbers if isinstance(trait, Int | Float)}
    limits -= {"follow_through"}  # a share of points
    assert set(Limits.__dataclass_fields__) | limits <= tried


def test_is_every_failed_test_explained(limited):
    for name, marks in limited.marks("mini").items():
        words = failures(limited.read("autograded", "mini", name))
        assert {test for test, mark in marks.items() if mark == 0} == set(words), name
        assert all(len(text) > 20 for text in words.values())
