"""Worker processes on this machine, where notebooks are run."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from nbjudge.errors import HelperError
from nbjudge.grading.classrun.worker import Nursery, Worker, WorkerLost

__all__ = ["LocalPool"]


class LocalPool:
    """Worker processes on this machine; one that is lost costs no other, and is replaced."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="nbjudge-worker")
        self._nursery = Nursery()
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._lock = threading.Lock()
        self._ended = False

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Call a function in a worker; returns a future, of `WorkerLost` where that has ended."""
        return self._threads.submit(self._call, function, arguments)

    def _call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        worker = self._take(function, arguments)
        try:
            result = worker.call(function, *arguments)
        except WorkerLost:
            with self._lock:
                self._workers.discard(worker)
            worker.close()
            raise
        except BaseException:
            self._idle.append(worker)
            raise
        self._idle.append(worker)
        return result

    def _take(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Worker:
        """A worker that is idle, or a new one, which will be called with these first."""
        with self._lock:
            if self._ended:
                raise WorkerLost("The run has ended.")
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                self._workers.discard(worker)
                worker.close()
        try:
            worker = self._nursery.worker(function, *arguments)
        except HelperError as error:
            raise WorkerLost(f"No worker could be started: {error}") from error
        with self._lock:
            self._workers.add(worker)
            if self._ended:
                worker.end()
        return worker

    def pids(self) -> list[int]:
        """Process ids of the workers."""
        with self._lock:
            return [worker.pid for worker in self._workers]

    def lost(self, error: BaseException) -> None:
        """Something has failed that is no fault of a notebook; the worker is replaced already."""

    def end(self, now: bool = True) -> None:
        """End all workers; ``now``: whatever they are doing."""
        if not now:
            self._threads.shutdown()
        with self._lock:
            self._ended = True
            workers = list(self._workers)
        for worker in workers:
            worker.end()
        self._nursery.close()
        self._threads.shutdown(cancel_futures=True)
        while self._workers:
            self._workers.pop().close()
        self._nursery.close()  # a thread may just have started it
