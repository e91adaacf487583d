"""What the sandbox holds against a student's code, whoever grades: root, or an ordinary user."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from conftest import as_user

SOMEBODY = 12345  # a user who is not root
_CALL = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
answer = [{call}, ctypes.get_errno()]
"""
PROBES = {
    "writable": """
        import os
        answer = []
        for folder, below, _ in os.walk("/"):
            below[:] = [name for name in below if folder != "/" or name != "proc"]
            if os.access(folder, os.W_OK):
                answer.append(folder)
                below.clear()
    """,
    "root": "open('/attack', 'w')",
    "dev": "open('/dev/attack', 'w')",
    "etc": "open('/etc/passwd', 'w')",
    "run": "open('/run/attack', 'w')",
    "home": "open('/home/attack', 'w')",
    "semaphores": _CALL.format(call="libc.semget(0, 32000, 0o1600)"),
    "messages": _CALL.format(call="libc.msgget(0, 0o1600)"),
    "shared memory": _CALL.format(call="libc.shmget(0, 4096, 0o1600)"),
    "memfd_secret": _CALL.format(call="libc.syscall(447, 0)"),
    "remount": _CALL.format(call="libc.mount(None, b'/tmp', None, 32, b'nr_inodes=0')"),
    "files": """
        import errno
        number = 0
        try:
            while number < 5000:
                open(f"/home/student/{number}", "w").close()
                number += 1
        except OSError as error:
            answer = [number, errno.errorcode[error.errno]]
    """,
    "folders": """
        import errno, os
        number = 0
        try:
            while number < 5000:
                os.mkdir(f"/tmp/{number}")
                number += 1
        except OSError as error:
            answer = [number, errno.errorcode[error.errno]]
    """,
    "terminals": """
        import os
        kept = []
        try:
            while len(kept) < 400:
                kept.append(os.openpty())
        except OSError:
            pass
        answer = len(kept)
    """,
    "seen": """
        import os, time
        if os.fork() == 0:
            time.sleep(1000)
        answer = "looked at"
    """,
    "hiding": """
        import ctypes, os, time
        if os.fork() == 0:
            ctypes.CDLL(None).prctl(4, 0)  # not dumpable: root alone may look into it
            time.sleep(1000)
        time.sleep(0.1)
        answer = "looked at"
    """,
    "busy": """
        import os
        for _ in range(40):
            if os.fork() == 0:
                os.setsid()
                while True: pass
        answer = "busy"
        if os.fork() == 0:
            while True: pass
    """,
    "busy in one session": """
        import os
        for _ in range(41):
            if os.fork() == 0:
                while True: pass
        answer = "busy"
    """,
}


@pytest.fixture(scope="module", params=["as it is", "ordinary"])
def answers(request):
    """What became of each probe."""
    if request.param == "ordinary" and os.geteuid() != 0:
        pytest.skip("all tests run as an ordinary user already")
    before = as_user(SOMEBODY) if request.param == "ordinary" else []
    paths = [os.fspath(Path(__file__).parent), *os.environ.get("PYTHONPATH", "").split(":")]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"PYTHONPATH": ":".join(filter(None, paths)), "HOME": folder}
        done = subprocess.run(
            [*before, sys.executable, "-m", "cage"],
            input=json.dumps({name: textwrap.dedent(source) for name, source in PROBES.items()}),
            env=environment,
            cwd="/",
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert done.returncode == 0, done.stderr
    user = SOMEBODY if request.param == "ordinary" else os.geteuid()
    return {"user": user, **json.loads(done.stdout)}


def test_only_the_work_folder_and_temporary_files_can_be_written(answers):
    allowed = {"/tmp", "/home/student", "/dev/shm", "/run/kernel"}
    assert set(answers["writable"]) <= allowed
    for place in ("root", "dev", "etc", "run", "home"):
        assert answers[place].startswith(("OSError", "PermissionError")), place
        assert "Read-only file system" in answers[place] or "denied" in answers[place], place


@pytest.mark.parametrize("kind", ["semaphores", "messages", "shared memory", "memfd_secret"])
def test_memory_of_the_kernel_that_no_limit_counts_is_refused(answers, kind):
    assert answers[kind] == [-1, 1]


def test_limits_of_files_cannot_be_lifted(answers):
    assert answers["remount"] == [-1, 1]


@pytest.mark.parametrize("kind", ["files", "folders"])
def test_files_are_limited_by_number(answers, kind):
    number, error = answers[kind]
    assert 400 < number <= 500 and error == "ENOSPC"


def test_terminals_are_limited_by_number(answers):
    assert 0 < answers["terminals"] <= 64


def test_a_process_that_hides_from_the_watch_is_noticed_and_no_other(answers):
    assert answers["seen"] is False
    if answers["user"] != 0:  # root as a rule sees all
        assert answers["hiding"] is True


def test_many_running_processes_weigh_about_as_much_as_one(answers):
    for kind in ("busy", "busy in one session"):
        running, weight, number = answers[kind]
        assert number > 40 and running > 20
        assert 0.3 < weight < 2, kind
