"""A warm process that is forked for each submission, so that importing is paid for once.

It imports what the notebooks import, and runs no code of a student. What else it does are *jobs*:
functions that the grader names as ``package.module:function``. A job runs in the warm process
itself, where it leaves something for all forks to come; in a fork of it; or in a fork that has
entered a sandbox. The warm process has one thread and no event loop, so that forking it is safe.
"""

import contextlib
import gc
import importlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from nbjudge.errors import HelperError
from nbjudge.grading.sandbox import ipc, lockdown
from nbjudge.grading.sandbox.place import Entry, Limits, Place

__all__ = ["ForkServer", "silence", "threads"]

_ENVIRONMENT = (
    ("PATH", "LANG", "LANGUAGE", "TZ", "HOME", "VIRTUAL_ENV", "PYTHONPATH", "NBJUDGE_DATA"),
    ("LC_", "OMP_", "OPENBLAS_", "MKL_", "TF_", "KERAS_", "MPL", "COVERAGE_"),
)
_MOST_OPEN = 65_536  # file descriptors that a warm process has
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class ForkServer:
    """The warm process, seen from the grader; its methods may be called by any thread.

    Each raises `HelperError` where the warm process has ended, or failed at what it was asked.

    Parameters
    ----------
    environment : its environment variables; by default what students' code may know of ours.
    folder : where it works.
    """

    def __init__(
        self,
        environment: Mapping[str, str] | None = None,
        folder: str = "/",
        *,
        _end: socket.socket | None = None,
    ) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._answers = True  # until it does not: one that is killed takes a while to end
        self._turn = threading.Lock()  # an answer must reach the one who has asked
        if _end is not None:
            self._end = _end
            return
        self._end, other = ipc.pair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "nbjudge.grading.sandbox.forkserver", str(other.fileno())],
            pass_fds=[other.fileno()],
            stdin=subprocess.DEVNULL,
            cwd=folder,
            env=_environment() if environment is None else environment,
            start_new_session=True,  # Ctrl-C is for the grader to handle
        )
        other.close()

    @property
    def alive(self) -> bool:
        return self._answers and (self._process is None or self._process.poll() is None)

    def warm(self, imports: Iterable[str]) -> None:
        """Import modules; those that are not installed are left out."""
        self._ask("warm", imports=sorted(imports))

    def clone(self) -> "ForkServer":
        """Fork another `ForkServer`, which has imported and run the same, so far."""
        mine, other = ipc.pair()
        with other:
            self._ask("clone", descriptors=[other.fileno()])
        return ForkServer(_end=mine)

    def run(self, job: str, **arguments: Any) -> Any:
        """Call a job in the warm process itself; returns what it returns, a dict.

        It is called with the ``state`` that all jobs of this process share, a dict that its forks
        have a copy of, and with the arguments, which JSON must be able to hold.
        """
        return self._ask("run", job=job, arguments=arguments)["answer"]

    def fork(self, job: str, descriptors: Iterable[int] = (), **arguments: Any) -> int:
        """Call a job in a fork of the warm process; returns the process id of the fork.

        It is called with the state, with its own copies of the file descriptors, and with the
        arguments. The fork ends with the job.
        """
        return int(self._ask("fork", descriptors, job=job, arguments=arguments)["pid"])

    def fork_into(
        self, place: Place, job: str, descriptors: Sequence[int], status: int, **arguments: Any
    ) -> int:
        """Call a job, as `fork` does, in a fork that has entered a `Place` for good.

        Of all that is open in the warm process it has ``descriptors`` only. How it has ended will
        be written into the file descriptor ``status``. Returns the process id of its parent, which
        stays outside and waits for its end.
        """
        doors = [] if place.group is None else [place.group.door]
        locks = [] if place.lock is None else [place.lock]
        place.waiter = self._ask(
            "fork_into",
            [status, *descriptors, *locks, *doors, *place.namespaces.values()],
            job=job,
            arguments=arguments,
            given=len(descriptors),
            locks=len(locks),
            doors=len(doors),
            entry=vars(place.entry),
            limits=vars(place.limits),
        )["pid"]
        return int(place.waiter)

    def _ask(self, order: str, descriptors: Iterable[int] = (), **arguments: Any) -> Any:
        answer = None
        with self._turn, contextlib.suppress(OSError):
            ipc.send(self._end, {"order": order, **arguments}, descriptors)
            answer, _ = ipc.receive(self._end)
        if answer is None:
            self._answers = False
            raise HelperError("The warm process that kernels are forked from has ended.")
        if "error" in answer:
            raise HelperError(answer["error"])
        return answer

    def leave(self) -> None:
        """In a fork of the process that has started it: it is not ours, and ends without us."""
        self._end.close()

    def close(self, patience: float = 5) -> None:
        """End it, and all that it has forked; after so many seconds whatever it is doing."""
        self._answers = False
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._end.shutdown(socket.SHUT_RDWR)  # another thread may wait for an answer
            try:
                self._process.wait(patience)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        self._end.close()


