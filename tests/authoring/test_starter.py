"""A course of one's own: made anew, or the one that is there."""

import errno
import subprocess
import sys

import nbformat
import pytest

from nbjudge.authoring.audit import audit
from nbjudge.authoring.build import check, check_file
from nbjudge.authoring.starter import adopt, new
from nbjudge.cli import main
from nbjudge.course import Course
from nbjudge.errors import ConfigurationError, CourseError, NbjudgeError

BARE = "c = get_config()\n"


@pytest.fixture
def quickstart(tmp_path):
    command = [sys.executable, "-m", "nbgrader", "quickstart", "c101"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    return tmp_path / "c101"


def test_a_new_course_can_be_checked_graded_and_audited_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "course"]) == 0
    course = Course(tmp_path / "course")
    assert check(course, "ps1").faults == check(course, "ps1").advice == []
    monkeypatch.chdir("course")
    assert main(["grade", "ps1"]) == 0
    totals = {name: sum(marks.values()) for name, marks in course.marks("ps1").items()}
    assert totals == {"ada": 2, "alan": 0, "grace": 0}
    assert main(["report", "ps1"]) == 0
    assert audit(course, "ps1", jobs=1).faults == []


@pytest.mark.parametrize("there", ["thesis.tex", "source"])
def test_a_new_course_takes_no_folder_that_holds_something(tmp_path, there):
    (tmp_path / there).mkdir()
    with pytest.raises(CourseError, match="is not empty"):
        new(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [there]


def test_a_course_is_adopted_once_and_its_configuration_kept(quickstart, capsys):
    before = (quickstart / "nbgrader_config.py").read_text()
    done = adopt(quickstart)
    assert done.backup.read_text() == before
    assert (quickstart / "nbgrader_config.py").read_text().startswith(before.rstrip())
    assert done.missing == [] and done.faults == {} and list(done.advice) == ["ps1"]
    assert adopt(quickstart).backup is None
    assert main(["adopt", str(quickstart)]) == 0
    said = capsys.readouterr().out
    assert "All assignments can be built" in said
    assert "ps1: 4 of 4 test cells run in the judge." in said
    assert main(["build", f"--course={quickstart}"]) == 0


def test_a_course_without_a_configuration_is_given_one(quickstart, capsys):
    (quickstart / "nbgrader_config.py").unlink()
    assert main(["adopt", str(quickstart)]) == 0
    assert "There was no nbgrader_config.py" in capsys.readouterr().out
    assert check(Course(quickstart), "ps1").faults == []


def test_a_folder_without_sources_is_not_adopted(tmp_path):
    with pytest.raises(NbjudgeError, match="is not a course"):
        adopt(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["R", "julia"])
def test_a_notebook_of_another_language_is_named_as_such(tmp_path, language):
    root = new(tmp_path / "course")
    path = root / "source" / "ps1" / "ps1.ipynb"
    nb = nbformat.read(path, as_version=4)
    nb.metadata.kernelspec = {"name": "other", "display_name": "Other", "language": language}
    nbformat.write(nb, path)
    assert check(Course(root), "ps1").faults == [
        f"assignment ps1, notebook ps1: It is a notebook of {language}. nbjudge grades notebooks "
        "of Python alone: keep it in a course of nbgrader's own."
    ]


def test_what_cannot_be_written_is_said_in_a_line(tmp_path, monkeypatch, capsys):
    def refuse(path, *arguments, **keywords):
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    assert main(["new", str(tmp_path / "course")]) == 2
    assert "cannot be used: Read-only file system." in capsys.readouterr().err


def test_a_configuration_that_cannot_be_loaded_is_not_adopted(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = (")
    with pytest.raises(ConfigurationError, match="no valid Python"):
        adopt(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["nbgrader_config.py"]
    (tmp_path / "nbgrader_config.py").write_text(BARE)
    with pytest.raises(CourseError, match="nothing to work on"):
        adopt(tmp_path)
    assert (tmp_path / "nbgrader_config.py").read_text() == BARE
    assert [path.name for path in tmp_path.iterdir()] == ["nbgrader_config.py"]


def test_a_notebook_is_checked_in_a_course_or_in_none(tmp_path, capsys):
    root = new(tmp_path / "course")
    path = root / "source" / "ps1" / "ps1.ipynb"
    alone = tmp_path / "alone.ipynb"
    text = path.read_text()
    for place in (path, alone):
        place.write_text(text)
        assert check_file(place).faults == []
        place.write_text(text.replace("#? return ?(values) / ?", "#? return ?(values) * ?"))
        assert len(check_file(place).faults) == 1
        assert main(["check", str(place)]) == 1
        assert "does not match its answer" in capsys.readouterr().out
    with pytest.raises(CourseError, match="There is no notebook"):
        check_file(tmp_path / "nothing.ipynb")


def test_a_test_that_the_source_does_not_pass_is_pointed_out(tmp_path, capsys):
    root = new(tmp_path / "course")
    path = root / "source" / "ps1" / "ps1.ipynb"
    path.write_text(path.read_text().replace("check.close(mean([-5.0]), -5.0", "check.close(1, 2"))
    assert main(["check", "ps1", f"--course={root}"]) == 0
    said = capsys.readouterr().out
    assert "ps1: 0 of 1 test cells run in the judge." in said
    assert "ps1, test_mean: the source itself does not pass this test" in said
