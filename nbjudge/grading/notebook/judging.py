"""The judge, seen from the process that runs a notebook."""

import contextlib
import hashlib
import os
import signal

from nbjudge.errors import HelperError
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
        self._send({}, [wire.fileno()])

    def _send(self, message, descriptors=()):
        try:
            ipc.send(self._control, message, descriptors)
        except OSError:
            self._has_ended()

    def _has_ended(self):
        self._pid = None  # it may be another's soon
        raise HelperError("The judge has ended.")

    def run(self, source, name, timeout, seed, grace, regions):
        """The result of a test cell, or None where the judge does not come to an end.

        Raises `HelperError` where the judge itself has ended.
        """
        self._send(
            {
                "source": source,
                "name": name,
                "timeout": timeout,
                "seed": int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big"),
                "hidden": _hidden_lines(source, regions),
            },
        )
        try:
            result = ipc.receive(self._control, 2 * timeout + grace)[0]
        except TimeoutError:
            return None
        if result is None:
            self._has_ended()
        return result

    def close(self):
        self._control.close()
        if self._pid is not None:
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
