"""03-by-hand: the questions in words, their marking scheme, and the numbers of its text."""

import re
import shutil
from pathlib import Path

import nbgrader.server_extensions.formgrader as formgrader
import numpy as np
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.utils import is_task

from nbjudge.course import Course, exercises, grade_id

ASSIGNMENT = "03-by-hand"
QUESTIONS = {"closed_form": 3, "recipe": 3}
WORDS = "The gradient is made of signs; the words of a student."


def cell(nb, name):
    return next(c for c in nb.cells if name in (grade_id(c), c.id))


def scheme(nb, name):
    text = cell(nb, name).source
    return text.partition("### BEGIN MARK SCHEME\n")[2].partition("\n### END MARK SCHEME")[0]


@pytest.fixture(scope="module")
def graded(built, tmp_path_factory):
    """A class of two: ada has answered the questions and nothing else, zoe has done nothing."""
    root = tmp_path_factory.mktemp("by-hand") / "course"
    shutil.copytree(built.root, root)
    course = Course(root)
    release = course.read("release", ASSIGNMENT)
    course.submit("zoe", ASSIGNMENT, release)
    cell(release, "closed_form-answer").source = WORDS
    course.submit("ada", ASSIGNMENT, release)
    course.run("autograde", ASSIGNMENT, env={"NBJUDGE_DATA": "digits"})
    return course


def test_are_the_questions_tasks_with_points_and_a_scheme(course):
    source = course.read("source", ASSIGNMENT)
    tasks = {grade_id(c): c.metadata.nbgrader.points for c in source.cells if is_task(c)}
    assert tasks == QUESTIONS
    for name, points in QUESTIONS.items():
        given = re.findall(r"\*\*(\d+) point", scheme(source, name))
        assert sum(map(int, given)) == points


def test_does_the_release_hold_the_questions_and_no_scheme(built):
    source, release = (built.read(step, ASSIGNMENT) for step in ("source", "release"))
    shown = "\n".join(c.source for c in release.cells)
    for name, points in QUESTIONS.items():
        question = cell(release, name)
        assert question.source.startswith("### Question")
        assert f"{points} points" in question.source
        assert not question.metadata.get("editable", True)
        for line in scheme(source, name).splitlines():
            assert not line.strip() or line.strip() not in shown
        answer = cell(release, f"{name}-answer")
        assert answer.metadata.get("editable", True) and answer.source.startswith("*Your answer")
    assert "SCHEME" not in shown


@pytest.mark.parametrize("student", ["ada", "zoe"])
def test_does_the_marker_see_scheme_and_answer_in_the_formgrader(graded, student):
    templates = Path(formgrader.__file__).parent / "templates"
    exporter = HTMLExporter(
        template_name="formgrade", extra_template_basedirs=[str(templates)], mathjax_url=""
    )
    names = ("assignment_id", "notebook_id", "submission_id", "base_url", "student")
    names += ("last_name", "first_name", "notebook_path")
    resources = dict.fromkeys(names, "") | {"index": 0, "total": 1}
    path = graded.root / "autograded" / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    page, _ = exporter.from_filename(str(path), resources=resources)
    for name in QUESTIONS:
        # What nbgrader draws where a mark is to be given.
        assert re.search(rf'<input class="score tabbable" id="{name}"', page)
    assert page.count("BEGIN MARK SCHEME") == len(QUESTIONS)
    assert "Model answer:" in page
    assert (WORDS in page) == (student == "ada")


@pytest.mark.parametrize("student", ["ada", "zoe"])
def test_do_the_questions_wait_for_a_marker(graded, student):
    with Gradebook(f"sqlite:///{graded.root / 'gradebook.db'}", "nbjudge") as gradebook:
        submission = gradebook.find_submission(ASSIGNMENT, student)
        open_marks = {
            grade.name: grade.max_score
            for notebook in submission.notebooks
            for grade in notebook.grades
            if grade.needs_manual_grade
        }
        assert open_marks == QUESTIONS
        assert (submission.score, submission.max_score) == (0, 32)


