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
import math
import os
import select
import shutil
import signal
import stat
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import nbjudge
from nbjudge.errors import SandboxError
from nbjudge.grading.sandbox.clock import is_blocked

__all__ = ["HOME", "WRITABLE", "Limits", "NoSandbox", "Sandbox", "Usage", "python_paths", "why_not"]

HOME = "/home/student"
SOCKETS = "/run/kernel"
WRITABLE = ("/tmp", HOME, "/dev/shm", SOCKETS)  # all else is read-only
STUDENT = 1000  # user and group id within the sandbox
_NOBODY = 65534  # what it is outside, where the grader is root
_NAMESPACES = ("user", "mnt", "pid", "net", "ipc", "uts")
_CLONE_NEWUSER = 0x10000000
_MIB = 2**20
_START_TIMEOUT = 60  # seconds; 0.02 is usual
_ENDED = "A sandbox has ended as soon as it was built:"
_WITHOUT = (
    "Only for code that you trust as your own, c.SandboxProvisioner.sandbox_required = False "
    "grades without; results say so."
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
    """What the processes of a sandbox use now."""

    cpu: float = 0.0  # seconds
    memory: float = 0.0  # MiB
    processes: int = 0
    running: int = 0  # of them, those that run or wait for a processor


def why_not():
    """Why no sandbox can be built on this machine and what to enable; None where one can."""
    try:
        with Sandbox(Limits()):
            return None
    except SandboxError as error:
        return str(error)


def python_paths():
    """Folders and files that this Python needs to import what it can import now."""
    paths = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    paths |= set(sysconfig.get_paths().values())
    paths |= {entry for entry in sys.path if "site-packages" in entry or "dist-packages" in entry}
    # Where nbjudge is an editable install: its packages, and nothing else of that folder.
    packages = Path(nbjudge.__file__).parents[1].glob("*/__init__.py")
    paths |= {os.fspath(package.parent) for package in packages}
    found = sorted({os.path.realpath(path) for path in paths if Path(path).exists()} | {sys.prefix})
    return [path for path in found if not any(_within(path, other) for other in found)]


def _within(path, folder):
    return path != folder and Path(path).is_relative_to(folder)


class Sandbox:
    """A running sandbox; use it in a ``with`` statement, or call `close`.

    Parameters
    ----------
    limits : `Limits`
    read_only : pairs of a path here and where it is seen inside, beside the system and Python.

    Raises `SandboxError`, with what to enable, where it cannot be built.
    """

    def __init__(self, limits, read_only=()):
        self.limits = limits
        self.home, self.sockets = HOME, SOCKETS
        self.init = None  # process id of its first process, seen from outside
        self.namespaces = {}  # name → file descriptor
        self._process = None
        _check_machine()
        try:
            self._start([*((path, path) for path in python_paths()), *read_only])
        except BaseException:
            self._kill_half_built()
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    @property
    def root(self):
        """Its file system, seen from outside."""
        return Path(f"/proc/{self.init}/root")

    def _start(self, read_only):
        user = _user_namespace()
        info, info_end = os.pipe()
        try:
            command = ["bwrap", "--userns", str(user), "--info-fd", str(info_end)]
            self._process = subprocess.Popen(
                [*command, *_layout(self.limits, read_only), "cat"],
                pass_fds=[user, info_end],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={"PATH": os.environ.get("PATH", os.defpath)},
                process_group=0,  # see `_kill_half_built`
            )
            os.close(info_end)
            info_end = -1
            self._await_start()
            with os.fdopen(info, "rb", closefd=False) as file:
                self.init = json.loads(file.read())["child-pid"]
        finally:
            for descriptor in (user, info, info_end):
                if descriptor >= 0:
                    os.close(descriptor)
        try:
            for name in _NAMESPACES:
                self.namespaces[name] = os.open(f"/proc/{self.init}/ns/{name}", os.O_RDONLY)
        except OSError as error:  # somebody has killed it
            raise SandboxError(f"{_ENDED} {error}") from error

    def _await_start(self):
        # cat answers only when all is mounted; bubblewrap's own information comes before that.
        with contextlib.suppress(OSError):
            self._process.stdin.write(b"\n")
            self._process.stdin.flush()
        answers, deadline = self._process.stdout, time.monotonic() + _START_TIMEOUT
        while not select.select([answers], [], [], 0.05)[0]:
            # Where bubblewrap has been killed, its first process may wait for it, and keep the
            # other end of the pipe open, for ever.
            if self._process.poll() is not None:
                raise SandboxError(f"{_ENDED} bubblewrap was killed.")
            if time.monotonic() > deadline:
                raise SandboxError(f"A sandbox was not built within {_START_TIMEOUT} s.")
        if answers.read(1) != b"\n":
            self._kill_half_built()
            said = self._process.stderr.read().decode(errors="replace").strip()
            problem = _advice(f"bubblewrap says: {said}") if said else f"{_ENDED} without a word."
            raise SandboxError(problem)

    def _kill_half_built(self):
        """Kill bubblewrap and the first process, which is not yet bound to end with it."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            with contextlib.suppress(OSError):
                self._process.stdin.close()  # for which cat waits, where it has got that far

    def put(self, folder):
        """Copy the files beside a notebook into the work folder; returns what was left out."""
        return _copy_files(folder, self.root / HOME.lstrip("/"), self.limits)

    def usage(self):
        """CPU time, memory and number of its processes; None once it has ended."""
        usage = Usage()
        proc = self.root / "proc"
        ticks, page = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE") / _MIB
        try:
            names = [path.name for path in proc.iterdir() if path.name.isdigit()]
        except OSError:
            return None
        for name in names:
            try:
                values = (proc / name / "stat").read_text().rpartition(")")[2].split()
            except (OSError, UnicodeError):
                continue  # it has just ended
            usage.cpu += sum(map(int, values[11:15])) / ticks  # with children that have ended
            usage.memory += int(values[21]) * page
            usage.processes += int(values[17])
            usage.running += values[0] == "R"
        if usage.memory > self.limits.memory:
            usage.memory = self._memory(proc, names)
        return usage

    def is_blocked(self):
        """Whether all of its processes wait for something else than a core."""
        try:
            return is_blocked(p for p in (self.root / "proc").iterdir() if p.name.isdigit())
        except OSError:
            return True

    def slow_down(self, running):
        """Let its many running processes together have about the share of one of a neighbour's.

        With Linux's groups by session, one that begins a session is as good as a neighbour: then
        the group counts, and not the process.
        """
        nice = min(19, math.ceil(math.log(max(running, 1), 1.25)))  # each step is 1.25 times less
        for pid in self._processes():
            with contextlib.suppress(OSError):
                for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 (often)
                    if os.getpriority(os.PRIO_PROCESS, int(thread)) < nice:
                        os.setpriority(os.PRIO_PROCESS, int(thread), nice)
                group = Path(f"/proc/{pid}/autogroup")
                if int(group.read_text().split()[-1]) < nice:
                    group.write_text(str(nice))

    def _processes(self):
        """Process ids, as they are outside, of all processes in it."""
        own = self._number()
        for name in os.listdir("/proc"):  # noqa: PTH208 (often)
            if name.isdigit():
                with contextlib.suppress(OSError):
                    if os.stat(f"/proc/{name}/ns/pid").st_ino == own:  # noqa: PTH116
                        yield int(name)

    def _number(self):
        """The number of its process namespace, which no other has while it is open here."""
        return os.fstat(self.namespaces["pid"]).st_ino

    @staticmethod
    def _memory(proc, names):
        """Memory in MiB with each shared page counted once; slower than the sum."""
        total = 0
        for name in names:
            with contextlib.suppress(OSError, IndexError, ValueError):
                text = (proc / name / "smaps_rollup").read_text()
                total += int(text.split("\nPss:")[1].split()[0]) / 1024
        return total

    def has_ended(self):
        """Whether it has ended, or will within a moment."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(0.3)
        return self._process.poll() is not None

    def kill(self):
        """Kill all its processes; `close` waits for their end."""
        self._process.kill()  # bubblewrap ends, its first process with it, and then all others
        with contextlib.suppress(OSError, KeyError):
            # But where bubblewrap was killed at the very moment at which it binds them together.
            if os.stat(f"/proc/{self.init}/ns/pid").st_ino == self._number():  # noqa: PTH116
                os.kill(self.init, signal.SIGKILL)

    def close(self):
        """End it; returns when the last of its processes is dead."""
        if self._process is not None:
            self.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
                with contextlib.suppress(OSError):
                    stream.close()
            self._await_end()
            self._process = None
        for descriptor in self.namespaces.values():
            os.close(descriptor)
        self.namespaces = {}

    def _await_end(self):
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


class NoSandbox:
    """The same without any protection, for code that is trusted: a folder of its own."""

    def __init__(self, limits):
        self.limits = limits
        self.root, self.namespaces = "", {}
        self._folder = tempfile.TemporaryDirectory(prefix="nbjudge-")
        self.home, self.sockets = (f"{self._folder.name}/{part}" for part in "ws")
        for path in (self.home, self.sockets):
            Path(path).mkdir()

    def put(self, folder):
        return _copy_files(folder, Path(self.home), self.limits)

    def _processes(self):
        import psutil

        for process in psutil.process_iter(["pid"]):
            with contextlib.suppress(OSError, psutil.Error):
                if process.environ().get("HOME") == self.home or process.cwd() == self.home:
                    yield process

    def usage(self):
        return Usage()

    def slow_down(self, running):
        pass

    def has_ended(self):
        return False

    def is_blocked(self):
        return True  # as far as is known: its time limits are then those of a clock on the wall

    def kill(self):
        for process in self._processes():
            process.kill()

    def close(self):
        self.kill()
        self._folder.cleanup()


def _copy_files(folder, target, limits):
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


def _check_machine():
    if sys.platform != "linux":
        raise SandboxError(
            "The sandbox needs Linux. On macOS and Windows grade in a Linux virtual machine or "
            f"container (docs/sandbox.md). {_WITHOUT}"
        )
    if shutil.which("bwrap") is None:
        raise SandboxError(
            "The sandbox needs bubblewrap, which is not installed: apt-get install bubblewrap, "
            f"dnf install bubblewrap or pacman -S bubblewrap. {_WITHOUT}"
        )


def _user_namespace():
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
        error = os.read(ready, 1)[0]
        if error:
            raise SandboxError(_advice(f"making a user namespace failed: {os.strerror(error)}"))
        try:
            _map_ids(child)
            return os.open(f"/proc/{child}/ns/user", os.O_RDONLY)
        except OSError as error:
            raise SandboxError(_advice(f"mapping its user failed: {error.strerror}")) from error
    finally:
        os.close(ready)
        os.close(go_end)
        os.waitpid(child, 0)


def _map_ids(child):
    proc = Path(f"/proc/{child}")
    if os.geteuid() == 0:
        for name in ("uid_map", "gid_map"):
            (proc / name).write_text(f"0 0 1\n{STUDENT} {_NOBODY} 1\n")
    else:
        (proc / "setgroups").write_text("deny")
        (proc / "uid_map").write_text(f"{STUDENT} {os.geteuid()} 1\n")
        (proc / "gid_map").write_text(f"{STUDENT} {os.getegid()} 1\n")


def _layout(limits, read_only):
    """bubblewrap's arguments: what the sandbox's file system holds."""
    size = str(limits.disk * _MIB)
    arguments = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts"]
    arguments += ["--unshare-cgroup-try", "--hostname", "sandbox"]
    arguments += ["--die-with-parent", "--new-session", "--clearenv"]
    for path in ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64"):
        if Path(path).is_symlink():
            arguments += ["--symlink", os.fspath(Path(path).readlink()), path]
        elif Path(path).exists():
            arguments += ["--ro-bind", path, path]
    for name in ("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "fonts", "alternatives"):
        arguments += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    arguments += ["--proc", "/proc", "--dev", "/dev"]
    arguments += ["--dev-bind", "/dev/null", "/dev/zero"]  # mapped, it is memory without a limit
    for path in WRITABLE:
        room = str(_MIB) if path == SOCKETS else size
        arguments += ["--perms", "1777", "--size", room, "--tmpfs", path]
    for here, inside in read_only:
        if not _within(here, "/usr"):
            for parent in reversed(Path(inside).parents[:-1]):
                arguments += ["--perms", "0755", "--dir", os.fspath(parent)]
            arguments += ["--ro-bind", os.fspath(here), os.fspath(inside)]
    # What of them is no mount of its own (/etc, /run, /home) lies in the first.
    arguments += ["--remount-ro", "/", "--remount-ro", "/dev"]
    return [*arguments, "--chdir", HOME]


def _advice(problem):
    return (
        f"This machine does not let nbjudge build a sandbox ({problem}). "
        "Allow user namespaces: sysctl user.max_user_namespaces=15000; on Debian 10 and older "
        "also kernel.unprivileged_userns_clone=1, on Ubuntu 24.04 and newer "
        "kernel.apparmor_restrict_unprivileged_userns=0; a container needs "
        f"--security-opt seccomp=unconfined and --security-opt systempaths=unconfined. {_WITHOUT}"
    )
