"""What a build says of tests that the judge cannot run, found by running the source."""

from pathlib import Path

import nbformat
import pytest
from factory import solution, test_cell
from nbformat.v4 import new_notebook

from nbjudge.authoring import ways
from nbjudge.authoring.build import Built
from nbjudge.authoring.ways import Ways
from nbjudge.cli import main
from nbjudge.course import Course

RIGHT = solution("f", "def f(x):\n    #? return ? + ?\n    return x + 3")
JUDGED = test_cell("test_f", "assert f(1) == 4")
SOURCE = "import inspect\nassert 'x' in inspect.getsource(f) and f.__code__.co_code"
UNJUDGED = test_cell("test_f_code", SOURCE)
BROKEN = test_cell("test_f_more", "assert f(1) == 5")


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "source" / "mini"
    folder.mkdir(parents=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nb = new_notebook(cells=[RIGHT, JUDGED, UNJUDGED, BROKEN], metadata={"kernelspec": kernel})
    nbformat.write(nb, folder / "mini.ipynb")
    configure(tmp_path)
    return tmp_path


def configure(root, line=""):
    text = f"import nbjudge\nc = get_config()\nnbjudge.configure(c)\n{line}\n"
    (root / "nbgrader_config.py").write_text(text)


def build(root, *options):
    return main(["build", f"--course={root}", *options])


@pytest.fixture
def no_releases(monkeypatch):
    """What is said beside the releases: they are not made, which takes its time."""

    def build(course, assignments, **options):
        names = Course(course).check_assignments(assignments)
        return Built({name: [Path(f"{name}.ipynb")] for name in names})

    monkeypatch.setattr("nbjudge.authoring.build.build", build)


def test_a_build_names_each_test_that_is_not_judged_and_runs_a_source_once(
    course, capsys, monkeypatch, no_releases
):
    assert build(course) == 0
    first = capsys.readouterr().out.splitlines()
    assert first[0].startswith("built ")
    assert first[1] == "mini: mini.ipynb is run, to see which tests can be judged."
    assert first[2].startswith("mini: mini, test_f_code: the judge cannot run this test, so it ")
    assert first[3].startswith("mini: mini, test_f_more: the source itself does not pass")
    assert len(first) == 4
    monkeypatch.setattr(ways, "classify", None)
    assert build(course) == 0
    assert capsys.readouterr().out.splitlines() == [first[0], *first[2:]]
    configure(course, "c.JudgedExecute.unjudged = 'manual'")
    assert build(course) == 0
    assert "test_f_code: the judge cannot run this test, so its mark waits for a person" in (
        capsys.readouterr().out
    )


def test_what_a_build_has_found_is_known_when_a_class_is_graded(course, capsys, monkeypatch):
    assert build(course) == 0
    Course(course).submit("ada", "mini", Course(course).read("release", "mini"))
    monkeypatch.setattr("nbjudge.grading.classrun.source_run.classify", None)
    assert main(["grade", "mini", f"--course={course}", "--jobs=1"]) == 0
    assert "test_f_code: the judge cannot run this test" in capsys.readouterr().out


def test_only_a_configuration_that_refuses_stops_a_build(course, capsys):
    configure(course, "c.JudgedExecute.unjudged = 'refuse'")
    assert build(course) == 2
    said = capsys.readouterr().err
    assert "assignment mini, notebook mini, cell test_f_code: The judge cannot run" in said
    assert "test_f_more" not in said  # broken: it cannot be run by anybody
    assert not (course / "release").exists()


def test_a_build_without_a_sandbox_says_so_once(course, capsys, monkeypatch):
    other = course / "source" / "other"
    other.mkdir()
    text = (course / "source" / "mini" / "mini.ipynb").read_text()
    (other / "other.ipynb").write_text(text)
    configure(course, "c.JudgedExecute.unjudged = 'refuse'")
    monkeypatch.setattr(ways, "why_not", lambda backend: "The sandbox needs Linux. On macOS and …")
    assert build(course) == 0
    *built, told = capsys.readouterr().out.splitlines()
    assert len(built) == 2 and all(line.startswith("built ") for line in built)
    assert told == (
        "Whether the judge can run the tests was not tried: The sandbox needs Linux. "
        "`nbjudge grade` tries it before it grades a class."
    )


def test_a_source_is_not_run_on_request_or_where_it_has_no_tests(
    course, capsys, monkeypatch, no_releases
):
    monkeypatch.setattr(ways, "classify", None)
    assert build(course, "--no-run") == 0
    path = course / "source" / "mini" / "mini.ipynb"
    nb = nbformat.read(path, as_version=4)
    del nb.cells[1:]
    nbformat.write(nb, path)
    assert build(course) == 0
    assert all(line.startswith("built ") for line in capsys.readouterr().out.splitlines())


def test_a_source_that_cannot_be_tried_is_built_all_the_same(
    course, capsys, monkeypatch, no_releases
):
    def fail(task):
        raise OSError("no space left")

    monkeypatch.setattr(ways, "classify", fail)
    assert build(course) == 0
    assert "mini: its tests could not be tried: no space left" in capsys.readouterr().out
    assert not (course / "autograded").exists()


def test_a_course_without_the_judge_has_no_ways(course, capsys, no_releases):
    (course / "nbgrader_config.py").write_text("c = get_config()\n")
    assert build(course) == 0
    assert "was not tried: nbgrader_config.py has no nbjudge.configure(c)" in (
        capsys.readouterr().out
    )


def test_a_changed_source_or_file_beside_it_is_run_again(course):
    found = []
    tried = Ways(Course(course), found.append)
    assert tried.of("mini")[0] == 1
    tried.of("mini")
    assert len(found) == 1
    (course / "source" / "mini" / "data.csv").write_text("1,2\n")
    assert tried.of("mini")[0] == 1
    assert len(found) == 2
