"""The judge, seen from the process that runs a notebook."""

import contextlib
import hashlib
import os
import signal

from nbjudge.grading.judge import jobs
from nbjudge.grading.sandbox import ipc

__all__ = ["Judge"]


class Judge:
    """One submission's judge: a process that runs its test cells."""

    def __init__(self, base, wire, memory):
        self._control, other = ipc.pair()
        with other:
            self._pid = jobs.fork_judge(base, other, wire, memory)

    def connect(self, wire):
        """Tell it of a new kernel."""
        ipc.send(self._control, {}, [wire.fileno()])

    def run(self, source, name, timeout, seed, grace, regions):
        """The result of a test cell, or None where the judge does not come to an end."""
        ipc.send(
            self._control,
            {
                "source": source,
                "name": name,
                "timeout": timeout,
                "seed": int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"),
                "hidden": _hidden_lines(source, regions),
            },
        )
        try:
            return ipc.receive(self._control, 2 * timeout + grace)[0]
        except TimeoutError:
            return None

    def close(self):
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)


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
