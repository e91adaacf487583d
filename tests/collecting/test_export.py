"""Marks for an LMS: its shape, its own file filled in, and who did not match."""

import csv
import shutil
import subprocess
import sys
import zipfile

import pytest
from conftest import ROOT
from factory import empty_gradebook
from nbgrader.api import Gradebook

from nbjudge.cli import main
from nbjudge.course import Course

# nbgrader's own add_submission makes SQLAlchemy warn.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

NAMES = ("01-softmax-derivation", "02-zero-layer-classifier")
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Softmax derived (41),02 zero-layer classifier (42),Final Score
    Points Possible,,,,,10,5,(read only)
"Lovelace, Ada",101,S1,ada@uni,Main,,,0
"Turing, Alan",102,S2,alan,Main,3,,0
"Student, Test",999,,test,Main,,,0
"""  # noqa: E501
MOODLE = """Identifier,Full name,ID number,Email address,Grade,Maximum Grade,Feedback comments
Participant 101,Ada Lovelace,,x@uni,,10,
Participant 900,Alan Turing,,alan@uni,,10,
Participant 901,Nobody Here,,n@uni,,10,
"""


@pytest.fixture
def course(tmp_path):
    """Two assignments of 10 and 5 points; ada has 8.5 and 5, less 1 for lateness, alan has 0."""
    root = tmp_path / "course"
    for name in NAMES:
        shutil.copytree(ROOT / "source" / name, root / "source" / name)
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'nbjudge'\n"
    )
    empty_gradebook(root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "nbjudge") as gradebook:
        for name, points in zip(NAMES, (10, 5), strict=True):
            gradebook.add_assignment(name)
            gradebook.add_notebook(name, name)
            gradebook.add_grade_cell("test_it", name, name, max_score=points, cell_type="code")
        people = {
            "ada": {"first_name": "Ada", "last_name": "Lovelace", "lms_user_id": "101"},
            "alan": {"first_name": "Alan", "last_name": "Turing", "email": "alan@uni"},
            "zoe": {},
        }
        for student, more in people.items():
            gradebook.add_student(student, **more)
        for student, name, points in (
            ("ada", NAMES[0], 8.5),
            ("ada", NAMES[1], 5),
            ("alan", NAMES[0], 0),
            ("zoe", NAMES[0], 1),
        ):
            gradebook.add_submission(name, student)
            grade = gradebook.find_grade("test_it", name, name, student)
            grade.auto_score = points
            grade.needs_manual_grade = student == "zoe"
            if name == NAMES[1]:
                grade.notebook.late_submission_penalty = 1
        gradebook.db.commit()
    return Course(root)


def export(course, *options, status=0):
    file = course.root / "marks.csv"
    where = ["--course", str(course.root)]
    assert main(["export", options[0], str(file), *options[1:], *where]) == status
    if status:
        return None
    with file.open(newline="", encoding="utf-8") as text:
        return list(csv.reader(text))


def test_has_the_canvas_table_its_columns_and_points(course):
    heading, points, *rows = export(course, "all", "--to", "canvas")
    assert heading == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *NAMES]
    assert points == ["    Points Possible", "", "", "", "", "10", "5"]
    assert rows[0] == ["Lovelace, Ada", "101", "", "ada", "", "8.5", "4"]
    assert rows[1] == ["Turing, Alan", "", "", "alan", "", "0", ""]


def test_is_canvas_own_export_filled_in(course, capsys):
    template = course.root / "canvas.csv"
    template.write_text(CANVAS)
    heading, points, *rows = export(course, NAMES[1], "--to", "canvas", "--template", str(template))
    assert ",".join(heading) == CANVAS.splitlines()[0]
    assert points[0] == "    Points Possible"
    assert rows[0] == ["Lovelace, Ada", "101", "S1", "ada@uni", "Main", "", "4", "0"]
    assert rows[1] == ["Turing, Alan", "102", "S2", "alan", "Main", "3", "", "0"]
    assert "nobody's in the gradebook: Student, Test" in capsys.readouterr().out


def test_is_a_column_that_cannot_be_told_asked_for(course, capsys):
    template = course.root / "canvas.csv"
    template.write_text(CANVAS)
    options = (NAMES[0], "--to", "canvas", "--template", str(template))
    export(course, *options, status=2)
    assert "Softmax derived (41); 02 zero-layer classifier (42)" in capsys.readouterr().err
    *_, ada, alan, _ = export(course, *options, "--column", "Softmax derived (41)")
    assert (ada[5], alan[5]) == ("8.5", "0")
    said = capsys.readouterr().out
    assert "These have marks, but no row" in said and "zoe" in said
    assert "Not all of these is marked by hand yet" in said


def test_is_moodles_worksheet_filled_in_with_words(course, capsys):
    template = course.root / "moodle.csv"
    template.write_text(MOODLE)
    _, *rows = export(course, NAMES[0], "--to", "moodle", "--template", str(template))
    assert [row[4] for row in rows] == ["8.5", "0", ""]
    assert rows[0][6] == "it 8.5/10"
    assert "nobody's in the gradebook: Nobody Here" in capsys.readouterr().out


def test_has_the_moodle_table_what_moodle_knows_people_by(course):
    heading, ada, *_ = export(course, "all", "--to", "moodle")
    assert heading[:5] == ["Username", "ID number", "Email address", "First name", "Last name"]
    assert ada[:5] == ["ada", "101", "", "Ada", "Lovelace"]
    assert ada[5:] == ["8.5", "it 8.5/10", "4", "it 5/5; late: -1"]


def test_does_nbgraders_own_command_do_the_same(course):
    wanted = export(course, "all", "--to", "canvas")
    command = ["export", "--exporter=nbjudge.collecting.export.CanvasExport", "--to=other.csv"]
    subprocess.run([sys.executable, "-m", "nbgrader", *command], cwd=course.root, check=True)
    with (course.root / "other.csv").open(newline="") as text:
        assert list(csv.reader(text)) == wanted


def test_is_an_unknown_assignment_named(course, capsys):
    export(course, "09-none", "--to", "moodle", status=2)
    assert "There is no assignment 09-none" in capsys.readouterr().err


def test_feedback_goes_to_moodle_in_a_folder_for_each_participant(course, capsys):
    pages = course.root / "feedback" / "ada" / NAMES[0]
    pages.mkdir(parents=True)
    (pages / f"{NAMES[0]}.html").write_text("well done")
    (course.root / "worksheet.csv").write_text(MOODLE)
    file = course.root / "feedback.zip"
    options = ["--to", "moodle-feedback", "--course", str(course.root)]
    where = ["--template", str(course.root / "worksheet.csv")]
    assert main(["export", NAMES[0], str(file), *options, *where]) == 0
    with zipfile.ZipFile(file) as archive:
        (name,) = archive.namelist()
        assert name == f"Ada Lovelace_101_assignfeedback_file_/{NAMES[0]}.html"
        assert archive.read(name) == b"well done"
    said = capsys.readouterr().out
    assert "no feedback page yet: alan" in said and "1 feedback pages" in said


def test_feedback_for_moodle_needs_its_worksheet(course, capsys):
    file = course.root / "feedback.zip"
    options = ["--to", "moodle-feedback", "--course", str(course.root)]
    assert main(["export", NAMES[0], str(file), *options]) == 2
    assert "--template worksheet.csv" in capsys.readouterr().err