def _environment() -> dict[str, str]:
    """What the warm process, and so a student's kernel, may know of our environment."""
    names, prefixes = _ENVIRONMENT
    kept = {name: os.environ[name] for name in names if name in os.environ}
    kept |= {name: value for name, value in os.environ.items() if name.startswith(prefixes)}
    # One thread each: a class is graded side by side, and forking many threads is unsafe.
    kept = dict.fromkeys(_ONE_THREAD, "1") | kept
    return kept | {
        "PYTHONHASHSEED": "0",  # the same marks every time
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "TF_CPP_MIN_LOG_LEVEL": kept.get("TF_CPP_MIN_LOG_LEVEL", "2"),
        "NBGRADER_EXECUTION": "autograde",
    }


class _Server:
    """The warm process itself."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self.state: dict[str, Any] = {}  # what jobs have left for those to come
        # Of each fork with a user id of its own: process id → (that id, the lock on it).
        self.users: dict[int, tuple[int, int]] = {}

    def serve(self) -> None:
        while True:
            request, descriptors = ipc.receive(self.end)
            if request is None:
                self._end_users()
                self._reap()
                return
            try:
                answer = getattr(self, request.pop("order"))(descriptors, **request) or {}
            except Exception as error:
                answer = {"error": f"{type(error).__name__}: {error}"}
            finally:
                for descriptor in descriptors:
                    os.close(descriptor)
            self._reap()
            with contextlib.suppress(OSError):
                ipc.send(self.end, answer)

    def _reap(self) -> None:
        """Forget the forks that have ended."""
        with contextlib.suppress(ChildProcessError):
            while pid := os.waitpid(-1, os.WNOHANG)[0]:
                self._forget(pid)

    def warm(self, descriptors: list[int], imports: list[str]) -> None:
        with silence():
            for name in imports:
                with contextlib.suppress(Exception):
                    importlib.import_module(name)
            if "matplotlib.pyplot" in sys.modules:
                importlib.import_module("matplotlib_inline.backend_inline")

    def clone(self, descriptors: list[int]) -> None:
        def serve() -> None:
            self._leave()
            self.end = socket.socket(fileno=descriptors[0])
            lockdown.name_process("nbjudge-clone")
            self.serve()

        _fork(serve)

    def run(self, descriptors: list[int], job: str, arguments: dict[str, Any]) -> dict[str, Any]:
        return {"answer": _function(job)(self.state, **arguments)}

    def fork(self, descriptors: list[int], job: str, arguments: dict[str, Any]) -> dict[str, int]:
        function = _function(job)

        def run() -> None:
            self._leave()
            function(self.state, *descriptors, **arguments)

        return {"pid": _fork(run)}

    def fork_into(
        self,
        descriptors: list[int],
        job: str,
        arguments: dict[str, Any],
        given: int,
        locks: int,
        doors: int,
        entry: dict[str, Any],
        limits: dict[str, Any],
    ) -> dict[str, int]:
        function, enters = _function(job), Entry(**entry)
        status, own, rest = descriptors[0], descriptors[1 : 1 + given], descriptors[1 + given :]
        lock, group, namespaces = rest[:locks], rest[locks:][:doors], rest[locks + doors :]
        server = os.getpid()

        def run() -> None:
            self._leave()
            lockdown.die_with_parent(server)
            lockdown.join(namespaces)
            if enters.backend == "bubblewrap":
                lockdown.limit_files(limits["files"])
            elif enters.backend == "userid":
                lockdown.adopt_orphans()  # in a process namespace its first process does
            # Only a process forked after joining is within the process namespace, where its parent
            # has no number.
            waiter = 0 if namespaces else os.getpid()
            inside = os.fork()
            if inside == 0:
                lockdown.die_with_parent(waiter)
                lockdown.name_process("nbjudge-inside")
                for door in group:
                    os.write(door, b"0")  # before it has taken anything
                _close_all_but(own)
                os.setsid()
                lockdown.restrict(Limits(**limits), enters, waiter)
                function(self.state, *own, **arguments)
                os._exit(0)
            lockdown.name_process("nbjudge-waiter")
            for descriptor in (*own, *lock):
                os.close(descriptor)
            _tell_end(inside, status)

        pid = _fork(run)
        if lock:
            self.users[pid] = enters.user, os.dup(lock[0])
        return {"pid": pid}

    def _leave(self) -> None:
        """In a fork: what is the warm process's is not its own."""
        self.end.close()
        for pid in list(self.users):
            self._forget(pid)

    def _forget(self, pid: int) -> None:
        """A fork has ended; where it had a user id, nothing of it runs any more."""
        if pid in self.users:
            os.close(self.users.pop(pid)[1])

    def _end_users(self) -> None:
        """The grader has gone: end what still runs under user ids that it had taken.

        All other forks end with this process.
        """
        for pid, (user, lock) in self.users.items():
            from nbjudge.grading.sandbox.accounts import end_processes, take  # Linux alone has them

            # What it waits for ends with it, or has yet to begin and then sees that it has gone.
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            if take(lock):  # else it was released before, and is another's now
                with contextlib.suppress(HelperError):  # the next grader tries it again
                    end_processes(user)


