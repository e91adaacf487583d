"""User ids that submissions run under: each belongs to one submission at a time, and to no person.

A submission takes a pair: one id for its processes, and the next as their keeper's, under which
nothing ever runs but what ends them. A lock on a file of root's says that a pair is taken; it goes
with the process that holds it, however that ends. The folder beside it is the submission's own, and
where it is still there without a lock, a grader was killed: what that has left is removed first.
"""

import contextlib
import ctypes
import errno
import fcntl
import os
import pwd
import signal
import stat
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from nbjudge.errors import HelperError, SandboxError
from nbjudge.grading.sandbox.place import runs

__all__ = ["Account", "TooDeepError", "end_processes", "size_of", "take"]

_BASES = ("/var/lib/nbjudge", "/run/nbjudge", "/tmp/nbjudge-users")
_END_TIMEOUT = 20  # seconds; a process that waits for a disk takes a while to die
_OWNED = 0o711  # of the folder that holds all: others may pass, and see nothing
_PR_SET_PDEATHSIG, _PR_GET_PDEATHSIG = 1, 2
_MOST_NAMES = 500  # of one command
_DEEP = 50  # folders that all may write, within each other


class TooDeepError(OSError):
    """Folders lie within each other deeper than a path can say."""


class Account:
    """A user id that runs nothing but one submission, until it is released.

    Parameters
    ----------
    first, number : the range of ids, the first of them even: pairs are taken from it in order.
    places : folders in which users can write; what is theirs is removed from them afterwards.

    Raises `SandboxError` where all are taken, or belong to somebody.
    """

    def __init__(self, first: int, number: int, places: Iterable[str]) -> None:
        self._places = list(places)
        base = _base()
        self._clear_left(base, range(first, first + number))
        for user in range(first, first + number - 1, 2):
            lock = _lock(base, user)
            if lock is None:
                continue
            self.user, self._lock, self.folder = user, lock, base / str(user)
            try:
                if not (_is_known(user) or _is_known(user + 1) or self._is_running()):
                    self.folder.mkdir(mode=_OWNED)
                    self.folder.chmod(_OWNED)  # whatever the umask
                    return
            except BaseException:
                os.close(lock)
                raise
            os.close(lock)
        raise SandboxError(
            f"No user id is free from {first} to {first + number - 1}: each runs a submission, or "
            "belongs to an account or a process of this machine. Name others: "
            "c.SandboxProvisioner.first_user, c.SandboxProvisioner.users."
        )

    def _clear_left(self, base: Path, ids: range) -> None:
        """Remove what graders that were killed have left: processes, files, folders."""
        for path in base.iterdir():
            if path.name.isdigit() and int(path.name) in ids:
                lock = _lock(base, int(path.name))
                if lock is not None:
                    self.user, self._lock, self.folder = int(path.name), lock, path
                    if path.exists():  # else it was released meanwhile
                        with contextlib.suppress(HelperError):  # then it stays taken
                            self.release()
                    else:
                        os.close(lock)

    @property
    def lock(self) -> int:
        """File descriptor of the lock; whoever holds it as well keeps the id from others."""
        return self._lock

    def processes(self) -> Iterator[Path]:
        """Folders in /proc of all processes of this user."""
        return _processes(self.user)

    @contextlib.contextmanager
    def seeing(self) -> Iterator[None]:
        """See, in this thread alone, what processes of this user show to their own user only.

        Root of a container may not: as a rule it lacks CAP_SYS_PTRACE. Meanwhile the thread reads
        and writes files as this user. Raises `HelperError` where it cannot become it, or itself.
        """
        libc, bound = ctypes.CDLL(None), ctypes.c_int()
        libc.prctl(_PR_GET_PDEATHSIG, ctypes.byref(bound), 0, 0, 0)
        parent = os.getppid()
        _read_files_as(self.user)
        try:
            yield
        finally:
            _read_files_as(os.geteuid())
            # Changing the user has undone it that this thread ends with the parent.
            libc.prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(bound.value), 0, 0, 0)
            if bound.value and os.getppid() != parent:
                os.kill(os.getpid(), bound.value)

    def _is_running(self) -> bool:
        """Whether a process of this user has not ended: one that has waits for its parent only."""
        return any(runs(process) for process in self.processes())

    def kill(self) -> None:
        """Kill all processes of this user, in one step."""
        _kill(self.user)

    def renice(self, nice: int) -> None:
        """Let all processes of this user be no less nice than that."""
        _as_keeper(self.user, lambda: os.setpriority(os.PRIO_USER, self.user, nice))

    def files(self) -> Iterator[tuple[str, os.stat_result]]:
        """What belongs to this user where all may write: the uppermost paths alone."""
        for path, status in _entries(self._places):
            if status.st_uid == self.user:
                yield path, status

    def release(self) -> None:
        """End its processes, remove its files, and leave the id to the next."""
        try:
            end_processes(self.user)
            for place in self._places:
                with contextlib.suppress(OSError):
                    _remove_files(self.user, place)
            _remove([os.fspath(self.folder)])
        finally:
            fcntl.flock(self._lock, fcntl.LOCK_UN)  # whoever else holds it
            os.close(self._lock)


