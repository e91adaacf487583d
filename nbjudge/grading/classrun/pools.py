"""Worker processes on this machine, where notebooks are run."""

import multiprocessing
import os
import signal
import tempfile
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

__all__ = ["LocalPool"]


class LocalPool:
    """Worker processes on this machine, made anew when one of them is lost."""

    def __init__(self, jobs):
        self.jobs = jobs
        self._pool = None
        self._folder = None  # what its workers write; one that is killed cannot tidy up

    def submit(self, function, *arguments):
        if self._pool is None:
            self._folder = tempfile.TemporaryDirectory(
                prefix="nbjudge-", ignore_cleanup_errors=True
            )
            self._pool = ProcessPoolExecutor(
                self.jobs,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_begin,
                initargs=(os.getpid(), self._folder.name),
            )
        return self._pool.submit(function, *arguments)

    def lost(self, error):
        """Something has failed that is no fault of a notebook."""
        if isinstance(error, BrokenExecutor):
            self.end()  # all of it is broken then; the next task makes a new one

    def end(self, now=True):
        """End all workers; ``now``: whatever they are doing."""
        if self._pool is None:
            return
        for process in multiprocessing.active_children() if now else ():
            process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None
        self._folder.cleanup()


def _begin(grader, folder):
    """In a new worker: Ctrl-C is for the grader to handle, and without it a worker ends."""
    from nbjudge.grading.sandbox import lockdown

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    lockdown.load()
    lockdown.die_with_parent()
    if os.getppid() != grader:  # it has ended meanwhile
        os._exit(1)