def test_do_the_automatic_points_make_26(course):
    points = exercises(course.read("source", ASSIGNMENT))
    assert sum(sum(tests.values()) for tests in points.values()) == 26


def test_is_the_worked_example_right(course):
    text = "\n".join(c.source for c in course.read("source", ASSIGNMENT).cells)
    W_H, b_H, W_O, b_O = np.array([-1, 1, 1, -1]), np.array([1, 1, -1, 1]), [-1, -1, -1, 1], 1
    z_bar = W_H * 2 + b_H
    z = np.maximum(z_bar, 0)
    assert z_bar.tolist() == [-1, 3, 1, -1] and W_O @ z + b_O == -3
    rows = re.findall(r"\| (\d) \| \$.* = (-?\d)\$ \| \$(\d)\$ \| \$(-?\d)\$ \|", text)
    expected = [(i + 1, z_bar[i], z[i], W_O[i] * z[i]) for i in range(4)]
    assert [tuple(map(int, row)) for row in rows] == [tuple(map(int, row)) for row in expected]
    rows = re.findall(r"\| (\d) \| \$(\d)\$ \| \$.* = (-?\d)\$ \| \$(-?\d)\$ \|", text)
    bias = np.array(W_O) * (z_bar > 0)
    expected = [[i + 1, z[i], 2 * bias[i], bias[i]] for i in range(4)]
    assert [list(map(int, row)) for row in rows] == expected
    assert [row[2:] for row in expected] == [[0, 0], [-2, -1], [-2, -1], [0, 0]]


def drawn(course):
    """The function of the notebook that draws a student's network."""
    source, names = course.read("source", ASSIGNMENT), {"np": np}
    for name in ("network", "given"):
        exec(cell(source, name).source, names)
    return names["network_of"]


def test_each_number_draws_a_network_of_its_own_on_which_slips_show(course):
    """Neither the published example nor a neighbour's numbers earn anything."""
    network_of, seen = drawn(course), set()
    for number in range(1, 301):
        x0, W_H, b_H, W_O, b_O = network_of(number)
        z_bar = W_H * x0 + b_H
        z, active = np.maximum(z_bar, 0), z_bar > 0
        assert active.sum() == 2 and np.all(np.abs(z_bar) >= 1), number
        assert x0 not in (1, 2) and 0 not in (*W_H, *b_H, *W_O, b_O), number
        f = W_O @ z + b_O
        outputs = [W_O @ z, z.sum() + b_O, W_O @ z_bar + b_O, W_O @ np.abs(z_bar) + b_O]
        assert f not in outputs, number
        hidden = W_O * active * x0
        for slip in (W_O * x0, W_O * active, active * x0, W_H * active * x0, W_O * ~active * x0):
            assert not np.array_equal(hidden, slip), number
        seen.add((x0, *W_H, *b_H, *W_O, b_O))
    assert len(seen) == 300


def test_a_number_draws_the_same_network_for_ever(course):
    """A change would take the marks of those who have worked theirs out."""
    x0, W_H, b_H, W_O, b_O = drawn(course)(20261)
    assert (x0, b_O) == (5, -3) and W_H.tolist() == [3, -3, 2, -2]
    assert b_H.tolist() == [3, -4, 4, 2] and W_O.tolist() == [2, 2, 3, -3]


def test_do_the_published_solutions_of_the_data_sets_miss(course):
    source, names = course.read("source", ASSIGNMENT), {"np": np, "print": lambda *a: None}
    for name in ("network", "points"):
        exec(cell(source, name).source, names)
    one, two = (
        names["network"](names["x_1"], [-2, 2, -2, 2], [8, -8, 24, -16], [1] * 4, 0) - names["y_1"],
        names["network"](names["x_2"], [1, -1, 0.5, 0], [0, 6, -1.5, 0], [1] * 4, 0) - names["y_2"],
    )
    assert np.sqrt(np.mean(one**2)) == pytest.approx(17.2, abs=0.1)
    assert np.sqrt(np.mean(two**2)) == pytest.approx(6.55, abs=0.01)
