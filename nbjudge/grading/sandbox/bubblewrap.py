"""A sandbox for one submission, built by bubblewrap, seen from outside.

It has its own user, process, mount, network, IPC and host-name namespaces. Inside are a read-only
system, Python environment and data, a private work folder of limited size, and nothing else: no
network, no course folder, no home folder, no environment variables. When its first process ends,
the kernel kills all others in it and its files are gone.

As root, the student's processes run as a user of their own (nobody); as an ordinary user they run
as that user, without any of the capabilities that the namespaces would give.
"""

import contextlib
import ctypes
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from nbjudge.errors import SandboxError
from nbjudge.grading.sandbox.place import (
    SOCKET,
    UNPROTECTED,
    Entry,
    Limits,
    Place,
    copy_files,
)
from nbjudge.grading.sandbox.readable import SETTINGS, SYSTEM, python_paths

__all__ = ["HOME", "STUDENT", "WRITABLE", "Sandbox"]

HOME = "/home/student"
SOCKETS = "/run/kernel"
WRITABLE = ("/tmp", HOME, "/dev/shm", SOCKETS)  # all else is read-only
STUDENT = 1000  # user and group id within the sandbox
_NOBODY = 65534  # what it is outside, where the grader is root
_NAMESPACES = ("user", "mnt", "pid", "net", "ipc", "uts")
_CLONE_NEWUSER = 0x10000000
_MIB = 2**20
_TCP = 4.0  # MiB that a socket of TCP holds beyond that, as the kernel lets it grow
_ALL_SOCKETS, _TCP_SOCKETS = r"sockets: used (\d+)", r"TCP6?: inuse (\d+)"
_START_TIMEOUT = 60  # seconds; 0.02 is usual
_ENDED = "A sandbox has ended as soon as it was built:"


