"""Nothing fails open: a configuration that cannot be used stops every command, in words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import read, write
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from nbjudge.authoring.audit import audit
from nbjudge.cli import main
from nbjudge.course import Course, _explain, fill_in
from nbjudge.demo import demo
from nbjudge.errors import CourseError

START = "import nbjudge\nc = get_config()\n"
OURS = f"{START}nbjudge.configure(c)\n"
ANSWERS = "# %% right: a sum\ny = 1 + 2\n\n\n# %% wrong: a slip\ny = 4\n"


def cell(name, source, **flags):
    base = {"grade": False, "solution": False, "locked": False, "task": False}
    names = {"grade_id": name, "schema_version": 3}
    return new_code_cell(source, id=name, metadata={"nbgrader": base | names | flags})


def make_course(root, config=OURS, folder="source"):
    """A course of one exercise, with the given configuration."""
    nb = new_notebook(
        cells=[
            cell("f", "#? y = ?\ny = 3", solution=True),
            cell("test_f", "assert y == 3", grade=True, locked=True, points=1),
        ]
    )
    (root / folder / "mini").mkdir(parents=True)
    write(nb, root / folder / "mini" / "mini.ipynb")
    (root / "nbgrader_config.py").write_text(config)
    return root


def everything_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


COMMANDS = {
    "build": ["build"],
    "audit": ["audit"],
    "demo": ["demo"],
    "grade": ["grade", "mini"],
    "report": ["report", "mini"],
    "collect": ["collect", "mini", "inbox"],
    "export": ["export", "mini", "marks.csv", "--to=canvas"],
}
BROKEN = {
    "a syntax error": ("c = (", "nbgrader_config.py, line 1, is no valid Python"),
    "an import that fails": (f"{START}import nixda", "line 3, cannot be loaded: ModuleNotFound"),
    "any exception": (f"{START}1 / 0", "line 3, cannot be loaded: ZeroDivisionError"),
    "an end of the program": (f"{START}raise SystemExit(0)", "ended the program (status 0)"),
    "a wrong type": (f"{OURS}c.CourseDirectory.root = 5", "expected a unicode string, not the int"),
    "a wrong type used late": (f"{OURS}c.Execute.timeout = 'abc'", "expected an int, not the str"),
    "an unknown option": (
        f"{OURS}c.SandboxProvisioner.memmory = 5",
        "SandboxProvisioner has no such option. Did you mean memory?",
    ),
    "an unknown class": (f"{OURS}c.JudgedExecut.grace = 5", "Did you mean c.JudgedExecute?"),
    "a hook that is not there": (
        f"{OURS}c.Autograde.pre_convert_hook = 'no.such.thing'",
        "No module named",
    ),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("broken", BROKEN)
def test_a_configuration_that_cannot_be_used_stops_every_command(
    tmp_path, monkeypatch, capsys, command, broken
):
    text, message = BROKEN[broken]
    make_course(tmp_path, text)
    before = everything_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(COMMANDS[command]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.startswith("nbjudge: ") and "Traceback" not in said and said.count("\n") == 1
    assert everything_in(tmp_path) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_without_a_configuration_is_refused_and_left_as_it_is(
    tmp_path, monkeypatch, capsys, command
):
    monkeypatch.chdir(tmp_path)
    assert main(COMMANDS[command]) == 2
    said = capsys.readouterr().err
    assert "is not a course: it has no nbgrader_config.py" in said and "nbjudge new" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["build", "audit", "demo", "collect", "export"])
def test_a_course_without_sources_is_refused(tmp_path, monkeypatch, capsys, command):
    (tmp_path / "nbgrader_config.py").write_text(OURS)
    monkeypatch.chdir(tmp_path)
    assert main(COMMANDS[command]) == 2
    assert "There is nothing to work on: no notebook in" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--nixda=3", "Unknown: --nixda."),
        ("--Nixda.timeout=3", "Unknown: --Nixda.timeout."),
        ("--Execute.timeout=abc", "expected an int, not the str 'abc'"),
        ("--SandboxProvisioner.memmory=3", "Did you mean memory?"),
        ("another", "Unknown: another."),
        ("--log-level=loud", "trait"),
    ],
)
def test_an_option_that_cannot_be_used_is_named(tmp_path, monkeypatch, capsys, option, message):
    make_course(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["grade", "mini", option]) == 2
    assert message in capsys.readouterr().err


# Without our lines.

UNPROTECTED = {
    "no lines of ours": START,
    "nothing is made harmless to open": f"{OURS}c.Harmless.enabled = False\n",
    "no step that makes it harmless": f"{OURS}steps = c.Autograde.autograde_preprocessors\n"
    "c.Autograde.autograde_preprocessors = [s for s in steps if s.__name__ != 'Harmless']\n",
    "another step that runs notebooks": f"{OURS}from nbgrader.preprocessors import Execute\n"
    "steps = c.Autograde.autograde_preprocessors\n"
    "c.Autograde.autograde_preprocessors = "
    "[Execute if s.__name__ == 'JudgedExecute' else s for s in steps]\n",
    "notebooks not run at all": f"{OURS}c.Execute.enabled = False\n",
    "cells not restored": f"{OURS}c.Autograde.sanitize_preprocessors = []\n",
    "files not received": f"{OURS}c.Autograde.pre_convert_hook = print\n",
}
SPY = "import os\nopen({!r}, 'w').write('unsandboxed')\ny = 3"


def submit(root, source):
    course = Course(root)
    course.build("mini")
    course.submit("ada", "mini", fill_in(course.read("release", "mini"), {"f": source}))
    return course


@pytest.mark.parametrize("config", UNPROTECTED.values(), ids=UNPROTECTED)
def test_grading_refuses_a_configuration_that_does_not_hold_students_code(tmp_path, capsys, config):
    root, spy = make_course(tmp_path / "course"), tmp_path / "spy"
    submit(root, SPY.format(os.fspath(spy)))
    (root / "nbgrader_config.py").write_text(config)
    assert main(["grade", "mini", f"--course={root}"]) == 2
    said = capsys.readouterr().err
    assert "students' code would not be held" in said
    assert "nbjudge.configure(c)" in said and "--unprotected" in said
    assert not spy.exists()
    assert not (root / "autograded").exists()


def test_grading_without_protection_must_be_asked_for_and_is_recorded(tmp_path, capfd):
    root = make_course(tmp_path)
    course = submit(root, "y = 3")
    (root / "nbgrader_config.py").write_text(START)
    assert main(["grade", "mini", f"--course={root}", "--unprotected"]) == 0
    assert "without the judge" in capfd.readouterr().out
    assert course.marks("mini") == {"ada": {"test_f": 1}}
    how = course.read("autograded", "mini", "ada").metadata["nbjudge"]
    assert how["sandbox"] is False and how["judge"] is False
    (root / "nbgrader_config.py").write_text(OURS)
    assert main(["grade", "mini", f"--course={root}", "--force"]) == 0
    how = course.read("autograded", "mini", "ada").metadata["nbjudge"]
    assert how["sandbox"] is True and how["judge"] is True


# Copies of a course keep apart.

ELSEWHERE = {
    "a gradebook of its own": "c.CourseDirectory.db_url = 'sqlite:///{away}/real.db'",
    "PostgreSQL": "c.CourseDirectory.db_url = 'postgresql+psycopg2://nobody@nowhere/real'",
    "an old name for it": "c.NbGrader.db_url = 'sqlite:///{away}/real.db'",
    "a folder of its own": "c.CourseDirectory.root = {away!r}",
    "a structure that leads away": "c.CourseDirectory.directory_structure = "
    "{away!r} + '/{{nbgrader_step}}/{{student_id}}/{{assignment_id}}'",
    "folders that lead away": "c.CourseDirectory.submitted_directory = {away!r} + '/in'\n"
    "c.CourseDirectory.autograded_directory = '../out'",
    "one student only": "c.CourseDirectory.student_id = 'ada'",
}


@pytest.mark.parametrize("more", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_copy_of_a_course_keeps_to_its_own_folder(tmp_path, more):
    away = os.fspath(tmp_path / "away")
    root = make_course(tmp_path / "course")
    make_course(tmp_path / "away")
    (root / "nbgrader_config.py").write_text(f"{OURS}{more.format(away=away)}\n")
    copy = Course(root).copy_to(tmp_path / "copy", ["mini"])
    assert copy.root == tmp_path / "copy"
    assert copy.directory.db_url == f"sqlite:///{tmp_path / 'copy' / 'gradebook.db'}"
    assert copy.directory.student_id == "*"
    for step in ("source", "release", "submitted", "autograded", "feedback"):
        assert copy.place(step, "mini", "ada").is_relative_to(tmp_path / "copy")
    assert copy.assignments == ["mini"]


def test_neither_audit_nor_demo_touches_the_gradebook_of_the_course(tmp_path, capfd):
    root, real = make_course(tmp_path / "course"), tmp_path / "real.db"
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(f"c.CourseDirectory.db_url = 'sqlite:///{real}'\n")
        file.write(f"c.CourseDirectory.root = {os.fspath(root)!r}\n")
    folder = root / "answers" / "mini"
    folder.mkdir(parents=True)
    (folder / "f.py").write_text(ANSWERS)
    course = submit(root, "y = 3")
    before = everything_in(tmp_path)
    report = audit(course, "mini", jobs=1)
    assert report.faults == []
    assert demo(course, tmp_path / "demo", ["mini"], timeout=20) == 0
    after = everything_in(tmp_path)
    assert {path: after[path] for path in before} == before
    with Gradebook(f"sqlite:///{real}", "") as gradebook:
        assert [student.id for student in gradebook.students] == []


# One notion of a course.


def test_folders_of_other_names_are_known_everywhere(tmp_path, monkeypatch, capfd):
    root = make_course(tmp_path / "course", folder="quellen")
    with (root / "nbgrader_config.py").open("a") as file:
        file.write("c.CourseDirectory.source_directory = 'quellen'\n")
        file.write("c.CourseDirectory.release_directory = 'ausgabe'\n")
    monkeypatch.chdir(root)
    assert main(["build"]) == 0
    release = root / "ausgabe" / "mini" / "mini.ipynb"
    nb = fill_in(read(release, 4), {"f": "y = 3"})
    (tmp_path / "inbox" / "ada").mkdir(parents=True)
    write(nb, tmp_path / "inbox" / "ada" / "mini.ipynb")
    (root / "submitted" / "alan" / "mini").mkdir(parents=True)
    (root / "submitted" / "alan" / "mini" / "other.ipynb").write_bytes(release.read_bytes())
    assert main(["collect", "mini", str(tmp_path / "inbox")]) == 0
    monkeypatch.chdir(tmp_path)
    assert main(["grade", "mini", "--course=course", "--timings=times.csv"]) == 0
    assert Course(root).marks("mini") == {"ada": {"test_f": 1}, "alan": {"test_f": 0}}
    reason = Course(root).read("autograded", "mini", "alan").metadata["nbjudge"]["stand_in"]
    assert "mini.ipynb is missing, so it gets no marks" in reason
    assert (tmp_path / "times.csv").is_file() and not (root / "times.csv").exists()


def test_a_python_that_is_not_activated_finds_what_nbgrader_calls_by_name(tmp_path):
    make_course(tmp_path)
    environment = os.environ | {"PATH": "/usr/bin:/bin"}
    for command in (["build"], ["collect", "mini", "."]):
        done = subprocess.run(
            [sys.executable, "-m", "nbjudge", *command], cwd=tmp_path, env=environment,
            capture_output=True, text=True,
        )  # fmt: skip
        assert "alembic" not in done.stderr
        assert done.returncode in (0, 1), done.stderr


def test_messages_of_several_lines_are_passed_on_whole():
    said = "[App | ERROR] x\nTraceback (most recent call last):\n  File …\n"
    said += "nbjudge.errors.SourceError: first\n  second\nthird\n[App | ERROR] y\n"
    assert _explain(["nbgrader", "x"], said) == "first\n  second\nthird"


def test_an_audit_without_bubblewrap_says_so_once(tmp_path, monkeypatch):
    root = make_course(tmp_path / "course")
    folder = root / "answers" / "mini"
    folder.mkdir(parents=True)
    (folder / "f.py").write_text(ANSWERS)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", os.fspath(tmp_path / "bin"))
    with pytest.raises(CourseError, match="needs bubblewrap, which is not installed") as caught:
        audit(Course(root), "mini", jobs=1)
    assert str(caught.value).count("\n") == 0


def test_a_configuration_may_import_what_lies_beside_it(tmp_path):
    root = make_course(tmp_path / "course", f"{OURS}import mine_beside\n")
    Path(root, "mine_beside.py").write_text("")
    assert Course(root).copy_to(tmp_path / "copy").assignments == ["mini"]
