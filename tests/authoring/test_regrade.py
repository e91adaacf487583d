"""Tests that change after work was handed in: shown before, kept after, and possible at all."""

import csv
import shutil

import nbformat
import pytest
from factory import by_hand, hand_in, locked, make_course, solution, test_cell
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook

from nbjudge.authoring.regrade import regrade
from nbjudge.cli import main
from nbjudge.errors import CourseError, GradingError

HIDDEN = "\n### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
STUDENTS = {
    "ada": {"double": "def double(x):\n    return 2 * x"},
    "alan": {"double": "def double(x):\n    return x + 2"},
    "emmy": {"double": "def double(x):\n    return abs(2 * x)"},
}


def cells(*tests):
    return [
        locked("setup", "import math"),
        solution("double", "def double(x):\n    #? return ?\n    return 2 * x"),
        *tests,
        by_hand("why", "Because …", 5, new_markdown_cell),
    ]


FIRST = test_cell("test_double", "assert double(2) == 4", points=2)
HARDER = test_cell("test_double", FIRST.source + HIDDEN.format("assert double(-1) == -2"), 4)
SMALL, LARGE, OTHER = (
    test_cell(f"test_double_{name}", f"assert double({x}) == {2 * x}", 1)
    for name, x in (("small", 2), ("large", 40), ("other", 1))
)
CHANGES = {  # name → (tests of the source, renamed, {student: its tests' points after})
    "a hidden test is added, and points": (
        [HARDER], {}, {"ada": {"test_double": 4}, "alan": {"test_double": 0},
                       "emmy": {"test_double": 0}},
    ),
    "a test is renamed and split": (
        [SMALL, LARGE], {"test_double": "test_double_small"},
        {"ada": {"test_double_small": 1, "test_double_large": 1},
         "alan": {"test_double_small": 1, "test_double_large": 0},
         "emmy": {"test_double_small": 1, "test_double_large": 1}},
    ),
    "a test is removed, and another added": (
        [OTHER], {},
        {"ada": {"test_double_other": 1}, "alan": {"test_double_other": 0},
         "emmy": {"test_double_other": 1}},
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    course = make_course(tmp_path_factory.mktemp("regrade"), *cells(FIRST))
    hand_in(course, **STUDENTS)
    course.run("grade", "mini", module="nbjudge")
    with Gradebook(course.directory.db_url) as gradebook:
        grade = gradebook.find_grade("why", "mini", "mini", "emmy")
        grade.manual_score = 3
        comment = gradebook.find_comment("why", "mini", "mini", "emmy")
        comment.manual_comment = "well argued"
        gradebook.db.commit()
    return course


@pytest.fixture
def course(graded, tmp_path):
    shutil.copytree(graded.root, tmp_path / "course")
    return type(graded)(tmp_path / "course")


def change_source(course, tests):
    path = course.place("source", "mini") / "mini.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells(*tests)), path)


def without_question(marks):
    return {
        student: {test: points for test, points in one.items() if test != "why"}
        for student, one in marks.items()
    }


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_shown_is_what_then_happens(course, change):
    tests, renamed, expected = CHANGES[change]
    before = {
        student: {renamed.get(test, test): points for test, points in one.items()}
        for student, one in course.marks("mini").items()
    }
    change_source(course, tests)
    done = regrade(course, "mini", renamed=renamed, reason="the test was wrong")
    after = course.marks("mini")
    assert without_question(after) == expected
    assert after["emmy"]["why"] == 3
    with course.gradebook() as gradebook:
        assert gradebook.find_comment("why", "mini", "mini", "emmy").comment == "well argued"
    for one in done.changes:
        assert (before[one.student].get(one.test), after[one.student].get(one.test)) == (
            one.before,
            one.after,
        )
    assert done.totals == {
        name: (sum(before[name].values()), sum(after[name].values()))
        for name in before
        if sum(before[name].values()) != sum(after[name].values())
    }
    with done.kept.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["student"] for row in rows} == {one.student for one in done.changes}
    assert {row["reason"] for row in rows} == {"the test was wrong"}


def test_the_command_tells_who_moves_and_asks_for_a_reason(course, capsys):
    before = course.marks("mini")
    change_source(course, [HARDER])
    place = ["--course", str(course.root)]
    with pytest.raises(SystemExit):
        main(["regrade", "mini", *place])
    assert main(["regrade", "mini", *place, "--preview"]) == 0
    text = capsys.readouterr().out
    assert "the marks of 3 of 3 students change, 1 up and 2 down" in text
    assert "Nothing was written" in text
    assert course.marks("mini") == before
    assert not (course.root / "regrades").exists()


def test_a_source_with_a_fault_changes_nothing(course):
    before = course.marks("mini")
    change_source(course, [test_cell("test_double", "assert double(2 == 4", 2)])
    with pytest.raises(Exception, match="test_double"):
        regrade(course, "mini", reason="a slip")
    assert course.marks("mini") == before


def test_a_build_that_nbgrader_refuses_says_what_to_do(course):
    change_source(course, [FIRST, OTHER])
    with pytest.raises(CourseError, match="nbjudge regrade mini --preview"):
        course.build("mini")


def test_a_name_that_is_not_there_cannot_be_renamed(course):
    with pytest.raises(GradingError, match="test_tripel cannot be renamed"):
        regrade(course, "mini", renamed={"test_tripel": "test_triple"})


def test_a_class_that_is_not_graded_has_nothing_to_change(tmp_path):
    course = make_course(tmp_path, *cells(FIRST))
    with pytest.raises(GradingError, match="Nothing of mini is graded yet"):
        regrade(course, "mini")