class Sandbox(Place):
    """A running sandbox of bubblewrap's.

    Parameters
    ----------
    limits : `Limits`
    read_only : pairs of a path here and where it is seen inside, beside the system and Python;
        there ``~`` is the work folder.

    Raises `SandboxError`, with what to enable, where it cannot be built.
    """

    backend = "bubblewrap"
    entry = Entry(backend)
    root: Path  # its file system, seen from outside

    def __init__(self, limits: Limits, read_only: Iterable[tuple[str, str]] = ()) -> None:
        self.limits = limits
        self.home, self.sockets = HOME, SOCKETS
        self.init: int | None = None  # process id of its first process, seen from outside
        self.namespaces: dict[str, int] = {}
        self._process: subprocess.Popen[bytes] | None = None
        _check_machine()
        try:
            self._start([*((path, path) for path in python_paths()), *read_only])
        except BaseException:
            self._kill_half_built()
            self.close()
            raise

    def _start(self, read_only: Iterable[tuple[str, str]]) -> None:
        user = _user_namespace()
        info, info_end = os.pipe()
        try:
            command = ["bwrap", "--userns", str(user), "--info-fd", str(info_end)]
            process = self._process = subprocess.Popen(
                [*command, *_layout(self.limits, read_only), "cat"],
                # With nobody to read, bubblewrap ends at what it says, and its first process waits
                # for it for ever: so it holds that end as well, should this process be killed now.
                pass_fds=[user, info_end, info],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={"PATH": os.environ.get("PATH", os.defpath)},
                process_group=0,  # see `_kill_half_built`
            )
            os.close(info_end)
            info_end = -1
            _await_start(process)
            with os.fdopen(info, "rb", closefd=False) as file:
                self.init = int(json.loads(file.read())["child-pid"])
            self.root = Path(f"/proc/{self.init}/root")
        finally:
            for descriptor in (user, info, info_end):
                if descriptor >= 0:
                    os.close(descriptor)
        try:
            for name in _NAMESPACES:
                self.namespaces[name] = os.open(f"/proc/{self.init}/ns/{name}", os.O_RDONLY)
        except OSError as error:  # somebody has killed it
            raise SandboxError(f"{_ENDED} {error}") from error

    def _kill_half_built(self) -> None:
        """Kill bubblewrap and the first process, which is not yet bound to end with it."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            with contextlib.suppress(OSError):
                if self._process.stdin is not None:
                    self._process.stdin.close()  # for which cat waits, where it has got that far

    def put(self, folder: str | os.PathLike[str]) -> list[str]:
        return copy_files(folder, self.root / HOME.lstrip("/"), self.limits)

    def processes(self) -> Iterator[Path]:
        return (path for path in (self.root / "proc").iterdir() if path.name.isdigit())

    def buffers(self) -> float:
        total = 0.0
        for name, size in (("sockstat", SOCKET), ("sockstat", _TCP), ("sockstat6", _TCP)):
            with contextlib.suppress(OSError):
                text = Path(f"/proc/{self.init}/net/{name}").read_text()
                found = re.search(_ALL_SOCKETS if size == SOCKET else _TCP_SOCKETS, text)
                total += size * int(found[1]) if found else 0.0
        return total

    def pids(self) -> Iterator[int]:
        own = self._number()
        for name in os.listdir("/proc"):  # noqa: PTH208 (often)
            if name.isdigit():
                with contextlib.suppress(OSError):
                    if os.stat(f"/proc/{name}/ns/pid").st_ino == own:  # noqa: PTH116
                        yield int(name)

    def _number(self) -> int:
        """The number of its process namespace, which no other has while it is open here."""
        return os.fstat(self.namespaces["pid"]).st_ino

    def has_ended(self) -> bool:
        if self._process is None:
            return True
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.3)
        return self._process.poll() is not None

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()  # it ends, its first process with it, and then all others
            with contextlib.suppress(OSError, KeyError):
                # But where it was killed at the very moment at which it binds them together.
                if os.stat(f"/proc/{self.init}/ns/pid").st_ino == self._number():  # noqa: PTH116
                    os.kill(int(self.init or 0), signal.SIGKILL)

    def close(self) -> None:
        if self._process is not None:
            self.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
                with contextlib.suppress(OSError):
                    if stream is not None:
                        stream.close()
            self._await_end()
            self._process = None
        for descriptor in self.namespaces.values():
            os.close(descriptor)
        self.namespaces = {}

    def _await_end(self) -> None:
        deadline = time.monotonic() + _START_TIMEOUT
        while self.init is not None and time.monotonic() < deadline:
            # The first process of a namespace ends after all others in it.
            try:
                state = Path(f"/proc/{self.init}/stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                return
            if state in "ZX":
                return
            time.sleep(0.002)


def _await_start(process: "subprocess.Popen[bytes]") -> None:
    """Wait until all is mounted: only then cat answers. bubblewrap's information comes earlier."""
    assert process.stdin and process.stdout and process.stderr, "they are pipes"
    with contextlib.suppress(OSError):
        process.stdin.write(b"\n")
        process.stdin.flush()
    deadline = time.monotonic() + _START_TIMEOUT
    while not select.select([process.stdout], [], [], 0.05)[0]:
        # Where bubblewrap has been killed, its first process may wait for it, and keep the
        # other end of the pipe open, for ever.
        if process.poll() is not None:
            raise SandboxError(f"{_ENDED} bubblewrap was killed.")
        if time.monotonic() > deadline:
            raise SandboxError(f"A sandbox was not built within {_START_TIMEOUT} s.")
    if process.stdout.read(1) != b"\n":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # see `Sandbox._kill_half_built`
        said = process.stderr.read().decode(errors="replace").strip()
        raise SandboxError(
            _advice(f"bubblewrap says: {said}") if said else f"{_ENDED} without a word."
        )


def _check_machine() -> None:
    if sys.platform != "linux":
        raise SandboxError(
            "The sandbox needs Linux. On macOS and Windows grade in a Linux virtual machine or "
            f"container (docs/sandbox.md). {UNPROTECTED}"
        )
    if shutil.which("bwrap") is None:
        raise SandboxError(
            "The sandbox needs bubblewrap, which is not installed: apt-get install bubblewrap, "
            f"dnf install bubblewrap or pacman -S bubblewrap. {UNPROTECTED}"
        )


