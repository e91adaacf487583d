"""Where one submission's code runs, seen from outside: what all kinds of such a place share.

There are three: a sandbox of bubblewrap, one by user id, and none. Each says how a forked process
enters it, what its processes use, and ends them. What a forked process then does to itself is in
`lockdown`; the watch over the limits is the provisioner's.
"""

import contextlib
import math
import os
import shutil
import stat
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, ClassVar

from nbjudge.grading.sandbox.cgroup import Group
from nbjudge.grading.sandbox.clock import Activity, activity

__all__ = [
    "SOCKET",
    "UNPROTECTED",
    "Entry",
    "Limits",
    "Place",
    "Usage",
    "copy_files",
    "pss",
    "runs",
]

UNPROTECTED = (
    "Only for code that you trust as your own, c.SandboxProvisioner.sandbox_required = False "
    "grades without; results say so."
)
SOCKET = 0.25  # MiB that a socket holds at most whose size nobody has changed
_MIB = 2**20
_TICKS, _PAGE = (
    (os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE") / _MIB)
    if hasattr(os, "sysconf")  # not on Windows, where a course can be built
    else (100, 4096 / _MIB)
)


@dataclass(frozen=True)
class Limits:
    """What a submission may use; each is an option of `SandboxProvisioner`."""

    memory: int = 4096  # MiB, all its processes together
    processes: int = 256  # processes and threads
    file_size: int = 256  # MiB, of one file
    disk: int = 512  # MiB, its work folder and its temporary files, each
    files: int = 50_000  # files and folders, in each of those
    cell_cpu: float = 300  # seconds of CPU time for one cell
    notebook_cpu: float = 1800  # seconds of CPU time for all cells


@dataclass
class Usage:
    """What the processes of a place use now."""

    cpu: float = 0.0  # seconds
    memory: float = 0.0  # MiB
    processes: int = 0
    running: int = 0  # of them, those that run or wait for a processor
    work: float = 0.0  # MiB of files in the work folder, where no file system limits them
    temporary: float = 0.0  # MiB of all other files, the same
    files: int = 0  # number of files and folders, the same
    hides: bool = False  # whether a process lets its own user not see what it uses

    def add(self, process: Path) -> bool:
        """Count one process, a folder in /proc; returns whether it was still there."""
        try:
            values = (process / "stat").read_text().rpartition(")")[2].split()
        except (OSError, UnicodeError):
            return False
        self.cpu += sum(map(int, values[11:15])) / _TICKS  # with children that have ended
        self.memory += int(values[21]) * _PAGE
        self.processes += int(values[17])
        self.running += values[0] == "R"
        return True


@dataclass(frozen=True)
class Entry:
    """How a forked process enters a place for good; JSON can hold it."""

    backend: str = "none"
    user: int = 0  # the user and group id that it takes
    landlock: bool = False  # whether the two lists below hold
    readable: list[str] = field(default_factory=list)  # folders and files
    writable: list[str] = field(default_factory=list)


class Place(ABC):
    """Where one submission's code runs; use it in a ``with`` statement, or call `end`."""

    backend: ClassVar[str]
    limits: Limits
    home: str  # its work folder, seen from inside
    sockets: str  # the folder for the kernel's sockets, the same
    root: Path = Path("/")  # its file system, seen from outside
    entry = Entry()
    namespaces: Mapping[str, int] = {}  # name → file descriptor, of those that are entered
    waiter: int | None = None  # process id of the parent of what has entered it
    lock: int | None = None  # file descriptor that keeps its user id from other submissions
    group: Group | None = None  # its control group, where the machine allows one
    _hiding: frozenset[str] | set[str] = frozenset()  # processes that hid at the last look

    def __enter__(self) -> "Place":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def end(self) -> None:
        """Close it, and its control group."""
        self.close()
        if self.group is not None:
            self.group.close()
            self.group = None

    def stop(self) -> None:
        """Kill all its processes, those that escape one way by the other."""
        self.kill()
        if self.group is not None:
            self.group.kill()

    @property
    def how(self) -> dict[str, Any]:
        """What results say of it, beside the backend."""
        return {"limits": "watch" if self.group is None else "cgroup"}

    @abstractmethod
    def put(self, folder: str | os.PathLike[str]) -> list[str]:
        """Copy the files beside a notebook into the work folder; returns what was left out."""

    @abstractmethod
    def processes(self) -> Iterator[Path]:
        """Folders in /proc of its processes."""

    def usage(self) -> Usage | None:
        """What its processes use now; None once it has ended."""
        usage, counted = Usage(), []
        try:
            counted = [process for process in self.processes() if usage.add(process)]
        except OSError:
            return None
        with self.seeing():
            hiding = {process.name for process in counted if _hides(process)}
            buffers = self.buffers()
            if usage.memory + buffers > self.limits.memory:
                usage.memory = pss(counted)
        usage.memory += buffers
        # Twice, for one that has just taken on its user, or ends, looks the same for a moment.
        usage.hides, self._hiding = bool(hiding & self._hiding), hiding
        if self.group is not None:
            usage.cpu = max(usage.cpu, self.group.cpu())
        return usage

    def seeing(self) -> contextlib.AbstractContextManager[None]:
        """A context in which this thread sees the tables of its processes."""
        return contextlib.nullcontext()

    def buffers(self) -> float:
        """MiB that its sockets may hold; they are the kernel's, and in no table of a process."""
        return 0.0

    def activity(self) -> Activity:
        """What its processes do together."""
        try:
            return activity(self.processes())
        except OSError:
            return "waits"

    @abstractmethod
    def pids(self) -> Iterator[int]:
        """Process ids, as they are outside, of its processes."""

    def slow_down(self, running: int) -> None:
        """Let its many running processes together have about the share of one of a neighbour's.

        With Linux's groups by session, one that begins a session is as good as a neighbour: then
        the group counts, and not the process. All processes of one session have one share anyway.
        """
        pids = list(self.pids())
        self._renice(pids, _nice(running))
        # Those in which a process runs: name → (its file, how nice it is).
        groups: dict[str, tuple[Path, int]] = {}
        for pid in pids:
            with contextlib.suppress(OSError, ValueError, IndexError):
                path = Path(f"/proc/{pid}/autogroup")
                name, *_, now = path.read_text().split()
                state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
                if state == "R":
                    groups[name] = path, int(now)
        nice = _nice(len(groups))
        for path, group_nice in groups.values():
            if group_nice < nice:
                with contextlib.suppress(OSError):
                    path.write_text(str(nice))

    def _renice(self, pids: list[int], nice: int) -> None:
        """Let these processes be no less nice than that."""
        for pid in pids:
            with contextlib.suppress(OSError):
                for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 (often)
                    if os.getpriority(os.PRIO_PROCESS, int(thread)) < nice:
                        os.setpriority(os.PRIO_PROCESS, int(thread), nice)

    @abstractmethod
    def has_ended(self) -> bool:
        """Whether it has ended, or will within a moment, although nobody has ended it."""

    @abstractmethod
    def kill(self) -> None:
        """Kill all its processes; `close` waits for their end."""

    @abstractmethod
    def close(self) -> None:
        """End it; returns when the last of its processes is dead."""


def _nice(number: int) -> int:
    """How nice each of so many must be for all together to have the share of one."""
    return min(19, math.ceil(math.log(max(number, 1), 1.25)))  # each step is 1.25 times less


def runs(process: Path) -> bool:
    """Whether a process, a folder in /proc, has not ended."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (OSError, UnicodeError, IndexError):
        return False


def _hides(process: Path) -> bool:
    try:
        os.stat(process / "ns/pid")  # noqa: PTH116 (often)
    except PermissionError:
        return runs(process)
    except OSError:  # it has just ended
        pass
    return False


def pss(processes: Iterable[Path]) -> float:
    """Memory in MiB with each shared page counted once; slower than the sum.

    A process that lets nobody see its pages counts with all of them.
    """
    total = 0.0
    for process in processes:
        try:
            text = (process / "smaps_rollup").read_text()
            total += int(text.split("\nPss:")[1].split()[0]) / 1024
        except (OSError, IndexError, ValueError):
            alone = Usage()
            alone.add(process)  # nothing where it has ended
            total += alone.memory
    return total


def copy_files(folder: str | os.PathLike[str], target: Path, limits: Limits) -> list[str]:
    """Copy regular files, half as many as there may be; returns the names of what was left out."""
    left_out, room, places = [], limits.disk * _MIB, limits.files // 2
    for path in sorted(Path(folder).rglob("*")):
        name, status = path.relative_to(folder), path.lstat()
        places -= 1
        if places < 0:
            left_out.append(os.fspath(name))
        elif stat.S_ISDIR(status.st_mode):
            (target / name).mkdir(exist_ok=True)
            (target / name).chmod(0o777)
        elif not stat.S_ISREG(status.st_mode) or status.st_size > room:
            left_out.append(os.fspath(name))
        elif name.suffix != ".ipynb":  # another notebook would show its feedback
            shutil.copyfile(path, target / name, follow_symlinks=False)
            (target / name).chmod(0o666)
            room -= max(status.st_size, 4096)
    return left_out
