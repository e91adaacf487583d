"""The sandbox by user id holds where a container allows no namespaces, and refuses elsewhere."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest
from conftest import as_user
from container import in_container
from factory import hand_in, make_course, solution, test_cell
from test_cage import PROBES as OF_BUBBLEWRAP

from nbjudge.grading.sandbox.accounts import Account

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="user ids are given by root")
FIRST = 58_400  # beside those that graders take in other tests at the same time
_CALL = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
answer = [{call}, ctypes.get_errno()]
"""
PROBES = {
    "user": "import os; answer = [*os.getresuid(), *os.getresgid(), os.getgroups()]",
    "capabilities": """
        lines = open("/proc/self/status").read().splitlines()
        answer = {line.split()[0]: line.split()[1] for line in lines if line[:3] in ("Cap", "NoN")}
    """,
    "setuid": """
        import subprocess
        done = subprocess.run(["su", "-c", "id"], stdin=subprocess.DEVNULL, capture_output=True)
        answer = done.returncode
    """,
    "network": "import socket; socket.create_connection(('127.0.0.1', 22), timeout=1)",
    "datagrams": "import socket; socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "datagram pairs": "import socket; socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "connect": "import socket; socket.socket(socket.AF_UNIX).connect('/run/socket')",
    "netlink": "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "pairs": """
        import socket
        a, b = socket.socketpair()
        a.send(b"yes")
        answer = b.recv(3).decode()
    """,
    "work folder": """
        import os
        home = os.path.expanduser("~")
        open(f"{home}/x", "w").write("own")
        answer = [open(f"{home}/x").read(), os.listdir(home), open(f"{home}/given").read()]
    """,
    "temporary files": """
        import tempfile
        with tempfile.NamedTemporaryFile("w+") as file:
            file.write("x")
        answer = "written"
    """,
    "locks": "import multiprocessing; multiprocessing.Lock(); answer = 'made'",
    "course": "open(COURSE + '/hidden.py')",
    "gradebook": "open(COURSE + '/gradebook.db')",
    "parent": "import os; os.listdir(f'/proc/{os.getppid()}/fd')",
    "environment": "import os; open(f'/proc/{os.getppid()}/environ').read()",
    "other users": "import os; os.listdir('/var/lib/nbjudge')",
    "etc": "open('/etc/passwd', 'a')",
    "semaphores": _CALL.format(call="libc.semget(0, 32000, 0o1600)"),
    "shared memory": _CALL.format(call="libc.shmget(0, 4096, 0o1600)"),
    "user namespace": _CALL.format(call="libc.unshare(0x10000000)"),
    "kill all": """
        import os, signal
        if os.fork() == 0:
            os.setsid()
            os.kill(-1, signal.SIGKILL)
            os._exit(0)
        os.wait()
    """,
    "memory of no process": """
        import mmap
        held = []
        with open("/dev/zero", "r+b") as zero:
            for _ in range(60):
                held.append(mmap.mmap(zero.fileno(), 10**8))
        answer = len(held)
    """,
    "seen": OF_BUBBLEWRAP["seen"],
    "hiding": OF_BUBBLEWRAP["hiding"],
    "busy": OF_BUBBLEWRAP["busy"],
    "busy in one session": OF_BUBBLEWRAP["busy in one session"],
    "left": """
        import os, time
        open("/tmp/nbjudge-left", "w")
        os.makedirs("/dev/shm/nbjudge-left/deeper")
        for _ in range(30):
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    while True: time.sleep(0.01)
                os._exit(0)
        answer = "left"
    """,
}
# What Landlock adds.
WITH_LANDLOCK = {
    "passwd": "open('/etc/passwd')",
    "readable by all": "open(COURSE + '/../open/file')",
    "processes": "import os; os.listdir('/proc')",
    "terminals": "import os; os.openpty()",
    "zero": "open('/dev/zero', 'r+b')",
}


def call(before, *arguments, given="", **options):
    paths = [os.fspath(Path(__file__).parent), *os.environ.get("PYTHONPATH", "").split(":")]
    return subprocess.run(
        [*before, sys.executable, *arguments],
        input=given,
        env=os.environ | {"PYTHONPATH": ":".join(filter(None, paths))},
        capture_output=True,
        text=True,
        timeout=400,  # that of a busy machine
        **options,
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course that is closed to others, in a folder that is not, beside one that is open."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        for part in ("course", "open"):
            Path(name, part).mkdir(mode=0o700 if part == "course" else 0o755)
        for path in ("course/hidden.py", "course/gradebook.db", "open/file"):
            Path(name, path).write_text("secret")
        yield Path(name, "course")


@pytest.fixture(scope="module", params=["Landlock", "modes"])
def answers(request, course):
    """What became of each probe, in a container."""
    texts = PROBES | (WITH_LANDLOCK if request.param == "Landlock" else {})
    texts = {name: f"COURSE = {os.fspath(course)!r}\n" + textwrap.dedent(text)
             for name, text in texts.items()}  # fmt: skip
    done = call(
        in_container(landlock=request.param == "Landlock"),
        *("-m", "cage", "userid", os.fspath(course), str(FIRST)),
        given=json.dumps(texts),
        cwd="/",
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_it_runs_as_a_user_of_its_own_without_rights(answers):
    user = answers["user"][0]
    assert user in range(FIRST, FIRST + 20)
    assert answers["user"] == [*[user] * 6, []]
    assert all(int(value, 16) == 0 for name, value in answers["capabilities"].items()
               if name.startswith("Cap"))  # fmt: skip
    assert answers["capabilities"]["NoNewPrivs:"] == "1"
    assert answers["setuid"] != 0


def test_no_socket_leads_outside(answers):
    for name in ("network", "datagrams", "datagram pairs", "netlink"):
        assert "Operation not supported" in answers[name], name
    assert "Operation not supported" in answers["connect"]
    assert answers["pairs"] == "yes"


def test_the_work_folder_and_temporary_files_can_be_used(answers):
    assert answers["work folder"][0] == "own" and answers["work folder"][2] == "of the assignment"
    assert answers["temporary files"] == "written"
    assert answers["locks"] == "made"


def test_course_and_trusted_processes_are_closed(answers):
    for name in ("course", "gradebook", "parent", "environment", "other users", "etc"):
        assert answers[name].startswith("PermissionError"), (name, answers[name])


def test_what_reaches_deep_into_the_kernel_is_refused(answers):
    assert all(answers[name] == [-1, 1] for name in ("semaphores", "shared memory"))
    assert answers["user namespace"] == [-1, 1]


def test_memory_that_no_table_shows_is_limited(answers):
    assert "Permission denied" in answers["memory of no process"] or (
        "Cannot allocate memory" in answers["memory of no process"]
    )


def test_it_can_kill_nobody_else(answers):
    assert answers["kill all"] == "it has ended"


def test_a_process_that_hides_from_the_watch_is_noticed_and_no_other(answers):
    assert answers["seen"] is False and answers["hiding"] is True


def test_many_running_processes_weigh_about_as_much_as_one(answers):
    for kind in ("busy", "busy in one session"):
        running, weight, number = answers[kind]
        assert number > 40 and running > 20
        assert 0.3 < weight < 2, kind


def test_nothing_of_it_is_left(answers):
    assert answers["left"] == "left"
    assert answers["afterwards"] == {"processes": 0, "files": [], "folders": []}


def test_with_landlock_only_what_is_named_can_be_read(answers):
    for name in set(WITH_LANDLOCK) & set(answers):
        assert "Permission denied" in answers[name] or "out of pty" in answers[name], name


def test_two_at_once_have_different_users_and_a_lost_grader_is_cleared_up(tmp_path):
    code = f"""
        import os, subprocess, sys
        from nbjudge.grading.sandbox.accounts import Account
        lost = os.fork()
        if lost == 0:
            account = Account({FIRST + 40}, 4, ["/tmp"])
            child = subprocess.Popen(["sleep", "1000"], user=account.user)
            os.kill(os.getpid(), 9)
        os.waitpid(lost, 0)
        one, two = Account({FIRST + 40}, 4, ["/tmp"]), Account({FIRST + 40}, 4, ["/tmp"])
        print(one.user, two.user, one._is_running())
        try:
            Account({FIRST + 40}, 4, ["/tmp"])
        except Exception as error:
            print(error)
        one.release()
        two.release()
    """
    done = call(in_container(), "-c", textwrap.dedent(code), cwd="/")
    first, words = done.stdout.splitlines()
    assert first == f"{FIRST + 40} {FIRST + 42} False", done.stderr
    assert words.startswith(f"No user id is free from {FIRST + 40} to {FIRST + 43}: each runs")


KILLED = """
import os, socket, time
import cage
from nbjudge.grading.sandbox.place import Limits
from nbjudge.grading.sandbox.provisioner import fork_server
from nbjudge.grading.sandbox.userid import UserIdSandbox

mine, other = socket.socketpair()
lost = os.fork()
if lost == 0:
    mine.close()
    place = UserIdSandbox(Limits(), first_user={first}, users=cage.USERS)
    source = {source!r}
    server, descriptors = {server}, ([other.fileno()], os.pipe()[1])
    server.fork_into(place, "cage:probe", *descriptors, source=source, home=place.home)
    other.close()
    time.sleep(1000)
other.close()
answer = mine.recv(100)
busy = cage.left({first})["processes"]
os.kill(lost, 9)
os.waitpid(lost, 0)
deadline = time.monotonic() + 60
while cage.left({first})["processes"] and time.monotonic() < deadline:
    time.sleep(0.05)
print(answer.decode(), busy, cage.left({first})["processes"])
"""
LEFT = """
import os
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        while True: pass
answer = "left"
"""


@pytest.mark.parametrize("server", ["fork_server()", "fork_server().clone()"])
def test_what_runs_under_a_user_id_ends_with_a_grader_that_is_killed(server):
    code = KILLED.format(first=FIRST + 60, source=LEFT, server=server)
    done = call(in_container(), "-c", code, cwd="/")
    said, busy, left = done.stdout.split()
    assert said == '"left"' and int(busy) >= 3 and left == "0", done.stdout + done.stderr


SEEN = """
import os, socket, time
from nbjudge.grading.sandbox.place import Limits
from nbjudge.grading.sandbox.provisioner import fork_server
from nbjudge.grading.sandbox.userid import UserIdSandbox

mine, other = socket.socketpair()
with UserIdSandbox(Limits(memory=400), first_user={first}, users=20) as place:
    arguments = [other.fileno()], os.pipe()[1]
    fork_server().fork_into(
        place, "cage:probe", *arguments, source={source!r}, home=place.home
    )
    mine.recv(100)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        usage = place.usage()
        with place.seeing():
            buffers = place.buffers()
        found = usage.memory > 280 + buffers, buffers > 100, usage.temporary > 20, usage.hides
        if all(found):
            break
        time.sleep(0.05)
print(found)
"""
USED = """
import ctypes, os, socket, tempfile, time
for kind in range(3):
    if os.fork() == 0:
        if kind == 0:
            kept = bytearray(b"x") * (3 * 10**8)
        if kind == 1:
            kept = [socket.socketpair() for _ in range(400)]
            file = tempfile.TemporaryFile()
            file.write(bytes(3 * 10**7))
        if kind == 2:
            ctypes.CDLL(None).prctl(4, 0)  # root alone may look into it
        time.sleep(1000)
answer = "left"
"""


def test_memory_sockets_and_files_without_a_name_are_seen_in_a_container():
    """Its root lacks what is needed to look into processes of others."""
    code = SEEN.format(first=FIRST + 80, source=USED)
    done = call(in_container(), "-c", code, cwd="/")
    assert done.stdout.strip() == "(True, True, True, True)", done.stdout + done.stderr


def test_who_looks_at_a_user_still_ends_with_the_own_parent():
    code = """
        import os, signal, time
        from nbjudge.grading.sandbox import lockdown
        from nbjudge.grading.sandbox.accounts import Account
        parent = os.fork()
        if parent == 0:
            ready, end = os.pipe()
            child = os.fork()
            if child == 0:
                lockdown.load()
                lockdown.die_with_parent()
                os.closerange(1, 3)
                account = Account(FIRST, 4, [])
                with account.seeing():
                    pass
                os.write(end, b"x")
                time.sleep(1000)
            os.read(ready, 1)
            print(child, flush=True)
            os._exit(0)
        os.waitpid(parent, 0)
    """
    done = call(in_container(), "-c", textwrap.dedent(code).replace("FIRST", str(FIRST + 100)))
    process, deadline = Path("/proc", done.stdout.strip(), "stat"), time.monotonic() + 30
    while process.exists() and process.read_text().split(")")[-1].split()[0] != "Z":
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_nobody_leads_the_removal_of_files_elsewhere(tmp_path, monkeypatch):
    """A user puts a link in the place of a folder, between the look into it and the removal."""
    ours, theirs, one, other = tmp_path / "ours", tmp_path / "theirs", FIRST + 110, FIRST + 112
    for folder in (ours, theirs, theirs / "all"):
        folder.mkdir()
    for path in (ours / "gradebook.db", theirs / "all" / "gradebook.db"):
        path.write_text("")
    os.chown(theirs / "all", other, other)
    (theirs / "all").chmod(0o777)
    os.chown(theirs / "all" / "gradebook.db", one, one)
    run = subprocess.run

    def swap(*arguments, **options):
        if (theirs / "all").is_dir() and not (theirs / "all").is_symlink():
            (theirs / "all").rename(theirs / "moved")
            (theirs / "all").symlink_to(ours)
        return run(*arguments, **options)

    (tmp_path / "place").symlink_to(theirs)  # as root may have it
    account = Account(one, 2, [os.fspath(tmp_path / "place")])
    with monkeypatch.context() as context:
        context.setattr(subprocess, "run", swap)
        account.release()
    assert (ours / "gradebook.db").exists()
    assert not (theirs / "moved" / "gradebook.db").exists()


def why_not(before, backend, **options):
    code = f"from nbjudge.grading.sandbox.backends import why_not; print(why_not({backend!r}))"
    done = call(before, "-c", code, **{"cwd": "/", **options})
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_auto_takes_bubblewrap_where_it_works_and_user_ids_in_a_container():
    code = """
        from nbjudge.grading.sandbox.backends import choose
        print(choose("auto"))
    """
    for before, wanted in (([], "bubblewrap"), (in_container(), "userid")):
        assert call(before, "-c", textwrap.dedent(code)).stdout.strip() == wanted
    assert "c.SandboxProvisioner.backend = 'userid'" in why_not(in_container(), "bubblewrap")


def test_who_is_not_root_is_refused_with_the_remedy():
    assert "the grader needs root" in why_not(as_user(12345), "userid")
    with_filter = [sys.executable, os.fspath(Path(__file__).parents[2] / "container.py")]
    said = why_not([*as_user(12345), *with_filter], "auto")
    assert "making a user namespace failed" in said and "grade as root in a container" in said


def test_a_root_that_lacks_capabilities_is_refused_by_their_names():
    before = ["setpriv", "--bounding-set=-setuid,-kill", "--inh-caps=-all"]
    assert "needs the capabilities CAP_KILL, CAP_SETUID" in why_not(before, "userid")


def test_a_course_that_all_may_read_is_refused_and_graded_once_it_is_closed():
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        course = make_course(
            Path(name, "course"), solution("f", "#? y = ?\ny = 3"), test_cell("t", "assert y == 3")
        )
        course.root.chmod(0o755)
        hand_in(course, ada={"f": "y = 2 + 1"})
        command = [*in_container(landlock=False), "-m", "nbjudge", "grade", "mini"]
        command.insert(-4, sys.executable)
        command.append("--SandboxProvisioner.backend=auto")

        def grade():
            return subprocess.run(
                command, cwd=course.root, env=os.environ | {"HOME": os.fspath(course.root)},
                capture_output=True, text=True, timeout=400,
            )  # fmt: skip

        refused = grade()
        assert refused.returncode == 2
        said = " ".join((refused.stdout + refused.stderr).split())
        assert f"Students' code could read {course.root}, for every user" in said
        assert f"chmod o-rwx {course.root}" in said
        course.root.chmod(0o700)
        done = grade()
        assert done.returncode == 0, done.stdout + done.stderr
        how = course.read("autograded", "mini", "ada").metadata["nbjudge"]
        assert how["backend"] == "userid" and how["sandbox"] and not how["landlock"]
        assert how["limits"] in ("watch", "cgroup")
        assert course.marks("mini") == {"ada": {"t": 1}}
