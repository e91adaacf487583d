"""The watch over one kernel: a thread that looks at what it uses, and stops it at its limits."""

import os
import threading
import time
from pathlib import Path
from typing import Protocol

from nbjudge.grading.sandbox.clock import Clock, longest
from nbjudge.grading.sandbox.place import Limits, Place, Usage

__all__ = ["Watch", "too_much_memory"]

_RUNNING = 2  # processes of a submission that may run at once before they are slowed down
_FLOOD = 1000  # MiB by which messages of a kernel may let this process grow


class Watched(Protocol):
    """What is watched: a provisioner."""

    timed_out: bool

    def stop(self, reason: str) -> None: ...

    def interrupt(self) -> None: ...


def too_much_memory(limit: int) -> str:
    """What is said of a kernel that used more than so many MiB."""
    return f"it used more than {limit} MiB of memory"


def _memory_of_grader() -> float:
    """Resident memory of this process, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class Watch(threading.Thread):
    """Looks at what a kernel uses, a few times a second, and stops it at its limits."""

    interval = 0.1  # seconds

    def __init__(self, watched: Watched, place: Place, limits: Limits) -> None:
        super().__init__(name="nbjudge-watch", daemon=True)
        self._watched, self._place, self._limits = watched, place, limits
        self._cpu = self._cell_start = 0.0  # seconds: now, and when the cell began
        # (its `Clock`, seconds, grace), while one runs
        self._cell: tuple[Clock, float, float | None] | None = None
        self._interrupted = 0.0  # seconds on that clock at the last interrupt
        self._extended = False
        self._lock = threading.RLock()  # an interrupt must not meet the next cell
        self._own_memory = _memory_of_grader()
        self._ended = threading.Event()
        self.start()

    def begin_cell(self, seconds: float, grace: float | None, beside: int | None) -> None:
        with self._lock:
            # As it was at the end of the cell before, or a moment ago.
            self._cell_start = self._cpu
            self._cell = Clock(self._cpu, beside, disk=seconds), seconds, grace
            self._interrupted = 0.0
            self._extended = False

    def extend_cell(self, seconds: float) -> None:
        with self._lock:
            if self._cell is not None and not self._extended:  # once: a reply can be forged
                clock, limit, grace = self._cell
                self._cell = clock, max(limit, clock.seconds + seconds), grace
                self._extended = True

    def end_cell(self) -> float:
        with self._lock:
            clock = self._cell and self._cell[0]
            self._cell = None
            return clock.seconds if clock else 0.0

    def run(self) -> None:
        try:
            while not self._ended.wait(self.interval) and self.look():
                pass
        except Exception as error:  # nothing runs unwatched
            self._watched.stop(f"what it uses could not be seen ({type(error).__name__}: {error})")

    def look(self) -> bool:
        """Stop the kernel where it is beyond its limits; returns whether it goes on."""
        usage = self._place.usage()
        with self._lock:
            reason = usage and (self._too_much(usage) or self._too_long(usage))
        if reason:
            self._watched.stop(reason)
        elif usage and usage.running > _RUNNING:
            self._place.slow_down(usage.running)
        return usage is not None and not reason

    def _too_much(self, usage: Usage) -> str | None:
        limits = self._limits
        self._cpu = usage.cpu
        if usage.memory > limits.memory:
            return too_much_memory(limits.memory)
        if usage.processes > limits.processes + 1:
            return f"it started more than {limits.processes} processes and threads"
        if max(usage.work, usage.temporary) > limits.disk:
            return f"it wrote more than {limits.disk} MiB into files"
        if usage.files > limits.files:
            return f"it made more than {limits.files} files and folders, or too deep ones"
        if usage.hides:
            return "one of its processes lets nobody see what it uses"
        if usage.cpu - self._cell_start > limits.cell_cpu:
            return f"a cell used more than {limits.cell_cpu:g} s of CPU time"
        if usage.cpu > limits.notebook_cpu:
            return f"the notebook used more than {limits.notebook_cpu:g} s of CPU time"
        if _memory_of_grader() > self._own_memory + _FLOOD:
            return "it sent more messages than can be taken"
        return None

    def _too_long(self, usage: Usage) -> str | None:
        """Interrupt a cell at its time limit; the reason to stop the kernel where that is due."""
        if self._cell is None:
            return None
        clock, limit, grace = self._cell
        taken = clock.look(usage.cpu, self._place.activity)
        if time.monotonic() - clock.began > longest(limit):
            return "a cell did not come to an end"
        if taken <= limit:
            return None
        self._watched.timed_out = True
        if taken > limit + (grace or 0):
            return "it ran longer than its time limit and could not be stopped"
        if not self._interrupted or taken > self._interrupted + 1:  # one may be swallowed
            self._interrupted = taken
            self._watched.interrupt()
        return None

    def end(self) -> None:
        self._ended.set()
        self.join()
