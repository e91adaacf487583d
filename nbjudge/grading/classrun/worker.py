"""A process of its own that runs notebooks for one thread of this one.

It speaks pickle with the process that has started it, as `concurrent.futures` does, and ends with
it. Where it is lost, no other is concerned; and what it runs need not be safe beside other threads.
"""

import contextlib
import os
import pickle
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from typing import Any

from nbjudge.grading.classrun.scratch import Scratch

__all__ = ["Worker", "WorkerLost", "call_in_worker"]

_START = "import sys; sys.path[:] = {path!r}; from {module} import serve; serve({number})"
_own = threading.local()  # the worker of each thread


class WorkerLost(Exception):
    """A worker has ended, or was ended, before it had answered."""


class Worker:
    """Starts the process; `call` may be used by one thread at a time, `end` by any."""

    def __init__(self) -> None:
        self._folder = Scratch()  # what it writes; one that is killed cannot tidy up
        mine, other = socket.socketpair()
        with mine, other:
            code = _START.format(path=sys.path, module=__name__, number=other.fileno())
            self._process = subprocess.Popen(
                [sys.executable, "-c", code],
                pass_fds=[other.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the grader to handle
            )
            self._stream = mine.makefile("rwb")
        self._send(os.getpid(), os.fspath(self._folder.path))

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What a function returns there, or raises; `WorkerLost` where the process has ended."""
        self._send(function, arguments)
        try:
            result, error = pickle.load(self._stream)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as problem:
            code = self._process.wait()
            raise WorkerLost(f"A worker process has ended with exit code {code}.") from problem
        if error is not None:
            raise error
        return result

    def _send(self, *message: Any) -> None:
        with contextlib.suppress(OSError, ValueError):  # it has ended: its answer will be missing
            pickle.dump(message, self._stream)
            self._stream.flush()

    def end(self) -> None:
        """End it now, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._folder.close()

    def close(self) -> None:
        """Free what is left of it, once no thread waits for it any more."""
        self.end()
        with contextlib.suppress(OSError):
            self._stream.close()


def serve(number: int) -> None:
    """In the new process: answer calls until the other side has gone."""
    from nbjudge.grading.sandbox import lockdown

    stream = socket.socket(fileno=number).makefile("rwb")
    with contextlib.suppress(EOFError):
        parent, folder = pickle.load(stream)
        tempfile.tempdir = folder
        lockdown.load()
        lockdown.die_with_parent()  # also with the thread that has started this one
        if os.getppid() != parent:  # it has ended meanwhile
            return
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


def call_in_worker(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a function in a `Worker` that belongs to this thread, and lives on for its next call."""
    worker = getattr(_own, "worker", None)
    if worker is None or not worker.alive:
        worker = _own.worker = Worker()
    try:
        return worker.call(function, *arguments)
    except WorkerLost:
        _own.worker = None
        worker.close()
        raise
