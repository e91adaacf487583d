"""A sandbox for one submission by user id, for containers in which no namespaces can be made.

The grader is root there, and each submission runs under an unprivileged user id of its own: without
a capability, without a way to gain one, without sockets but those that ZeroMQ needs, in a folder of
its own. Where Linux has Landlock, it reads the system, Python and the data and nothing else;
elsewhere it reads what every user of the machine may read, and grading is refused where that is
the course. Disk space is watched, for no file system of its own limits it.

`docs/sandbox.md` says what it cannot promise beside bubblewrap's.
"""

import contextlib
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from nbjudge.errors import SandboxError
from nbjudge.grading.sandbox import landlock, lockdown
from nbjudge.grading.sandbox.accounts import Account, TooDeepError, size_of
from nbjudge.grading.sandbox.place import (
    SOCKET,
    UNPROTECTED,
    Entry,
    Limits,
    Place,
    Usage,
    copy_files,
)
from nbjudge.grading.sandbox.readable import SETTINGS, SYSTEM, python_paths

__all__ = ["UserIdSandbox"]

_SHARED = ("/tmp", "/dev/shm")  # where students' code may write beside its folder, as elsewhere
_DEVICES = ("/dev/null", "/dev/full")
_MACHINE = (  # of /proc, what is no process
    *("/dev/zero", "/dev/random", "/dev/urandom", "/sys/devices/system/cpu"),
    *(f"/proc/{name}" for name in ("cpuinfo", "filesystems", "loadavg", "meminfo", "stat")),
    *("/proc/sys", "/proc/uptime", "/proc/version", "/proc/vmstat"),
)
_CAPABILITIES = {  # number → name
    0: "CAP_CHOWN", 1: "CAP_DAC_OVERRIDE", 5: "CAP_KILL", 6: "CAP_SETGID", 7: "CAP_SETUID"
}  # fmt: skip
_NO_FILES = ("proc", "sysfs", "cgroup", "cgroup2", "devpts", "mqueue", "tracefs", "debugfs")
_MIB = 2**20
_SHARE = 10  # files are counted for at most one part in so many of the time
_checked: set[tuple[Any, ...]] = set()


