"""Where the sandbox cannot be built, and for whom it can."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from conftest import as_user
from factory import hand_in, make_course, solution, test_cell

from nbjudge.course import Course
from nbjudge.errors import SandboxError
from nbjudge.grading.sandbox.bubblewrap import Sandbox
from nbjudge.grading.sandbox.place import Limits

SOMEBODY = 12345  # a user who is not root
CONFIG = "\nc.SandboxProvisioner.sandbox_required = False\n"


@pytest.fixture
def course(tmp_path):
    """A course of one exercise, and one student who has solved it."""
    made = make_course(
        tmp_path / "course", solution("f", "#? y = ?\ny = 3"), test_cell("test_f", "assert y == 3")
    )
    hand_in(made, ada={"f": "y = 2 + 1"})
    return made


def grade(course, *command, path=None, user=None):
    """(exit status, what it printed) of a command in the course folder."""
    environment = os.environ | {"PATH": path or os.environ["PATH"], "HOME": os.fspath(course.root)}
    before = as_user(user) if user else []
    done = subprocess.run(
        [*before, sys.executable, "-m", *command], cwd=course.root, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout


@pytest.mark.parametrize("command", ["nbjudge grade", "nbgrader autograde"])
def test_is_what_is_missing_named(course, command, tmp_path):
    module, name = command.split()
    (tmp_path / "bin").mkdir()
    status, output = grade(course, module, name, "mini", path=os.fspath(tmp_path / "bin"))
    assert status != 0
    assert "needs bubblewrap, which is not installed: apt-get install bubblewrap" in output
    assert not course.marks("mini").get("ada", {}).get("test_f")
    # Nothing is lost: with it, the same command goes on.
    status, output = grade(course, module, name, "mini")
    assert status == 0, output
    assert course.marks("mini")["ada"]["test_f"] == 1


def test_is_it_said_where_there_was_none(course, tmp_path):
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + CONFIG)
    (tmp_path / "bin").mkdir()
    status, output = grade(course, "nbjudge", "grade", "mini", path=os.fspath(tmp_path / "bin"))
    assert status == 0 and "graded without a sandbox" in output
    assert course.marks("mini")["ada"]["test_f"] == 1
    assert course.read("autograded", "mini", "ada").metadata["nbjudge"]["sandbox"] is False


KILLED = """#!/bin/sh
sleep 600 &  # as its first process does, which waits for it and keeps its pipes open
echo $! > {pid}
kill -9 $$
"""


def test_a_bubblewrap_that_is_killed_while_it_builds_is_not_waited_for(tmp_path, monkeypatch):
    program, pid = tmp_path / "bwrap", tmp_path / "pid"
    program.write_text(KILLED.format(pid=pid))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", os.fspath(tmp_path), prepend=os.pathsep)
    with pytest.raises(SandboxError, match=r"has ended as soon as it was built: bubblewrap was"):
        Sandbox(Limits())
    with contextlib.suppress(psutil.NoSuchProcess):
        left, deadline = psutil.Process(int(pid.read_text())), time.monotonic() + 30
        while left.status() != psutil.STATUS_ZOMBIE:  # it is killed, and ends in a moment
            assert time.monotonic() < deadline
            time.sleep(0.01)


SLOW = """#!/bin/sh
echo $$ > {pid}.new && mv {pid}.new {pid}
while kill -0 $PPID; do sleep 0.01; done 2> /dev/null
exec {bwrap} "$@"
"""


def test_no_bubblewrap_outlives_a_grader_that_is_killed_while_it_is_built(tmp_path):
    """It begins when nobody is left to read what it says."""
    (tmp_path / "bin").mkdir()
    program, pid = tmp_path / "bin" / "bwrap", tmp_path / "pid"
    program.write_text(SLOW.format(pid=pid, bwrap=shutil.which("bwrap")))
    program.chmod(0o755)
    code = "from nbjudge.grading.sandbox.bubblewrap import *; from nbjudge.grading.sandbox.place "
    code += "import Limits; Sandbox(Limits())"
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    grader = subprocess.Popen([sys.executable, "-c", code], env=os.environ | {"PATH": path})
    while not pid.exists():
        assert grader.poll() is None
        time.sleep(0.01)
    grader.kill()
    grader.wait()
    group, deadline = int(pid.read_text()), time.monotonic() + 60
    while _group(group) is not None:
        time.sleep(0.01)
    while any(_group(number) == group for number in psutil.pids()):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _group(number):
    """The process group of a process; None where it has ended."""
    with contextlib.suppress(psutil.Error, OSError):
        if psutil.Process(number).status() != psutil.STATUS_ZOMBIE:
            return os.getpgid(number)


@pytest.mark.skipif(os.geteuid() != 0, reason="all tests run as an ordinary user already")
def test_does_it_work_for_an_ordinary_user(course):
    with tempfile.TemporaryDirectory() as folder:  # pytest's are root's alone
        root = Path(folder, "course")
        shutil.copytree(course.root, root)
        for path in (Path(folder), root, *root.rglob("*")):
            os.chown(path, SOMEBODY, SOMEBODY)
        (root / "gradebook.db").chmod(0)
        status, output = grade(Course(root), "nbjudge", "grade", "mini", user=SOMEBODY)
        assert status == 2 and "could not be opened" in output
        (root / "gradebook.db").chmod(0o600)
        status, output = grade(Course(root), "nbjudge", "grade", "mini", user=SOMEBODY)
        assert status == 0, output
        assert Course(root).marks("mini")["ada"]["test_f"] == 1
        assert Course(root).read("autograded", "mini", "ada").metadata["nbjudge"]["sandbox"]
