"""A cell's time counts while it runs or waits, and not while it waits for a core."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nbjudge.grading.sandbox.clock import Clock, activity, cpu_of

BUSY = "while True: pass"
SLEEP = "import time\ntime.sleep(100)"
THREAD = (
    "import threading, time\nthreading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()"
)


# A parent waits in the kernel, as for a disk, until a child that has its memory goes on.
BORROWED = "import ctypes, time\nif ctypes.CDLL(None).vfork() == 0: time.sleep(100)"


def seconds(steps):
    """What a clock says after [(seconds on the wall, seconds of CPU, what all do)]."""
    clock, now, cpu = Clock(5.0, disk=3.0, now=100.0), 100.0, 5.0
    for passed, used, doing in steps:
        now, cpu = now + passed, cpu + used
        clock.look(cpu, lambda doing=doing: doing, now)
    return clock.seconds


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([(0.1, 0.1, "runs")] * 50, 5.0),
        ([(0.1, 0.003, "runs")] * 50, 0.15),  # one of 30 programs on a core
        ([(0.1, 0.0, "runs")] * 50, 0.0),  # it has waited for a core all the time
        ([(0.1, 0.0, "waits")] * 50, 5.0),  # it sleeps
        ([(0.1, 0.01, "waits")] * 50, 5.0),  # it sleeps again and again
        ([(0.1, 0.4, "runs")] * 50, 5.0),  # four threads: the cell has taken five seconds
        ([(30.0, 0.0, "waits")], 0.2),  # a look that comes late knows little
        ([(0.1, -3.0, "runs")] * 2, 0.0),  # a process with its time is gone
        ([(0.1, 0.0, "disk")] * 29, 0.0),  # it waits for a disk
        ([(0.1, 0.0, "disk")] * 50, 2.0),  # it waits too long for one
        ([(0.1, 0.0, "disk"), (0.1, 0.1, "runs")] * 50, 7.0),  # the same, again and again
    ],
)
def test_waiting_for_a_core_is_all_that_does_not_count(steps, expected):
    assert seconds(steps) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("code", "expected"),
    [(BUSY, "runs"), (SLEEP, "waits"), (THREAD, "runs"), (BORROWED, "disk")],
)
def test_a_process_that_sleeps_is_told_from_one_that_runs(code, expected):
    with subprocess.Popen([sys.executable, "-c", code], start_new_session=True) as process:
        folder = [Path(f"/proc/{process.pid}")]
        deadline = time.monotonic() + 20
        while activity(folder) != expected and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        assert activity(folder) == expected
        # Ten milliseconds are the smallest that is seen.
        assert cpu_of(process.pid) > 0 or expected != "runs"
        os.killpg(process.pid, signal.SIGKILL)
    assert activity(folder) == "waits"
    assert cpu_of(process.pid) == 0
