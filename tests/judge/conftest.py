"""A student's process and a judge, without notebook and sandbox around them."""

import os
import signal
import socket
from types import SimpleNamespace

import pytest

from gradlab.grading.judge import _judge, run_locked
from gradlab.grading.remote import Link, Namespace
from gradlab.grading.servant import Servant
from gradlab.grading.wire import Channel

SETUP = """
import numpy as np
import pytest
from gradlab import check

data = np.arange(6.0).reshape(2, 3)

class Layer:
    pass

def relu(x):
    return np.maximum(x, 0)
"""


class Class:
    """One student's process, and the judge of it."""

    def __init__(self, student, setup=SETUP):
        mine, other = socket.socketpair()
        self._pid = os.fork()
        if self._pid == 0:
            mine.close()
            try:
                namespace = {"__name__": "__main__"}
                exec(setup, namespace)
                exec(student, namespace)
                servant = Servant(other, SimpleNamespace(shell=SimpleNamespace(user_ns=namespace)))
                while True:
                    servant._attend()
            finally:
                os._exit(0)
        other.close()
        self._socket = mine
        namespace = {}
        failed, helpers = run_locked([("setup", setup)], namespace)
        assert not failed
        link = Link(Channel(mine), namespace)
        self.namespace = Namespace(link, namespace)
        run_locked(helpers, self.namespace, link=True)
        self._link = link

    def judge(self, test, timeout=20, seed=0, hidden=()):
        """The result of a test cell."""
        return _judge(self._link, self.namespace, test, "test", timeout, seed, hidden)

    def end(self):
        self._socket.close()
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


@pytest.fixture
def judge():
    """Run a test cell on a student's code; returns (error's name or None, the whole result)."""
    open_ones = []

    def run(student, test, **options):
        open_ones.append(Class(student))
        result = open_ones[-1].judge(test, **options)
        errors = [out for out in result["outputs"] if out["output_type"] == "error"]
        return (errors[0]["ename"] if errors else None), result

    yield run
    for each in open_ones:
        each.end()
