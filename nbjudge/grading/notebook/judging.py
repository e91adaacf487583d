"""The judge, seen from the process that runs a notebook."""

import contextlib
import hashlib
import os
import signal
import tempfile
import time
from pathlib import Path

from nbjudge.errors import HelperError
from nbjudge.grading.judge import jobs
from nbjudge.grading.sandbox import ipc
from nbjudge.grading.sandbox.clock import Activity, Clock, activity, cpu_of, longest

__all__ = ["Judge"]

_INTERVAL = 0.2  # seconds between two looks at a judge
_GRACE = 10  # seconds more for a test than twice what the student's code may take


class Judge:
    """One submission's judge: a process that runs its test cells."""

    taken = 0.0  # seconds of CPU time of its own, for the cell that runs, or ran last

    def __init__(self, base, wire, memory):
        self._place = tempfile.TemporaryDirectory(
            prefix="nbjudge-test-", ignore_cleanup_errors=True
        )
        self._control, other = ipc.pair()
        with other:
            self.pid = jobs.fork_judge(base, other, wire, memory, self._place.name)

    def connect(self, wire):
        """Tell it of a new kernel."""
        self._send({}, [wire.fileno()])

    def _send(self, message, descriptors=()):
        try:
            ipc.send(self._control, message, descriptors)
        except OSError:
            self._has_ended()

    def _has_ended(self):
        self.pid = None  # it may be another's soon
        raise HelperError("The judge has ended.")

    def run(self, source, name, limit, seed, regions, kernel_waits, decided=()):
        """The result of a test cell, or None where the judge does not come to an end.

        Parameters
        ----------
        limit : seconds that the student's code may take; the test itself has twice as many.
        seed : text of which the inputs of hidden tests are made.
        regions : knows nbgrader's delimiters of hidden tests.
        decided : what objects of the source's decide in the cell (`TestClass`); None to find out.
        kernel_waits : function that says whether the student's kernel waits for something.

        Raises `HelperError` where the judge itself has ended.
        """
        self.taken = 0.0
        self._send(
            {
                "source": source,
                "name": name,
                "timeout": longest(limit),  # what takes too long in the kernel is ended there
                "seed": int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"),
                "hidden": _hidden_lines(source, regions),
                "decided": decided,
            },
        )
        began = cpu_of(self.pid)
        clock = Clock(began)
        while True:
            with contextlib.suppress(TimeoutError):
                result = ipc.receive(self._control, _INTERVAL)[0]
                if result is None:
                    self._has_ended()
                self.taken = cpu_of(self.pid) - began
                return result
            cpu = cpu_of(self.pid)
            self.taken = cpu - began
            taken = clock.look(cpu, lambda: self._activity(kernel_waits))
            if taken > 2 * limit + _GRACE or time.monotonic() > clock.began + 2 * longest(limit):
                return None

    def _activity(self, kernel_waits) -> Activity:
        own = activity([Path(f"/proc/{self.pid}")])
        return "waits" if own == "waits" and kernel_waits() else "runs"

    def close(self):
        self._control.close()
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self._place.cleanup()


def _hidden_lines(source, regions):
    """[(first, last)] line numbers of hidden tests; ``regions`` knows nbgrader's delimiters."""
    found, first = [], None
    for number, line in enumerate(source.splitlines(), start=1):
        if regions.begin_test_delimeter in line:
            first = number
        elif regions.end_test_delimeter in line and first is not None:
            found.append((first, number))
            first = None
    return found