class UserIdSandbox(Place):
    """A running sandbox by user id.

    Parameters
    ----------
    limits : `Limits`
    read_only : pairs of a path here and where it is seen inside, beside the system and Python;
        there ``~`` is the work folder.
    first_user, users : the range of user ids.
    hidden : folders and files that must not be readable, such as the course.

    Raises `SandboxError`, with what to do, where it would not hold.
    """

    backend = "userid"

    def __init__(
        self,
        limits: Limits,
        read_only: Iterable[tuple[str, str]] = (),
        *,
        first_user: int = 58_000,
        users: int = 512,
        hidden: Iterable[str] = (),
    ) -> None:
        self.limits = limits
        _check_machine()
        has_landlock = landlock.version() > 0
        shared = [path for path in _SHARED if Path(path).is_dir()]
        # With Landlock it can write nowhere else.
        self._account = Account(first_user, users, shared if has_landlock else _open_places())
        self.lock = self._account.lock
        self._open = True
        folder = self._account.folder
        self.home, self.sockets = f"{folder}/home", f"{folder}/sockets"
        self._next_count, self._counted = 0.0, Usage()
        try:
            for path in (self.home, self.sockets):
                Path(path).mkdir(mode=0o700)
                os.chown(path, self._account.user, self._account.user)
            given = [*SYSTEM, *SETTINGS, *python_paths(), *(here for here, _ in read_only)]
            self.entry = Entry(
                self.backend,
                self._account.user,
                has_landlock,
                [*given, *_MACHINE],
                [self.home, self.sockets, *shared, *_DEVICES],
            )
            self._link(read_only)
            self._check(given, hidden)
        except BaseException:
            self.close()
            raise

    @property
    def how(self) -> dict[str, Any]:
        return {**super().how, "landlock": self.entry.landlock}

    def _link(self, read_only: Iterable[tuple[str, str]]) -> None:
        """Let what is seen elsewhere inside be found there."""
        for here, inside in read_only:
            if inside.startswith("~/"):
                link = Path(self.home, inside[2:])
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(here)

    def _check(self, given: list[str], hidden: Iterable[str]) -> None:
        """Try, as the student's user, what must be readable and what must not be."""
        hidden = sorted({path for path in hidden if Path(path).exists()} - {"/"})
        key = (tuple(given), tuple(hidden))
        if key in _checked:  # by this process, which has not become another since
            return
        needed = [path for path in given if Path(path).exists()]
        missing, open_ = _try(self.entry, needed, hidden)
        open_ = [
            path for path in open_ if not any(os.fspath(p) in open_ for p in Path(path).parents)
        ]
        if open_:
            names, them = " ".join(open_), "it" if len(open_) == 1 else "them"
            raise SandboxError(
                f"Students' code could read {names}, for every user of this machine may: close "
                f"{them} with `chmod o-rwx {names}`, then the same command goes on."
            )
        if missing:
            raise SandboxError(
                f"The user ids that submissions run under cannot read {', '.join(missing)}, which "
                "students' code needs: install Python, nbjudge and the data where every user may "
                f"read them, such as in /opt, or use bubblewrap. {UNPROTECTED}"
            )
        _checked.add(key)

    def put(self, folder: str | os.PathLike[str]) -> list[str]:
        left_out = copy_files(folder, Path(self.home), self.limits)
        for path in Path(self.home).rglob("*"):
            os.chown(path, self._account.user, self._account.user, follow_symlinks=False)
        return left_out

    def processes(self) -> Iterator[Path]:
        return self._account.processes()

    def usage(self) -> Usage | None:
        usage = super().usage()
        if usage is None:
            return None
        if self.waiter is not None:
            with_orphans = Usage()
            with_orphans.add(Path(f"/proc/{self.waiter}"))
            usage.cpu += with_orphans.cpu  # itself it does nothing
        now = time.monotonic()
        if now >= self._next_count:
            self._counted = self._count_files()
            self._next_count = now + _SHARE * (time.monotonic() - now)
        usage.work, usage.temporary = self._counted.work, self._counted.temporary
        usage.files = self._counted.files
        return usage

    def seeing(self) -> contextlib.AbstractContextManager[None]:
        return self._account.seeing()

    def buffers(self) -> float:
        total = SOCKET * sum(map(_descriptors, self.processes()))
        if total > self.limits.memory / 4:  # most of them may be files, or shared
            total = SOCKET * _sockets(self.processes())
        return total

    def _count_files(self) -> Usage:
        """The files of this user; too many of them where they lie too deep to be counted."""
        user, most = self._account.user, self.limits.files
        found = Usage()
        try:
            size, found.files = size_of(self.home, user, most)
            found.work = size / _MIB
            with self.seeing():
                temporary = sum(_unnamed(self.processes()).values())
            for path in (self.sockets, *(path for path, _ in self._account.files())):
                size, number = size_of(path, user, most) if Path(path).is_dir() else (0, 0)
                temporary += size + os.lstat(path).st_blocks * 512
                found.files = max(found.files, number)
            found.temporary = temporary / _MIB
        except TooDeepError:
            found.files = most + 1
        except OSError:  # one of them has just been removed
            pass
        return found

    def pids(self) -> Iterator[int]:
        return (int(process.name) for process in self.processes())

    def _renice(self, pids: list[int], nice: int) -> None:
        self._account.renice(nice)  # root of a container may not do so to others

    def has_ended(self) -> bool:
        return False  # there is no process that keeps it

    def kill(self) -> None:
        self._account.kill()

    def close(self) -> None:
        if self._open:
            self._open = False
            self._account.release()


def _descriptors(process: Path) -> int:
    try:
        return len(os.listdir(process / "fd"))  # noqa: PTH208 (often)
    except OSError:  # it has just ended
        return 0


def _sockets(processes: Iterable[Path]) -> int:
    """How many sockets processes have open, those that they share once."""
    found = set()
    for process in processes:
        with contextlib.suppress(OSError):  # it has just ended, or closed one
            for name in os.listdir(process / "fd"):  # noqa: PTH208 (often)
                status = os.stat(process / "fd" / name)  # noqa: PTH116
                if stat.S_ISSOCK(status.st_mode):
                    found.add(status.st_ino)
    return len(found)


