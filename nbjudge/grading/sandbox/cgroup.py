"""Control groups of Linux, version 2: limits on memory and processes that the kernel itself holds.

Each submission has a group of its own, so that its share of the processor is that of a neighbour's
however many processes it starts, and what no table of a process counts (buffers of sockets, files
in memory) is counted all the same. That needs a group which is delegated to the grader, as

    systemd-run --scope --property=Delegate=yes nbjudge grade …

makes one, or a folder that is named by ``c.SandboxProvisioner.cgroup``. Elsewhere the watch over
the processes is all there is.
"""

import contextlib
import itertools
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from nbjudge.errors import SandboxError

if TYPE_CHECKING:
    from nbjudge.grading.sandbox.place import Limits

__all__ = ["Group", "delegated"]

_CONTROLLERS = {"cpu", "memory", "pids"}
_GRADER = "nbjudge-grader"  # the group of the grader itself, beside those of submissions
_PREFIX = "nbjudge-of-"
_MIB = 2**20
_MEMORY_PLACES = 3  # of files that a sandbox keeps in memory, each of the size `Limits.disk`
_TIMEOUT = 5  # seconds
_numbers = itertools.count()


def delegated(chosen: str = "auto", proc: str = "/proc/self") -> Path | None:
    """The group below which each submission gets its own; None where there is none.

    Parameters
    ----------
    chosen : "auto" for the grader's own group where it is delegated to it, "off", or a folder,
        for which it raises `SandboxError` where that cannot be used.
    """
    if chosen == "off":
        return None
    if chosen != "auto":
        base = Path(chosen)
        try:
            _enable(base)
        except OSError as error:
            raise SandboxError(
                f"c.SandboxProvisioner.cgroup names {base}, where no groups with limits can be "
                f"made: {error}. It must be a folder of cgroup version 2 that this user may "
                "write, with no process in it; 'auto' uses one where there is one."
            ) from error
        return base
    with contextlib.suppress(OSError, ValueError):
        own = _own_group(Path(proc))
        if own is not None:
            if own.name == _GRADER:  # a grader before this process has moved it there
                own = own.parent
            elif not _is_delegated(own):
                return None
            _enable(own, move=True)
            return own
    return None


def _own_group(proc: Path) -> Path | None:
    """The folder of this process's group."""
    lines = (proc / "cgroup").read_text().splitlines()
    path = next((line[3:] for line in lines if line.startswith("0::")), None)
    for line in (proc / "mountinfo").read_text().splitlines():
        fields = line.split()
        if path is not None and fields[fields.index("-") + 1] == "cgroup2":
            root, mounted = fields[3], fields[4]
            if Path(path).is_relative_to(root):
                return Path(mounted, Path(path).relative_to(root))
    return None


def _is_delegated(group: Path) -> bool:
    """Whether systemd has left a group to whoever runs in it."""
    for name in ("trusted.delegate", "user.delegate"):
        with contextlib.suppress(OSError):
            if os.getxattr(group, name) == b"1":
                return True
    return False


def _enable(base: Path, move: bool = False) -> None:
    """Let groups below have limits; raises OSError where that cannot be.

    A group that has processes cannot: with ``move`` they go into one of their own first.
    """
    missing = _CONTROLLERS - set((base / "cgroup.subtree_control").read_text().split())
    if not missing:
        return
    lacking = missing - set((base / "cgroup.controllers").read_text().split())
    if lacking:
        raise OSError(f"it lacks the controllers {', '.join(sorted(lacking))}")
    order = " ".join(f"+{name}" for name in sorted(missing))
    try:
        (base / "cgroup.subtree_control").write_text(order)
    except OSError:
        if not move:
            raise
        (base / _GRADER).mkdir(exist_ok=True)
        for pid in (base / "cgroup.procs").read_text().split():
            with contextlib.suppress(ProcessLookupError):
                (base / _GRADER / "cgroup.procs").write_text(pid)
        (base / "cgroup.subtree_control").write_text(order)


class Group:
    """The group of one submission, below a `delegated` one, until `close`."""

    def __init__(self, base: Path, limits: "Limits") -> None:
        _remove_left(base)
        self.path = base / f"{_PREFIX}{os.getpid()}-{next(_numbers)}"
        self.path.mkdir()
        try:
            most = (limits.memory + _MEMORY_PLACES * limits.disk) * _MIB
            self._write("memory.max", most)
            with contextlib.suppress(OSError):  # where there is no swap, and on older kernels
                self._write("memory.swap.max", 0)
            self._write("memory.oom.group", 1)
            self._write("pids.max", limits.processes + 1)
            # What a process writes into it moves that process: it is opened with our rights.
            self.door = os.open(self.path / "cgroup.procs", os.O_WRONLY | os.O_CLOEXEC)
        except BaseException:
            self.path.rmdir()
            raise

    def _write(self, name: str, value: int) -> None:
        (self.path / name).write_text(str(value))

    def cpu(self) -> float:
        """Seconds of CPU time of all its processes, those that have ended among them."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            text = (self.path / "cpu.stat").read_text()
            return int(text.partition("usage_usec ")[2].split()[0]) / 1e6
        return 0.0

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel has killed its processes because they took too much memory."""
        with contextlib.suppress(OSError):
            for line in (self.path / "memory.events").read_text().splitlines():
                name, number = line.split()
                if name in ("oom_kill", "oom_group_kill") and int(number):
                    return True
        return False

    def kill(self) -> None:
        """Kill all its processes."""
        with contextlib.suppress(OSError):  # before Linux 5.14 there is no such file
            self._write("cgroup.kill", 1)

    def close(self) -> None:
        """Remove it; its processes end, or have ended."""
        os.close(self.door)
        self.kill()
        deadline = time.monotonic() + _TIMEOUT
        while time.monotonic() < deadline:
            try:
                self.path.rmdir()
            except FileNotFoundError:
                return
            except OSError:  # the last of them is about to end
                time.sleep(0.002)
            else:
                return


def _remove_left(base: Path) -> None:
    """Remove the groups of graders that were killed, and end what runs in them."""
    for path in base.glob(f"{_PREFIX}*"):
        pid = path.name.removeprefix(_PREFIX).partition("-")[0]
        if not Path(f"/proc/{pid}").exists():
            with contextlib.suppress(OSError):
                (path / "cgroup.kill").write_text("1")
            with contextlib.suppress(OSError):
                path.rmdir()