def _tell_end(inside: int, status: int) -> None:
    """Wait for the end of a process, and write how it came; then for that of all it has left."""
    with contextlib.suppress(ChildProcessError):
        while True:
            child, ended = os.waitpid(-1, 0)
            if child == inside:
                with contextlib.suppress(OSError):
                    os.write(status, str(os.waitstatus_to_exitcode(ended)).encode())
                os.close(status)


def _function(job: str) -> Callable[..., Any]:
    module, _, name = job.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return function


def _close_all_but(kept: Iterable[int]) -> None:
    first = 3
    for descriptor in sorted(kept):
        os.closerange(first, descriptor)
        first = descriptor + 1
    os.closerange(first, _MOST_OPEN)


def threads() -> int:
    """How many threads this process has."""
    return len(os.listdir("/proc/self/task"))  # noqa: PTH208


@contextlib.contextmanager
def silence(to: int | None = None) -> Iterator[None]:
    """Keep what importing and loading write out of the grader's terminal; it goes ``to`` a file."""
    kept = [os.dup(descriptor) for descriptor in (1, 2)]
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        for descriptor in (1, 2):
            os.dup2(null if to is None else to, descriptor)
        yield
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        for descriptor, old in zip((1, 2), kept, strict=True):
            os.dup2(old, descriptor)
            os.close(old)
        os.close(null)


def _fork(run: Callable[[], None]) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # a collection would touch, and so copy, all that is shared with the child
    child = os.fork()
    if child:
        return child
    gc.enable()
    status = 1
    try:
        run()
        status = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(status)


if __name__ == "__main__":
    gc.disable()
    lockdown.load()
    lockdown.name_process("nbjudge-server")
    _Server(socket.socket(fileno=int(sys.argv[1]))).serve()
