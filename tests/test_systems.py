"""On Windows and macOS, where no sandbox can be, notebooks are written and built all the same."""

import json
import os
import subprocess
import sys
import textwrap

import pytest
from conftest import ROOT

from nbjudge.course import Course

# Python's own modules and functions that Windows, or macOS, does not have.
_LINUX = "sched_getaffinity sched_setaffinity pidfd_open memfd_create setns unshare"
ABSENT = {
    "win32": {
        "modules": "fcntl grp posix pty pwd resource syslog termios tty",
        "os": f"fork geteuid getgid getuid killpg mkfifo chown {_LINUX}",
        "socket": "AF_UNIX SCM_RIGHTS recv_fds send_fds",
        "signal": "SIGKILL SIGALRM setitimer pthread_sigmask SIGCHLD",
    },
    "darwin": {"modules": "", "os": _LINUX, "socket": "", "signal": "pidfd_send_signal"},
}
# All others come first, as they have ways of their own on each system; then ours.
SCRIPT = """
import contextlib, importlib, json, os, shutil, signal, socket, sys, types
import IPython, jinja2, msgspec, nbclient, nbconvert, nbgrader.apps, nbgrader.converters, numpy
import nbconvert.exporters, matplotlib.pyplot, pooch, psutil, rapidfuzz, rich.console, zmq.asyncio
import jupyter_client.asynchronous, jupyter_client.provisioning, sqlalchemy.orm, parso
import asyncio, concurrent.futures.process, ctypes, multiprocessing.context, tempfile, tqdm

absent = json.loads(sys.argv[1])
for name in absent["modules"].split():
    sys.modules[name] = None  # importing it is an ImportError
for module in (os, signal, socket):
    for name in absent[module.__name__].split():
        with contextlib.suppress(AttributeError):
            delattr(module, name)
# From 3.12 on, shutil.which asks Windows where it may look.
shutil._winapi = types.SimpleNamespace(NeedCurrentDirectoryForExePath=lambda command: True)
sys.platform = sys.argv[2]
"""


def run(system, code, folder=ROOT):
    """Run code as on another system; returns what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT + textwrap.dedent(code), json.dumps(ABSENT[system]), system],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.fspath(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(params=ABSENT)
def system(request):
    return request.param


def test_the_students_door_opens(system):
    run(system, "import nbjudge, nbjudge.check, nbjudge.guard, nablabook.data, nablabook.plots")


def test_the_configuration_loads(system):
    told = run(
        system,
        """
        from nbgrader.apps import NbGraderApp
        from nbjudge.application import open_application
        app = open_application(NbGraderApp, ".")
        print(app.config.GenerateFeedback.exporter_class)
        """,
    )
    assert told == "nbjudge.insight.feedback.FeedbackExporter\n"


def test_a_release_is_built(system, tmp_path):
    name = "01-softmax-derivation"
    course = Course(ROOT).copy_to(tmp_path / "course", [name])
    told = run(
        system,
        "from nbjudge.cli import main; sys.exit(main(['build']))",
        course.root,
    )
    assert told.startswith("built ")
    built_there = course.read("release", name)
    course.build(name)
    assert built_there == course.read("release", name)