def _remove_files(user: int, folder: str, parent: int | None = None, depth: int = 0) -> None:
    """Remove what belongs to a user in a folder, and in those below that all may write.

    Another user may meanwhile put a link in the place of a folder: so each stays open, and what is
    removed is named from there. The first, which has no ``parent``, is root's own.
    """
    no_link = os.O_NOFOLLOW if parent is not None else 0
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | no_link, dir_fd=parent)
    try:
        own, others = [], []
        with os.scandir(opened) as found:
            for entry in found:
                with contextlib.suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    if status.st_uid == user:
                        own.append(f"./{entry.name}")
                    elif stat.S_ISDIR(status.st_mode) and status.st_mode & stat.S_IWOTH:
                        others.append(entry.name)
        _remove(own, f"/proc/self/fd/{opened}")
        for name in others if depth < _DEEP else ():  # what lies deeper goes with whose it lies in
            with contextlib.suppress(OSError):
                _remove_files(user, name, opened, depth + 1)
    finally:
        os.close(opened)


def _remove(names: list[str], folder: str = "/") -> None:
    """Remove files and folders, named from a folder on, as deep as they are."""
    for start in range(0, len(names), _MOST_NAMES):  # rm can go deeper than Python
        subprocess.run(
            ["rm", "-rf", "--one-file-system", "--", *names[start : start + _MOST_NAMES]],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def end_processes(user: int) -> None:
    """Kill all processes of a user, and wait for their end; else raises `HelperError`."""
    deadline = time.monotonic() + _END_TIMEOUT
    while True:
        _kill(user)
        if not any(map(runs, _processes(user))):
            return
        if time.monotonic() > deadline:
            raise HelperError(f"Processes of the user id {user} do not end.")
        time.sleep(0.005)


def _kill(user: int) -> None:
    _as_keeper(user, lambda: os.kill(-1, signal.SIGKILL))


def _as_keeper(user: int, action: Callable[[], None]) -> None:
    """Do something to all processes of a user, and to no others.

    The process that does so may signal them, and they may not signal it.
    """
    child = os.fork()
    if child == 0:
        try:
            os.setresuid(user + 1, user, user + 1)
            action()
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def _processes(user: int) -> Iterator[Path]:
    """Folders in /proc of all processes of a user."""
    line = f"\nUid:\t{user}\t"
    for name in os.listdir("/proc"):  # noqa: PTH208 (often)
        if name.isdigit():
            path = Path("/proc", name)
            with contextlib.suppress(OSError, UnicodeError):
                # One that is not dumpable belongs to root here.
                owner = os.stat(path).st_uid  # noqa: PTH116
                if owner == user or (owner == 0 and line in (path / "status").read_text()):
                    yield path


def size_of(path: str, user: int, most: int) -> tuple[int, int]:
    """(bytes, number) of the files and folders of a user in a folder, as far as ``most`` of them.

    Raises `TooDeepError`.
    """
    size, number, folders = 0, 0, [path]
    while folders and number <= most:
        try:
            with os.scandir(folders.pop()) as found:
                for entry in found:
                    status = entry.stat(follow_symlinks=False)
                    number += 1
                    if status.st_uid == user:
                        size += status.st_blocks * 512
                    if stat.S_ISDIR(status.st_mode):
                        folders.append(entry.path)
                    if number > most:
                        break
        except FileNotFoundError:
            continue
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                raise TooDeepError from error
    return size, number


def _entries(places: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """What lies in these folders, and in those below that all may write."""
    folders = list(places)
    while folders:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as found:
            for entry in found:
                with contextlib.suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    yield entry.path, status
                    if stat.S_ISDIR(status.st_mode) and status.st_mode & stat.S_IWOTH:
                        folders.append(entry.path)


def _read_files_as(user: int) -> None:
    """Let this thread read and write files as a user and the group of the same number."""
    libc = ctypes.CDLL(None)
    for change in (libc.setfsgid, libc.setfsuid) if user else (libc.setfsuid, libc.setfsgid):
        change(user)
        if change(-1) != user:  # it tells no error, but who it was
            raise HelperError(f"This process cannot read files as the user id {user}.")


def _base() -> Path:
    """The folder of root's that holds locks and folders."""
    for name in _BASES:
        path = Path(name)
        with contextlib.suppress(OSError):
            path.mkdir(mode=_OWNED, exist_ok=True)
            status = path.lstat()
            if stat.S_ISDIR(status.st_mode) and status.st_uid == 0:
                path.chmod(_OWNED)
                return path
    raise SandboxError(
        f"None of {', '.join(_BASES)} can be made as a folder of root's own, for the work folders "
        "of submissions. Let one of them be writable."
    )


def _lock(base: Path, user: int) -> int | None:
    """File descriptor of the lock on a user id; None where another holds it."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    lock = os.open(base / f"{user}.lock", flags, 0o600)
    if take(lock):
        return lock
    os.close(lock)
    return None


def take(lock: int) -> bool:
    """Take a lock, an open file; returns whether it is held now, as it may have been before."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_known(user: int) -> bool:
    """Whether an account of this machine has the id."""
    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True
