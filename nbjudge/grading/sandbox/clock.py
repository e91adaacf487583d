"""How long a cell takes, whatever else the machine has to do.

A limit in plain seconds would hit right work wherever the machine is busy. What counts here is
what a cell does with the machine: time in which it runs, and time in which all of it waits for
something (a sleep, a lock, an answer). Time in which it waits for a core is not its fault, and time
in which it waits for a disk is not up to a limit: a process that has borrowed its memory to a child
looks the same for as long as the child likes.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

__all__ = ["Clock", "activity", "cpu_of", "longest"]

_LOOK = 0.2  # seconds of waiting that count between two looks: a late look tells little
_DISK = 60.0  # seconds of waiting for a disk that do not count

Activity = Literal[
    "runs",  # a thread runs, or waits for a core
    "disk",  # none does, and one waits for a disk
    "waits",  # all wait for something else
]


def activity(processes: Iterable[Path]) -> Activity:
    """What the threads of some processes do together.

    ``processes`` are their folders in /proc; those that have ended wait for nothing.
    """
    found: Activity = "waits"
    for process in processes:
        with contextlib.suppress(OSError, UnicodeError, IndexError):
            for task in (process / "task").iterdir():
                with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                    state = (task / "stat").read_text().rpartition(")")[2].split()[0]
                    if state == "R":
                        return "runs"
                    if state == "D":
                        found = "disk"
    return found


class Clock:
    """The seconds that one cell has taken.

    Parameters
    ----------
    cpu : seconds of CPU time that its processes have used so far.
    beside : id of a process, such as the judge, that may work while the cell's wait for it; time
        in which it runs does not count.
    disk : seconds of waiting for a disk that do not count.
    now : seconds on the clock of `time.monotonic`.
    """

    def __init__(
        self,
        cpu: float,
        beside: int | None = None,
        disk: float = _DISK,
        now: float | None = None,
    ) -> None:
        self.seconds = 0.0
        self._disk = disk
        self.began = self._at = time.monotonic() if now is None else now
        self._cpu = cpu
        self._beside = [] if beside is None else [Path(f"/proc/{beside}")]

    def look(self, cpu: float, doing: Callable[[], Activity], now: float | None = None) -> float:
        """Count what has passed since the last look; returns all seconds so far.

        ``doing`` is a function that says what the cell's processes do.
        """
        now = time.monotonic() if now is None else now
        passed = max(0.0, now - self._at)
        # Several cores at once count as one: else more threads would mean less time.
        taken = min(max(0.0, cpu - self._cpu), passed)
        self._at, self._cpu = now, cpu
        if taken < passed / 2:
            what = doing()
            if what != "runs" and activity(self._beside) == "waits":
                waited = min(passed, _LOOK)
                if what == "disk":
                    self._disk -= waited
                if what == "waits" or self._disk < 0:
                    taken = max(taken, waited)
        self.seconds += taken
        return self.seconds


def cpu_of(pid: int) -> float:
    """Seconds of CPU time that a process has used, with children that have ended; 0 of none."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, values[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def longest(limit: float) -> float:
    """Seconds on the wall that a cell of this limit may take, even if its clock stands still.

    Only a machine with hundreds of programs at work would be slower.
    """
    return 600 + 30 * limit
