"""The programs of a class for Dolos and JPlag: only what students wrote, under names that hold."""

import csv
import io
import shutil
import zipfile

import nbformat
import pytest
from conftest import ROOT
from factory import empty_gradebook
from nbgrader.api import Gradebook

from nbjudge.cli import main
from nbjudge.collecting.export import export
from nbjudge.collecting.programs import TOOLS
from nbjudge.course import grade_id
from nbjudge.errors import CollectingError

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

NAME = "01-softmax-derivation"
ODD = "=../ada, b"


@pytest.fixture
def course(tmp_path):
    """An assignment that three have handed in; the notebook of one of them cannot be read."""
    root = tmp_path / "course"
    for step in ("source", "release"):
        shutil.copytree(ROOT / step / NAME, root / step / NAME)
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    empty_gradebook(root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        gradebook.add_assignment(NAME)
        gradebook.add_notebook(NAME, NAME)
        gradebook.add_student("ada", first_name="=Ada", last_name="Lovelace")
        for student in ("zoe", "tom"):
            gradebook.add_student(student)
        for student in ("ada", "zoe", "tom"):
            gradebook.add_submission(NAME, student, timestamp="2026-03-01 12:00:00 UTC")
    nb = nbformat.read(root / "release" / NAME / f"{NAME}.ipynb", 4)
    for cell in nb.cells:
        if grade_id(cell) == "one_hot":
            cell.source = "def one_hot(y, k):\n    return 'ada wrote this'"
    for student in ("ada", "zoe"):
        folder = root / "autograded" / student / NAME
        folder.mkdir(parents=True)
        nbformat.write(nb, folder / f"{NAME}.ipynb")
    folder = root / "autograded" / "tom" / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text("{")
    return root


def test_dolos_gets_an_archive_with_names_and_times(course, tmp_path, capsys):
    path = export(course, NAME, tmp_path / "new" / "class.zip", to="dolos")
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == ["ada.py", "info.csv", "template.py", "zoe.py"]
        rows = list(csv.DictReader(io.StringIO(archive.read("info.csv").decode())))
        text, template = archive.read("ada.py").decode(), archive.read("template.py").decode()
    assert rows[0] == {
        "filename": "ada.py",
        "full_name": "'=Ada Lovelace",  # no formula, in whatever opens it
        "created_at": "2026-03-01 12:00:00 +0000",
    }
    assert rows[1]["full_name"] == "zoe"
    assert "ada wrote this" in text and "ada wrote this" not in template
    assert "test_one_hot" not in text and "import" not in text  # only the student's own
    said = capsys.readouterr().out
    assert "tom is left out" in said and "dolos run -l python" in said


def test_jplag_gets_a_folder_for_each_and_the_common_part(course, tmp_path, capsys):
    folder = tmp_path / "class"
    assert main(["export", NAME, str(folder), "--to", "jplag", "--course", str(course)]) == 0
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.py"))
    assert files == [f"base/{NAME}.py", f"submissions/ada/{NAME}.py", f"submissions/zoe/{NAME}.py"]
    assert "-bc class/base class/submissions" in capsys.readouterr().out


@pytest.mark.parametrize("tool", TOOLS)
def test_what_is_there_is_not_written_over(course, tmp_path, tool):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(CollectingError, match="is there already"):
        export(course, NAME, tmp_path / "mine", to=tool)
    assert (tmp_path / "mine").read_text() == "mine"


def test_before_anything_is_graded_the_next_command_is_named(course, tmp_path):
    shutil.rmtree(course / "autograded")
    with pytest.raises(CollectingError, match="nbjudge grade"):
        export(course, NAME, tmp_path / "class", to="jplag")
    assert not (tmp_path / "class").exists()


def test_options_for_marks_are_refused(course, tmp_path):
    with pytest.raises(CollectingError, match="one assignment at a time"):
        export(course, "all", tmp_path / "class", to="dolos")
