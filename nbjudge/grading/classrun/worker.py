"""Processes that run notebooks, each for one thread of this one, forked of one that is warm.

They speak pickle with the process that has started them, as `concurrent.futures` does, and end
with it. Where one is lost, no other is concerned; and what it runs need not be safe beside other
threads.
"""

import contextlib
import os
import pickle
import select
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbjudge.errors import HelperError
from nbjudge.grading.classrun.scratch import Scratch
from nbjudge.grading.sandbox import lockdown
from nbjudge.grading.sandbox.forkserver import ForkServer

__all__ = ["Nursery", "Worker", "WorkerLost", "call_in_worker"]

_own = threading.local()  # the worker of each thread
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

_PATIENCE = 0.5  # seconds in which a nursery with nothing to do has ended


class WorkerLost(Exception):
    """A worker has ended, or was ended, before it had answered."""


class Nursery:
    """A process that is forked for each worker, so that it is imported and prepared once for all.

    It runs nothing of a student's: no event loop, no thread, no kernel. Any thread may use it.
    """

    def __init__(self) -> None:
        self._server: ForkServer | None = None
        self._folder: Scratch | None = None
        self._starting = threading.Lock()

    def worker(self, *first: Any) -> "Worker":
        """Another worker; ``first`` are the function and arguments that it will be called with.

        What notebooks like those of the tasks among them have in common is run ahead.
        """
        with self._starting:
            if self._server is None or not self._server.alive:
                self.close()
                self._folder = Scratch()
                # Forking many threads is unsafe.
                environment = dict.fromkeys(_ONE_THREAD, "1") | os.environ
                self._server = ForkServer(environment, os.getcwd())  # noqa: PTH109
                start = {"path": sys.path, "folder": os.fspath(self._folder.path)}
                self._server.run(f"{__name__}:_begin", **start)
            assert self._folder is not None
            handed = self._folder.path / "first"
            handed.write_bytes(pickle.dumps(first))
            self._server.run(f"{__name__}:_run_ahead", file=os.fspath(handed))
            worker = Worker(self._server)
            self._server.run(f"{__name__}:_leave_clones")
            return worker

    def close(self) -> None:
        """End it, and all workers."""
        if self._server is not None:
            self._server.close(_PATIENCE)
        if self._folder is not None:
            self._folder.close()


def _begin(state: dict[str, Any], path: list[str], folder: str) -> None:
    lockdown.name_process("nbjudge-nursery")
    sys.path[:] = path
    tempfile.tempdir = folder
    state["pid"] = os.getpid()


def _run_ahead(state: dict[str, Any], file: str) -> None:
    first = pickle.loads(Path(file).read_bytes())  # and so the function's module is imported
    if (tasks := sys.modules.get("nbjudge.grading.notebook.task")) is not None:
        found = [one for part in first for one in (part if isinstance(part, list) else [part])]
        state["clones"] = tasks.run_ahead([one for one in found if isinstance(one, tasks.Task)])


def _leave_clones(state: dict[str, Any]) -> None:
    """The worker that was forked has them now."""
    if clones := state.pop("clones", None):
        clones.close()


class Worker:
    """A process that runs notebooks; `call` may be used by one thread at a time, `end` by any.

    ``nursery`` is the `ForkServer` of which it is forked. Raises `HelperError` where that is lost.
    """

    def __init__(self, nursery: ForkServer) -> None:
        self._nursery = nursery
        self._folder = Scratch()  # what it writes; one that is killed cannot tidy up
        mine, other = socket.socketpair()
        with mine, other:
            job, folder = f"{__name__}:_become_worker", os.fspath(self._folder.path)
            self.pid = nursery.fork(job, [other.fileno()], folder=folder)
            self._process = os.pidfd_open(self.pid)
            self._stream = mine.makefile("rwb")

    @property
    def alive(self) -> bool:
        return not select.select([self._process], [], [], 0)[0]

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What a function returns there, or raises; `WorkerLost` where the process has ended."""
        self._send(function, arguments)
        try:
            result, error = pickle.load(self._stream)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as problem:
            raise WorkerLost(f"A worker process has ended{self._exit_code()}.") from problem
        if error is not None:
            raise error
        return result

    def _exit_code(self) -> str:
        """With which exit code it has ended, in words; nothing where nobody knows any more."""
        select.select([self._process], [], [])
        with contextlib.suppress(HelperError):
            code = self._nursery.run(f"{__name__}:_reap", pid=self.pid)["code"]
            return "" if code is None else f" with exit code {code}"
        return ""

    def _send(self, *message: Any) -> None:
        with contextlib.suppress(OSError, ValueError):  # it has ended: its answer will be missing
            pickle.dump(message, self._stream)
            self._stream.flush()

    def end(self) -> None:
        """End it now, whatever it is doing."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._process, signal.SIGKILL)
        select.select([self._process], [], [])
        self._folder.close()

    def close(self) -> None:
        """Free what is left of it, once no thread waits for it any more."""
        self.end()
        os.close(self._process)
        with contextlib.suppress(OSError):
            self._stream.close()


def _reap(state: dict[str, Any], pid: int) -> dict[str, Any]:
    try:
        return {"code": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}
    except ChildProcessError:  # another has asked meanwhile
        return {"code": None}


def _become_worker(state: dict[str, Any], number: int, folder: str) -> None:
    """A job of the nursery: answer calls until the other side has gone."""
    lockdown.die_with_parent(state["pid"])
    lockdown.name_process("nbjudge-worker")
    tempfile.tempdir = folder
    if clones := state.pop("clones", None):
        clones.adopt()
    stream = socket.socket(fileno=number).makefile("rwb")
    with contextlib.suppress(EOFError):
        while True:
            function, arguments = pickle.load(stream)
            answer: tuple[Any, Exception | None]
            try:
                answer = function(*arguments), None
            except Exception as error:
                answer = None, error
            stream.write(_pickled(answer))
            stream.flush()


def _pickled(answer: tuple[Any, Exception | None]) -> bytes:
    try:
        data = pickle.dumps(answer)
        pickle.loads(data)  # an error of a class of its own may not come back
    except Exception:
        error = answer[1] or TypeError("the result cannot be sent")
        return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
    return data


_nursery = Nursery()  # of `call_in_worker`


def call_in_worker(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function in a `Worker` that belongs to this thread, and lives on for its next call."""
    worker = getattr(_own, "worker", None)
    if worker is None or not worker.alive:
        worker = _own.worker = _nursery.worker(function, *arguments)
    try:
        return worker.call(function, *arguments)
    except WorkerLost:
        _own.worker = None
        worker.close()
        raise
