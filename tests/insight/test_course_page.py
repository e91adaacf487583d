"""The page of a whole course: who falls behind, and which ideas stay unlearned."""

import csv

import nbformat
import pytest
from factory import empty_gradebook, solution, test_cell
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook

from nbjudge.cli import main
from nbjudge.course import Course
from nbjudge.insight.course_page import CoursePage
from nbjudge.insight.report import report

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

IDEAS = {"ps1": "chain rule", "ps2": "chain rule", "ps3": "shapes", "ps4": " chain rule "}
# Points of 4, of which 2 are for the exercise with the idea; None: not handed in.
MARKS = {
    "ada27": {"ps1": (2, 2), "ps2": (2, 2), "ps3": (2, 2), "ps4": (2, 2)},
    "alan": {"ps1": (2, 2), "ps2": (2, 2), "ps3": (0, 1), "ps4": (1, 0)},  # drops
    "<b>grace": {"ps1": (0, 2), "ps2": (0, 2), "ps3": (2, 2), "ps4": (0, 2)},  # one idea
    "zoe": {"ps1": (2, 2), "ps2": (2, 2), "ps3": (2, 2), "ps4": None},  # one is missing
    "niklaus": {"ps1": (0, 0), "ps2": (0, 1), "ps3": (1, 0), "ps4": (0, 0)},  # little of all
}


@pytest.fixture
def course(tmp_path):
    """Four assignments of two exercises each, and five students."""
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    empty_gradebook(tmp_path)
    for name, idea in IDEAS.items():
        exercise = solution("f", "#? x = ?\nx = 1")
        exercise.metadata["tags"] = [f"idea:{idea}"]
        cells = [exercise, test_cell("test_f", "assert x"), solution("g", "#? y = ?\ny = 1")]
        (tmp_path / "source" / name).mkdir(parents=True)
        nb = new_notebook(cells=[*cells, test_cell("test_g", "assert y")])
        nbformat.write(nb, tmp_path / "source" / name / f"{name}.ipynb")
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        for student in MARKS:
            gradebook.add_student(student)
        gradebook.update_or_create_student("ada27", first_name="Ada", last_name="Lovelace")
        for name in IDEAS:
            gradebook.add_assignment(name)
            gradebook.add_notebook(name, name)
            for test in ("test_f", "test_g"):
                gradebook.add_grade_cell(test, name, name, max_score=2, cell_type="code")
            for student, marks in MARKS.items():
                if marks[name]:
                    gradebook.add_submission(name, student)
                    for test, points in zip(("test_f", "test_g"), marks[name], strict=True):
                        gradebook.find_grade(test, name, name, student).auto_score = points
        gradebook.db.commit()
    return Course(tmp_path)


def test_who_falls_behind_is_told_with_the_reason(course):
    why = {one.student: one.why for one in CoursePage(course.directory).people}
    assert why["ada27"] == why["<b>grace"] == []
    (drop,) = why["alan"]
    assert drop.startswith("the last 2 marks are ") and "lower than before" in drop
    assert why["zoe"] == ["has not handed in ps4"]
    assert why["niklaus"] == ["has under half of the points of what was handed in"]


def test_what_few_have_handed_in_yet_lowers_nobodys_mean(course):
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        for student in ("alan", "<b>grace", "niklaus"):
            gradebook.remove_submission("ps4", student)
    people = {one.student: one for one in CoursePage(course.directory).people}
    assert people["zoe"].mean == 1 and people["zoe"].why == []


def test_an_idea_that_stays_unlearned_is_told_with_who_lost_it_again(course):
    (idea,) = CoursePage(course.directory).ideas()  # that of ps3 alone is none
    assert idea.name == "chain rule"
    assert idea.shares == [pytest.approx(0.6), pytest.approx(0.6), None, pytest.approx(3 / 8)]
    assert [one.student for one in idea.lost] == ["<b>grace", "niklaus"]


def test_the_page_links_reports_escapes_names_and_has_a_table_beside_it(course):
    (course.root / "reports").mkdir()
    (course.root / "reports" / "ps1.html").write_text("")
    page = report(course)
    text = page.read_text(encoding="utf-8")
    assert page == course.root / "reports" / "course.html"
    assert '<a href="ps1.html">ps1</a>' in text and "ps2.html" not in text
    assert "<b>grace" not in text and "&lt;b&gt;grace" in text and "Ada Lovelace (ada27)" in text
    assert "<script" not in text and "http" not in text.replace("http://www.w3.org", "")
    with page.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert rows["zoe"]["ps4"] == "" and float(rows["zoe"]["mean share"]) == 0.75
    assert float(rows["ada27"]["ps3"]) == 1


def test_what_waits_for_a_person_has_a_column_where_there_is_any(course):
    assert "to mark by hand" not in report(course).read_text(encoding="utf-8")
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("test_f", "ps1", "ps1", "zoe").auto_score = None
        gradebook.db.commit()
    text = report(course).read_text(encoding="utf-8")
    assert "to mark by hand" in text and '<td class="n">1</td>' in text


def test_names_can_be_hidden(course, capsys):
    assert main(["report", "--course", str(course.root), "--anonymous"]) == 0
    page = course.root / "reports" / "course-anonymous.html"
    text = page.read_text(encoding="utf-8") + page.with_suffix(".csv").read_text(encoding="utf-8")
    assert str(page) in capsys.readouterr().out.replace("\n", "")
    for student in MARKS:
        assert student not in text
    assert "Lovelace" not in text and "S003" in text


def test_before_anything_is_graded_the_next_command_is_named(tmp_path, capsys):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    empty_gradebook(tmp_path)
    assert main(["report", "--course", str(tmp_path)]) != 0
    assert "nbjudge grade" in "".join(capsys.readouterr())
