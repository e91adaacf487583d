"""Follow-through marks: one wrong early exercise does not cost those that are built on it."""

import copy
import json
from types import SimpleNamespace

import pytest
from factory import hand_in, locked, make_course, solution, test_cell
from nbformat.v4 import new_code_cell, new_notebook, new_output

from nbjudge.course import fill_in, is_test
from nbjudge.grading.notebook.follow_through import read_reference, run_follow_through
from nbjudge.grading.notebook.verdict import Verdict, of, record, words
from nbjudge.grading.reach import key

HIDDEN = "### BEGIN HIDDEN TESTS\nassert {}\n### END HIDDEN TESTS"
MARK = "the instructor knows it by heart"
CELLS = (
    locked("setup", "import numpy as np"),
    solution("triple", f"def triple(x):\n    #? return ?\n    return 3 * x  # {MARK}"),
    test_cell("test_triple", "assert triple(0) == 0\n" + HIDDEN.format("triple(5) == 15"), 2),
    solution("above", "def above(x):\n    #? return ?\n    return triple(x) + 1"),
    test_cell("test_above", "above(0)\n" + HIDDEN.format("above(5) == 16"), 3),
    solution("twice", "def twice(x):\n    #? return ?\n    return above(triple(x))"),
    test_cell("test_twice", "twice(0)\n" + HIDDEN.format("twice(1) == 10"), 4),
    test_cell("test_twice_zero", "twice(0)\n" + HIDDEN.format("twice(0) == 1"), 1),
    solution("other", "def other(x):\n    #? return ?\n    return x + x + x"),
    test_cell("test_other", "other(0)\n" + HIDDEN.format("other(4) == 12"), 5),
)
TESTS = ("test_triple", "test_above", "test_twice", "test_twice_zero", "test_other")
TRIPLE, WRONG = "def triple(x):\n    return 3 * x", "def triple(x):\n    return 2 * x"
ABOVE, TWICE = (
    "def above(x):\n    return 1 + triple(x)",
    "def twice(x):\n    return above(triple(x))",
)
OTHER = "def other(x):\n    return 3 * x"
LEAK = """
def above(x):
    import inspect, pathlib
    try:
        text = inspect.getsource(triple) + str(get_ipython().user_ns["In"])
    except Exception as error:
        text = repr(error)
    print(text)
    pathlib.Path("kept.txt").write_text(text)
    raise ValueError(text)
"""
STUDENTS = {  # the answers, and the marks
    "right": ((TRIPLE, ABOVE, TWICE, OTHER), (2, 3, 4, 1, 5)),
    "one_slip": ((WRONG, ABOVE, TWICE, OTHER), (0, 3, 4, 1, 5)),
    "two_slips": ((WRONG, "def above(x):\n    return triple(x)", TWICE, OTHER), (0, 0, 4, 1, 5)),
    "not_done": ((None, ABOVE, TWICE, OTHER), (0, 3, 4, 1, 5)),
    "error": (("def triple(x)\n    return", ABOVE, TWICE, OTHER), (0, 3, 4, 1, 5)),
    "kills": (("import os\nos._exit(1)", ABOVE, TWICE, OTHER), (0, 3, 4, 1, 5)),
    "helper": (
        ("def one():\n    return 1\n\n\n" + WRONG, "def above(x):\n    return triple(x) + one()",
         TWICE, OTHER),
        (0, 3, 4, 1, 5),
    ),
    "left_open": ((WRONG, None, None, OTHER), (0, 0, 0, 0, 5)),
    # What `other` asks for is not built on `triple`: a right one must not stand in for it.
    "borrows": ((WRONG, ABOVE, TWICE, "def other(x):\n    return triple(x)"), (0, 3, 4, 1, 0)),
    "borrows_through": (
        (WRONG, ABOVE, TWICE, "def other(x):\n    return above(x) - 1"), (0, 3, 4, 1, 0)
    ),
    "keeps": (
        (WRONG, "def above(x):\n    np.kept = triple\n    return triple(x) + 1",
         TWICE, "def other(x):\n    return np.kept(x)"),
        (0, 3, 4, 1, 0),
    ),
    "files": (
        (WRONG,
         "import inspect, pathlib\ndef above(x):\n"
         "    for place in ('kept.py', '/tmp/kept.py', '/dev/shm/kept.py'):\n"
         "        pathlib.Path(place).write_text(inspect.getsource(triple))\n"
         "    return triple(x) + 1",
         TWICE,
         "import pathlib\ndef other(x):\n"
         "    for place in ('kept.py', '/tmp/kept.py', '/dev/shm/kept.py'):\n"
         "        if pathlib.Path(place).exists():\n"
         "            names = {}\n"
         "            exec(pathlib.Path(place).read_text(), names)\n"
         "            return names['triple'](x)"),
        (0, 3, 4, 1, 0),
    ),
    "searches": (
        (WRONG, ABOVE, TWICE,
         "import gc\ndef other(x):\n"
         "    for one in gc.get_objects():\n"
         "        if getattr(one, '__name__', '') == 'triple' and callable(one):\n"
         "            if one(2) == 6:\n"
         "                return one(x)"),
        (0, 3, 4, 1, 0),
    ),
    "elsewhere": (  # an answer that stands in another exercise's cell
        (WRONG, ABOVE + "\n\n\ndef other(x):\n    return triple(x)", TWICE, "pass"),
        (0, 3, 4, 1, 0),
    ),
    "patches": (  # what is right only while the source's cell is there
        (WRONG, ABOVE, "def twice(x):\n    return triple(x) * triple(1) + 1", OTHER),
        (0, 3, 4, 1, 5),
    ),
    "leaks": ((WRONG, LEAK, TWICE, OTHER), (0, 0, 4, 1, 5)),
}  # fmt: skip


