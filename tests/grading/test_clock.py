"""A cell's time counts while it runs or waits, and not while it waits for a core."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from nbjudge.grading.sandbox.clock import Clock, cpu_of, is_blocked

BUSY = "while True: pass"
SLEEP = "import time\ntime.sleep(100)"
THREAD = (
    "import threading, time\nthreading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()"
)


def seconds(steps):
    """What a clock says after [(seconds on the wall, seconds of CPU, whether all wait)]."""
    clock, now, cpu = Clock(5.0, now=100.0), 100.0, 5.0
    for passed, used, blocked in steps:
        now, cpu = now + passed, cpu + used
        clock.look(cpu, lambda blocked=blocked: blocked, now)
    return clock.seconds


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([(0.1, 0.1, False)] * 50, 5.0),
        ([(0.1, 0.003, False)] * 50, 0.15),  # one of 30 programs on a core
        ([(0.1, 0.0, False)] * 50, 0.0),  # it has waited for a core all the time
        ([(0.1, 0.0, True)] * 50, 5.0),  # it sleeps
        ([(0.1, 0.01, True)] * 50, 5.0),  # it sleeps again and again
        ([(0.1, 0.4, False)] * 50, 5.0),  # four threads: the cell has taken five seconds
        ([(30.0, 0.0, True)], 0.2),  # a look that comes late knows little
        ([(0.1, -3.0, False)] * 2, 0.0),  # a process with its time is gone
    ],
)
def test_waiting_for_a_core_is_all_that_does_not_count(steps, expected):
    assert seconds(steps) == pytest.approx(expected)


@pytest.mark.parametrize(("code", "waits"), [(BUSY, False), (SLEEP, True), (THREAD, False)])
def test_a_process_that_sleeps_is_told_from_one_that_runs(code, waits):
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        folder = [Path(f"/proc/{process.pid}")]
        deadline = time.monotonic() + 20
        while is_blocked(folder) is not waits and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        assert is_blocked(folder) is waits
        assert cpu_of(process.pid) > 0 or waits  # ten milliseconds are the smallest that is seen
        process.kill()
    assert is_blocked(folder)
    assert cpu_of(process.pid) == 0
