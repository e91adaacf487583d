"""How long a cell takes, whatever else the machine has to do.

A limit in plain seconds would hit right work wherever the machine is busy. What counts here is
what a cell does with the machine: time in which it runs, and time in which all of it waits for
something (a sleep, a lock, an answer). Time in which it waits for a core is not its fault.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

__all__ = ["Clock", "cpu_of", "is_blocked", "longest"]

_LOOK = 0.2  # seconds of waiting that count between two looks: a late look tells little
_RUNNABLE = "RD"  # states of a thread that runs, waits for a core, or waits for a disk


def is_blocked(processes: Iterable[Path]) -> bool:
    """Whether all threads of some processes wait, and none for a core or a disk.

    ``processes`` are their folders in /proc; those that have ended wait for nothing.
    """
    for process in processes:
        with contextlib.suppress(OSError, UnicodeError, IndexError):
            for task in (process / "task").iterdir():
                with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                    state = (task / "stat").read_text().rpartition(")")[2].split()[0]
                    if state in _RUNNABLE:
                        return False
    return True


class Clock:
    """The seconds that one cell has taken.

    Parameters
    ----------
    cpu : seconds of CPU time that its processes have used so far.
    beside : id of a process, such as the judge, that may work while the cell's wait for it; time
        in which it runs does not count.
    now : seconds on the clock of `time.monotonic`.
    """

    def __init__(self, cpu: float, beside: int | None = None, now: float | None = None) -> None:
        self.seconds = 0.0
        self.began = self._at = time.monotonic() if now is None else now
        self._cpu = cpu
        self._beside = [] if beside is None else [Path(f"/proc/{beside}")]

    def look(self, cpu: float, blocked: Callable[[], bool], now: float | None = None) -> float:
        """Count what has passed since the last look; returns all seconds so far.

        ``blocked`` is a function that says whether all of the cell's processes wait.
        """
        now = time.monotonic() if now is None else now
        passed = max(0.0, now - self._at)
        # Several cores at once count as one: else more threads would mean less time.
        taken = min(max(0.0, cpu - self._cpu), passed)
        self._at, self._cpu = now, cpu
        if taken < passed / 2 and blocked() and is_blocked(self._beside):
            taken = max(taken, min(passed, _LOOK))
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