def _unnamed(processes: Iterable[Path]) -> dict[tuple[int, int], int]:
    """{(device, inode): bytes} of files without a name that processes hold, open or mapped.

    A mapping of /dev/zero is one as well: memory that nothing else counts.
    """
    found: dict[tuple[int, int], int] = {}
    for process in processes:
        try:
            for name in os.listdir(process / "fd"):  # noqa: PTH208 (often)
                status = os.stat(process / "fd" / name)  # noqa: PTH116
                if stat.S_ISREG(status.st_mode) and status.st_nlink == 0:
                    found[status.st_dev, status.st_ino] = status.st_blocks * 512
            for line in (process / "maps").read_text(errors="replace").splitlines():
                if line.endswith(" (deleted)"):
                    span, _, offset, device, inode, *_ = line.split()
                    start, end = (int(part, 16) for part in span.split("-"))
                    major, minor = (int(part, 16) for part in device.split(":"))
                    key = os.makedev(major, minor), int(inode)
                    found[key] = max(found.get(key, 0), int(offset, 16) + end - start)
        except (OSError, ValueError):  # it has just ended, or closed one
            continue
    return found


def _try(entry: Entry, needed: list[str], hidden: list[str]) -> tuple[list[str], list[str]]:
    """(Those of the needed paths that its user cannot read, those of the hidden that it can)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            lockdown.load()
            lockdown.become(entry)
            missing = [path for path in needed if not _can_read(path)]
            # Landlock lets a folder be passed whose files it keeps; modes keep what is below.
            test = _can_read if entry.landlock else _can_pass
            answer = [missing, [path for path in hidden if test(path)]]
            os.write(writing, json.dumps(answer).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        said = file.read()
    os.waitpid(child, 0)
    if not said:
        raise SandboxError("This process cannot take on the user id of a submission.")
    missing, open_ = json.loads(said)
    return missing, open_


def _can_read(path: str) -> bool:
    try:
        os.close(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK))
    except OSError:
        return False
    return True


def _can_pass(path: str) -> bool:
    """Whether a file can be read, or what lies in a folder, be its name known or not."""
    try:
        os.stat(f"{path}/." if os.path.isdir(path) else path)  # noqa: PTH112, PTH116
    except OSError:
        return False
    return os.access(path, os.R_OK) or os.access(path, os.X_OK)


def _check_machine() -> None:
    if sys.platform != "linux":
        raise SandboxError(f"The sandbox by user id needs Linux (docs/sandbox.md). {UNPROTECTED}")
    if not lockdown.filters_system_calls():
        raise SandboxError(
            "The sandbox by user id filters system calls, whose numbers nbjudge knows for x86_64 "
            f"and aarch64 only. Use bubblewrap. {UNPROTECTED}"
        )
    lines = Path("/proc/self/status").read_text().splitlines()
    held = next(int(line.split()[1], 16) for line in lines if line.startswith("CapEff:"))
    lacking = [name for number, name in _CAPABILITIES.items() if not held >> number & 1]
    if os.geteuid() != 0 or lacking:
        what = "root" if os.geteuid() != 0 else f"the capabilities {', '.join(lacking)}"
        raise SandboxError(
            "The sandbox by user id gives each submission a user of its own, for which the grader "
            f"needs {what}. Run it as root in a container of its own, or use bubblewrap, which "
            f"needs no root. {UNPROTECTED}"
        )


@cache
def _open_places() -> list[str]:
    """Folders that every user of this machine may write."""
    mounts = Path("/proc/self/mountinfo").read_text().splitlines()
    roots = [line.split()[4] for line in mounts if line.split(" - ")[1].split()[0] not in _NO_FILES]
    done = subprocess.run(
        ["find", *sorted(set(roots)), "-xdev", "-type", "d", "-perm", "-0002", "-prune", "-print0"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    return [os.fsdecode(path) for path in done.stdout.split(b"\0") if path]