def _user_namespace() -> int:
    """File descriptor of a new user namespace in which `STUDENT` has no rights outside."""
    libc = ctypes.CDLL(None, use_errno=True)
    ready, ready_end = os.pipe()
    go, go_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(go_end)
            failed = libc.unshare(_CLONE_NEWUSER)
            os.write(ready_end, bytes([min(ctypes.get_errno(), 255) if failed else 0]))
            os.read(go, 1)
        finally:
            os._exit(0)
    os.close(ready_end)
    os.close(go)
    try:
        number = os.read(ready, 1)[0]
        if number:
            raise SandboxError(_advice(f"making a user namespace failed: {os.strerror(number)}"))
        try:
            _map_ids(child)
            return os.open(f"/proc/{child}/ns/user", os.O_RDONLY)
        except OSError as error:
            raise SandboxError(_advice(f"mapping its user failed: {error.strerror}")) from error
    finally:
        os.close(ready)
        os.close(go_end)
        os.waitpid(child, 0)


def _map_ids(child: int) -> None:
    proc = Path(f"/proc/{child}")
    if os.geteuid() == 0:
        for name in ("uid_map", "gid_map"):
            (proc / name).write_text(f"0 0 1\n{STUDENT} {_NOBODY} 1\n")
    else:
        (proc / "setgroups").write_text("deny")
        (proc / "uid_map").write_text(f"{STUDENT} {os.geteuid()} 1\n")
        (proc / "gid_map").write_text(f"{STUDENT} {os.getegid()} 1\n")


def _layout(limits: Limits, read_only: Iterable[tuple[str, str]]) -> list[str]:
    """bubblewrap's arguments: what the sandbox's file system holds."""
    size = str(limits.disk * _MIB)
    arguments = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    arguments += ["--unshare-cgroup-try", "--hostname", "sandbox"]
    arguments += ["--die-with-parent", "--new-session", "--clearenv"]
    for path in SYSTEM:
        if Path(path).is_symlink():
            arguments += ["--symlink", os.fspath(Path(path).readlink()), path]
        elif Path(path).exists():
            arguments += ["--ro-bind", path, path]
    for path in SETTINGS:
        arguments += ["--ro-bind-try", path, path]
    arguments += ["--proc", "/proc", "--dev", "/dev"]
    arguments += ["--dev-bind", "/dev/null", "/dev/zero"]  # mapped, it is memory without a limit
    for path in WRITABLE:
        room = str(_MIB) if path == SOCKETS else size
        arguments += ["--perms", "1777", "--size", room, "--tmpfs", path]
    for here, place in read_only:
        inside = place.replace("~", HOME, 1) if place.startswith("~/") else place
        if here == "/usr" or not Path(here).is_relative_to("/usr"):
            for parent in reversed(Path(inside).parents[:-1]):
                arguments += ["--perms", "0755", "--dir", os.fspath(parent)]
            arguments += ["--ro-bind", os.fspath(here), os.fspath(inside)]
    # What of them is no mount of its own (/etc, /run, /home) lies in the first.
    arguments += ["--remount-ro", "/", "--remount-ro", "/dev"]
    return [*arguments, "--chdir", HOME]


def _advice(problem: str) -> str:
    return (
        f"This machine does not let nbjudge build a sandbox ({problem}). "
        "Allow user namespaces: sysctl user.max_user_namespaces=15000; on Debian 10 and older "
        "also kernel.unprivileged_userns_clone=1, on Ubuntu 24.04 and newer "
        "kernel.apparmor_restrict_unprivileged_userns=0; a container needs "
        "--security-opt seccomp=unconfined and --security-opt systempaths=unconfined. Where that "
        "cannot be, c.SandboxProvisioner.backend = 'userid' builds a weaker sandbox, for which the "
        f"grader must be root in a container of its own. {UNPROTECTED}"
    )
