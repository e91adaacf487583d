"""Control groups are used where they may be, refused in words where one is named that cannot."""

import contextlib
import os
import signal
from pathlib import Path

import pytest

from nbjudge.errors import SandboxError
from nbjudge.grading.sandbox.cgroup import Group, delegated
from nbjudge.grading.sandbox.place import Limits

LIMITS = Limits(memory=64, disk=10, processes=20)


def folder(path, **files):
    """A folder that looks like a control group."""
    path.mkdir(parents=True)
    for name, text in files.items():
        (path / f"cgroup.{name}").write_text(text)
    return path


def proc(path, group, mounted):
    """A folder of /proc of a process in this group."""
    (path / "proc").mkdir()
    (path / "proc" / "cgroup").write_text(f"0::{group}\n")
    line = f"30 23 0:26 / {mounted} rw,nosuid - cgroup2 cgroup2 rw"
    (path / "proc" / "mountinfo").write_text(line)
    return os.fspath(path / "proc")


def test_a_group_that_is_not_delegated_is_left_alone(tmp_path):
    own = folder(tmp_path / "cg" / "user", controllers="cpu memory pids", subtree_control="")
    assert delegated("auto", proc(tmp_path, "/user", tmp_path / "cg")) is None
    assert (own / "cgroup.subtree_control").read_text() == ""
    assert delegated("off") is None


def test_the_group_of_a_grader_is_found_again_by_its_workers(tmp_path):
    base = folder(
        tmp_path / "cg" / "scope", controllers="cpu memory pids", subtree_control="cpu memory pids"
    )
    found = delegated("auto", proc(tmp_path, "/scope/nbjudge-grader", tmp_path / "cg"))
    assert found == base


def test_a_folder_that_is_named_and_cannot_be_used_is_refused(tmp_path):
    lacking = folder(tmp_path / "lacking", controllers="cpu pids", subtree_control="cpu")
    with pytest.raises(SandboxError, match=r"lacks the controllers memory.*'auto' uses one"):
        delegated(os.fspath(lacking))
    with pytest.raises(SandboxError, match="No such file or directory"):
        delegated(os.fspath(tmp_path / "missing"))


def test_the_limits_are_written(tmp_path, monkeypatch):
    def mkdir(path):
        os.mkdir(path)  # noqa: PTH102
        (path / "cgroup.procs").touch()  # the kernel makes it

    monkeypatch.setattr(Path, "mkdir", mkdir)
    group = Group(tmp_path, LIMITS)
    written = {path.name: path.read_text() for path in group.path.iterdir()}
    assert written["memory.max"] == str((64 + 3 * 10) * 2**20)
    assert written["pids.max"] == "21" and written["memory.oom.group"] == "1"
    (group.path / "cpu.stat").write_text("usage_usec 1500000\nuser_usec 3")
    (group.path / "memory.events").write_text("max 3\noom 1\noom_kill 0")
    assert group.cpu() == 1.5 and not group.ran_out_of_memory()
    (group.path / "memory.events").write_text("max 3\noom 1\noom_kill 2")
    assert group.ran_out_of_memory()
    os.close(group.door)


@pytest.fixture
def real():
    """A real group below which others may be made."""
    base = delegated("auto")
    named = os.environ.get("NBJUDGE_CGROUP")
    if base is None and not named:
        pytest.skip("no control group is delegated to the tests, nor named by NBJUDGE_CGROUP")
    group = Group(base or Path(named), LIMITS)
    yield group
    with contextlib.suppress(OSError):
        group.close()


def test_a_real_group_holds_memory_and_processes(real):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(real.door, b"0")
        number = 0
        with contextlib.suppress(OSError):
            while number < 100:
                if os.fork() == 0:
                    signal.pause()
                number += 1
        os.write(writing, bytes([number]))
        held = bytearray(300 * 2**20)
        held[::4096] = b"x" * len(held[::4096])
        os._exit(0)
    assert os.read(reading, 1)[0] <= LIMITS.processes
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert real.ran_out_of_memory() and real.cpu() > 0
    real.close()
    assert not real.path.exists()