def answers(given):
    names = ("triple", "above", "twice", "other")
    return {name: text for name, text in zip(names, given, strict=True) if text is not None}


def made(folder, students):
    course = make_course(folder, *CELLS)
    hand_in(course, **{name: answers(STUDENTS[name][0]) for name in students})
    return course


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = made(tmp_path_factory.mktemp("follow"), STUDENTS)
    course.run("grade", "mini", "--jobs=1", module="nbjudge")
    return course


def verdicts(course, student):
    nb = course.read("autograded", "mini", student)
    return {c.metadata.nbgrader.grade_id: of(c) for c in nb.cells if of(c)}


@pytest.mark.parametrize("student", STUDENTS)
def test_an_exercise_earns_what_it_is_worth_on_right_earlier_ones(course, student):
    assert course.marks("mini")[student] == dict(zip(TESTS, STUDENTS[student][1], strict=True))


def test_the_verdict_says_both(course):
    found = verdicts(course, "one_slip")
    assert found["test_triple"].follow_through is None
    text = words(found["test_above"])
    assert text.startswith(
        "Right by follow-through: with a right “triple”, this is right: 3 of 3 points."
    )
    assert "alone:" in text
    two = verdicts(course, "two_slips")["test_twice"].follow_through
    assert two.replaced == ("triple", "above")


def test_nothing_of_that_run_comes_out(course):
    folder = course.root / "autograded" / "leaks"
    texts = [path.read_text() for path in folder.rglob("*") if path.is_file()]
    course.run("generate_feedback", "mini", "--force", "--student=leaks")
    texts += [path.read_text() for path in (course.root / "feedback").rglob("*.html")]
    assert texts
    assert not any(MARK in text for text in texts)


def test_feedback_and_report_tell_it(course):
    course.run("generate_feedback", "mini", "--force", "--student=one_slip")
    page = (course.root / "feedback" / "one_slip" / "mini" / "mini.html").read_text()
    assert "Right by follow-through" in page
    course.run("report", "mini", module="nbjudge")


def test_a_course_sets_its_share_and_can_do_without(tmp_path):
    course = made(tmp_path, ["one_slip"])
    course.run("grade", "mini", "--JudgedExecute.follow_through=0.5", module="nbjudge")
    assert list(course.marks("mini")["one_slip"].values()) == [0, 1.5, 2, 1, 5]
    course.run("grade", "mini", "--JudgedExecute.follow_through=0", module="nbjudge")
    assert list(course.marks("mini")["one_slip"].values()) == [0, 0, 0, 1, 5]


def test_nbgraders_own_command_gives_the_same(tmp_path):
    course = made(tmp_path, ["one_slip", "borrows"])
    course.run("autograde", "mini")
    for student in ("one_slip", "borrows"):
        assert list(course.marks("mini")[student].values()) == list(STUDENTS[student][1])


class Step:
    """Takes the place of `JudgedExecute`, and keeps the names of the cells that it is to run."""

    follow_through, given_up, log = 1, None, None

    def __init__(self):
        self.ran, self.allowance = [], SimpleNamespace(is_spent=False)

    def again(self, log, **options):
        return self

    def preprocess(self, nb, resources):
        self.ran.append([key(cell) for cell in nb.cells])
        return nb, resources


def test_cells_that_no_test_of_that_run_needs_are_left_out():
    """Those of the source; what the student has added, or needs where the source does not, runs."""
    cells = [
        new_code_cell("loss = triple(1)", id="figure"),
        new_code_cell("size = 1", id="size"),
        new_code_cell("for epoch in range(9):\n    triple(epoch)", id="training"),
    ]
    source = new_notebook(cells=[*CELLS[:3], *cells, *CELLS[3:]])
    work = copy.deepcopy(source)
    own = {"triple": WRONG, "above": "def above(x):\n    return size + triple(x)", "twice": TWICE}
    work = fill_in(work, own | {"other": OTHER})
    work.cells.insert(1, new_code_cell("np.added = 1", id="own"))
    judged = copy.deepcopy(work)
    for cell in filter(is_test, judged.cells):
        if cell.metadata.nbgrader.grade_id != "test_other":
            cell.outputs = [new_output("error", ename="AssertionError", evalue="", traceback=[])]
            record(cell, Verdict(kind="wrong", how="judged"))
    resources = {"nbjudge": {"reference": read_reference(source.cells)}}
    step = Step()
    run_follow_through(step, work, judged, resources)
    assert step.ran == [
        ["setup", "own", "triple", "size", "above", "test_above"],
        ["setup", "own", "triple", "above", "twice", "test_twice", "test_twice_zero"],
    ]


def test_a_release_holds_nothing_of_it(course):
    assert MARK not in json.dumps(course.read("release", "mini"))
