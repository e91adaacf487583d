"""A class graded in parallel: the same marks as nbgrader's, and nothing lost, whatever happens.

FAULTS=20 in the environment repeats each fault so often, at other moments.
"""

import contextlib
import csv
import io
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import nbformat
import psutil
import pytest
from factory import by_hand, make_course, solution, test_cell
from nbformat.v4 import new_markdown_cell
from nbgrader.api import Gradebook

from nbjudge.cli import main
from nbjudge.course import Course, fill_in, grade_id

FAULTS = int(os.environ.get("FAULTS", "1"))
RIGHT = {"f": "import time\ntime.sleep(0.3)\ndef f(x):\n    return x + 1", "g": "y = 3"}
ANSWERS = {
    "ada": RIGHT,
    "alan": RIGHT | {"f": "def f(x):\n    return x"},
    "barbara": RIGHT | {"g": "y = 4"},
    "donald": RIGHT | {"f": "def f(x:"},
    "edsger": RIGHT,
    "emmy": {"f": "raise KeyError", "g": "y = 3"},
}
MARKS = {
    "ada": {"test_f": 1, "test_g": 2, "why": 0},
    "alan": {"test_f": 0, "test_g": 2, "why": 0},
    "barbara": {"test_f": 1, "test_g": 0, "why": 0},
    "donald": {"test_f": 0, "test_g": 2, "why": 0},
    "edsger": {"test_f": 1, "test_g": 2, "why": 0},
    "emmy": {"test_f": 0, "test_g": 2, "why": 0},
}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A small course with an exercise of each kind, and a class that has handed in."""
    course = make_course(
        tmp_path_factory.mktemp("released"),
        solution("f", f"#? import ?\n{RIGHT['f']}"),
        test_cell("test_f", "assert f(1) == 2"),
        solution("g", "#? y = ?\ny = 3"),
        test_cell("test_g", "assert y == 3", points=2),
        by_hand("why", "Why?", 3, new_markdown_cell),
        build=False,
    )
    (course.root / "source" / "mini" / "table.csv").write_text("1,2\n")
    course.build("mini")
    release = course.read("release", "mini")
    for student, answers in ANSWERS.items():
        nb = fill_in(release, answers)
        nb.cells[-1].source = "Because."
        course.submit(student, "mini", nb)
    return course


@pytest.fixture
def course(released, tmp_path):
    shutil.copytree(released.root, tmp_path / "course")
    return Course(tmp_path / "course")


_started = []


@pytest.fixture(autouse=True)
def ended(tmp_path, monkeypatch):
    """All runs are over with the test that has started them, and leave nothing for others."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    yield
    while _started:
        process = _started.pop()
        kill(process)
        process.stdout.close()


def start(course, *options, **more):
    command = [sys.executable, "-m", "nbjudge", "grade", "mini", *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    _started.append(subprocess.Popen(command, cwd=course.root, **pipes, **more))
    return _started[-1]


def run(course, *options, status=0):
    """The same in this process, which saves half of the time; returns what it prints."""
    with io.StringIO() as output, redirect_stdout(output), redirect_stderr(output):
        found = main(["grade", "mini", f"--course={course.root}", *options])
        printed = output.getvalue()
    assert found == status, printed
    return printed


def run_alone(course, *options, status=0):
    process = start(course, *options)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == status, output
    return output


def graded(output):
    """Students whom a run has graded, from what it prints."""
    return [line.split()[1][:-1] for line in output.splitlines() if line.startswith("[")]


def check_all(course, expected=MARKS):
    assert course.marks("mini") == expected
    for student in ANSWERS:
        folder = course.root / "autograded" / student / "mini"
        assert sorted(path.name for path in folder.iterdir()) == ["mini.ipynb", "table.csv"]
        nb = course.read("autograded", "mini", student)
        assert nb.metadata.nbjudge.fingerprint
        assert [c for c in nb.cells if c.cell_type == "code" and c.execution_count is None
                and c.source and not grade_id(c).startswith("test_")] == []  # fmt: skip
    kept = (course.root / "autograded" / ".nbjudge").rglob("*")
    of_the_course = ".tests", ".secret"  # what is known of the source, and of which seeds are made
    left = [p for p in kept if p.is_file() and not p.name.endswith(of_the_course)]
    assert left == []


def processes(pid):
    return psutil.Process(pid).children(recursive=True)


def kill(process):
    """Kill a process and all that it has started, of which some end of themselves meanwhile."""
    for one in [*processes(process.pid), process] if process.poll() is None else []:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    process.wait()


# What it does.


@pytest.mark.quick
def test_are_the_marks_those_of_nbgrader(course, released, tmp_path):
    output = run(course)
    assert sorted(graded(output)) == sorted(ANSWERS)
    check_all(course)
    shutil.copytree(released.root, tmp_path / "other")
    other = Course(tmp_path / "other")
    other.run("autograde", "mini")
    assert other.marks("mini") == course.marks("mini")
    for student in ANSWERS:
        ours, theirs = (c.read("autograded", "mini", student) for c in (course, other))
        assert [c.get("outputs") for c in ours.cells] == [c.get("outputs") for c in theirs.cells]
        assert [c.metadata.get("nbgrader") for c in ours.cells] == [
            c.metadata.get("nbgrader") for c in theirs.cells
        ]
        paths = [c.root / "autograded" / student / "mini" / "mini.ipynb" for c in (course, other)]
        assert len({path.stat().st_mode for path in paths}) == 1


def test_is_only_what_has_changed_graded_again(course):
    run(course)
    before = {s: course.read("autograded", "mini", s) for s in ANSWERS}
    assert "nothing has changed since" in run(course)
    nb = fill_in(course.read("release", "mini"), RIGHT)
    course.submit("alan", "mini", nb)
    assert graded(run(course)) == ["alan"]
    assert course.marks("mini")["alan"]["test_f"] == 1
    assert all(course.read("autograded", "mini", s) == before[s] for s in ANSWERS if s != "alan")
    assert graded(run(course, "--student=ada,ed*", "--force")) in (
        ["ada", "edsger"], ["edsger", "ada"],
    )  # fmt: skip


def test_are_all_graded_again_when_the_tests_have_changed(course):
    run(course)
    path = course.root / "source" / "mini" / "mini.ipynb"
    nb = nbformat.read(path, as_version=4)
    nb.cells[1].source = "assert f(1) >= 1"
    nbformat.write(nb, path)
    course.build("mini")
    assert len(graded(run(course))) == len(ANSWERS)
    assert course.marks("mini")["alan"]["test_f"] == 1


def test_are_marks_given_by_hand_kept(course):
    run(course)
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "nbjudge") as gradebook:
        for name, points in (("why", 2.5), ("test_f", 0.5)):
            grade = gradebook.find_grade(name, "mini", "mini", "alan")
            grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.db.commit()
    run(course, "--force")
    assert course.marks("mini")["alan"] == {"test_f": 0.5, "test_g": 2, "why": 2.5}
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "nbjudge") as gradebook:
        assert gradebook.find_grade("why", "mini", "mini", "alan").needs_manual_grade


def test_can_one_exercise_be_graded_again(course):
    run(course)
    course.submit("alan", "mini", fill_in(course.read("release", "mini"), RIGHT | {"g": "y = 9"}))
    run(course, "--exercise=f")
    assert course.marks("mini")["alan"] == {"test_f": 1, "test_g": 2, "why": 0}
    output = run(course, "--exercise=h", status=2)
    assert "mini has no exercise h. It has: f, g." in output


def test_is_work_that_is_late_penalized_as_by_nbgrader(course, tmp_path):
    (tmp_path / "late.py").write_text(
        textwrap.dedent("""
        from nbgrader.plugins import BasePlugin
        class Late(BasePlugin):
            def late_submission_penalty(self, student, score, seconds):
                return 1.0
        """)
    )
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write("c.AssignLatePenalties.plugin_class = 'late.Late'\n")
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "nbjudge") as gradebook:
        gradebook.update_or_create_assignment("mini", duedate="2026-01-01 00:00:00 UTC")
    time_of = course.root / "submitted" / "ada" / "mini" / "timestamp.txt"
    time_of.write_text("2026-01-02 00:00:00 UTC")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    process = start(course, env=environment)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "nbjudge") as gradebook:
        late = {
            student: gradebook.find_submission("mini", student).notebooks[0].late_submission_penalty
            for student in ("ada", "alan")
        }
    assert late == {"ada": 1.0, "alan": None}


def test_are_the_times_of_all_cells_exported(course):
    run(course, f"--timings={course.root}/times.csv")
    with (course.root / "times.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4 * len(ANSWERS)
    slow = [row for row in rows if (row["student"], row["cell"]) == ("ada", "f")]
    assert slow[0]["kind"] == "student" and 0.3 <= float(slow[0]["seconds"]) < 5


def test_what_it_says_when_it_cannot_begin(course, tmp_path):
    said = run(course, "--student=nobody", status=2)
    assert "Nobody has handed in mini whose name matches nobody" in said
    command = [sys.executable, "-m", "nbjudge", "grade"]
    said = subprocess.run([*command, "other"], cwd=course.root, capture_output=True, text=True)
    assert (
        "does not know the assignment other. Make its release first: nbjudge build" in said.stderr
    )
    said = subprocess.run([*command, "mini"], cwd=tmp_path, capture_output=True, text=True)
    assert "is not a course: it has no nbgrader_config.py" in said.stderr
    assert said.returncode == 2


def test_does_a_broken_submission_leave_the_others_alone(course):
    folder = course.root / "submitted"
    (folder / "ada" / "mini" / "mini.ipynb").write_text("{ no JSON")
    (folder / "alan" / "mini" / "mini.ipynb").unlink()
    output = run(course)
    assert "To be looked at" in output and "is not a readable notebook" in output
    marks = course.marks("mini")
    assert {k: v for k, v in marks.items() if k not in ("ada", "alan")} == {
        k: v for k, v in MARKS.items() if k not in ("ada", "alan")
    }
    assert marks["ada"]["test_f"] == marks["alan"]["test_f"] == 0


# What may happen to it.


@pytest.mark.parametrize("number", range(FAULTS))
def test_is_nothing_lost_when_the_run_is_killed(course, tmp_path, number):
    draw = random.Random(number)
    done = []
    for _ in range(4):
        process = start(course, "--jobs=2")
        time.sleep(draw.uniform(1.5, 6))
        children = processes(process.pid) if process.poll() is None else []
        process.kill()
        output, _ = process.communicate()
        done += graded(output)
        psutil.wait_procs(children, timeout=10)
        assert [child for child in children if child.is_running()] == []
    done += graded(run(course))
    assert len(done) == len(set(done))
    check_all(course)
    assert list((tmp_path / "temporary").iterdir()) == []  # no work of a student is left there


@pytest.mark.parametrize("number", range(FAULTS))
def test_does_ctrl_c_stop_it_soon_and_say_how_to_go_on(course, tmp_path, number):
    process = start(course, "--jobs=2")
    while process.poll() is None and not psutil.Process(process.pid).children():
        time.sleep(0.05)  # it starts
    time.sleep(random.Random(number).uniform(0, 3))
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=15)
    if process.returncode != 0:
        assert process.returncode == 130, output
        assert "the same command" in output
    assert list((tmp_path / "temporary").iterdir()) == []  # no work of a student is left there
    assert sorted(graded(output) + graded(run(course))) == sorted(ANSWERS)
    check_all(course)


@pytest.mark.parametrize("number", range(FAULTS))
@pytest.mark.parametrize("name", ["worker", "nursery"])
def test_is_the_work_of_a_killed_worker_done_again(course, name, number):
    """Also where the process is killed of which the workers were forked, and all end with it."""
    draw = random.Random(f"{name} {number}")
    process = start(course, "--jobs=2")
    killed = False
    while process.poll() is None and not killed:
        found = []
        with contextlib.suppress(psutil.NoSuchProcess):
            found = [one for one in processes(process.pid) if one.name() == f"nbjudge-{name}"]
        if found:
            time.sleep(draw.uniform(0, 3))
            with contextlib.suppress(psutil.NoSuchProcess):
                draw.choice(found).kill()
                killed = True
        time.sleep(0.01)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    assert killed
    check_all(course)


@pytest.mark.parametrize("number", range(FAULTS))
@pytest.mark.parametrize("name", ["server", "clone", "judge", "waiter", "sandbox"])
def test_a_lost_helper_process_costs_nothing(course, name, number):
    """Two of them are killed, at any moment: while it starts, between submissions or during one."""
    draw = random.Random(f"{name} {number}")
    names = {"bwrap"} if name == "sandbox" else {f"nbjudge-{name}"}
    process = start(course, "--jobs=2")
    killed = 0
    while process.poll() is None and killed < 2:
        found = []
        with contextlib.suppress(psutil.NoSuchProcess):
            found = [one for one in processes(process.pid) if one.name() in names]
        if found:
            time.sleep(draw.choice([0, draw.uniform(0, 2)]))
            with contextlib.suppress(psutil.NoSuchProcess):
                draw.choice(found).kill()
                killed += 1
            time.sleep(draw.uniform(0, 2))
        time.sleep(0.01)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    assert killed
    assert sorted(graded(output)) == sorted(ANSWERS), output  # once each: none was tried in vain
    check_all(course)


def test_a_submission_that_changes_during_a_run_is_graded_again(course):
    process = start(course, "--jobs=1")
    printed = process.stdout.readline()  # others are being run or wait by now
    late = next(name for name in reversed(ANSWERS) if name not in graded(printed))
    nb = fill_in(course.read("release", "mini"), {"f": "f = None", "g": "y = 3"})
    course.submit(late, "mini", nb)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, printed + output
    assert course.marks("mini")[late] == {"test_f": 0, "test_g": 2, "why": 0}
    assert {k: v for k, v in course.marks("mini").items() if k != late} == {
        k: v for k, v in MARKS.items() if k != late
    }
    assert "nothing has changed since" in run(course)


def test_a_submission_that_is_removed_during_a_run_costs_no_other(course):
    process = start(course, "--jobs=1")
    printed = process.stdout.readline()
    gone = [name for name in ANSWERS if name not in graded(printed)]
    for name in gone[:2]:
        shutil.rmtree(course.root / "submitted" / name)
    output, _ = process.communicate(timeout=120)
    found = course.marks("mini")
    assert {k: v for k, v in found.items() if k not in gone[:2]} == {
        k: v for k, v in MARKS.items() if k not in gone[:2]
    }
    for name in gone[:2]:  # as it was read, or not at all
        assert found.get(name) in (MARKS[name], None)
        assert name in found or f"{name}: not graded" in output


@pytest.mark.parametrize("number", range(FAULTS))
def test_is_nothing_lost_when_the_gradebook_is_locked(course, number):
    url = f"--CourseDirectory.db_url=sqlite:///{course.root / 'gradebook.db'}?timeout=0.5"
    process = start(course, url)
    time.sleep(random.Random(number).uniform(2, 4))
    with sqlite3.connect(course.root / "gradebook.db", timeout=30) as other:
        other.execute("BEGIN EXCLUSIVE")
        output, _ = process.communicate(timeout=60)
        other.rollback()
    other.close()
    if process.returncode != 0:
        assert re.search("could not be (opened|read|written): database is locked", output)
    kept = list((course.root / "autograded" / ".nbjudge").glob("mini/*.json"))
    assert len(graded(output) + graded(run(course))) == len(ANSWERS)
    assert process.returncode == 0 or kept or not graded(output)
    check_all(course)


def in_mid_run(process, number):
    """Wait until one submission or more has been graded, and a moment; what was printed so far."""
    draw, printed = random.Random(number), ""
    wanted = draw.randint(1, len(ANSWERS) - 2)
    while len(graded(printed)) < wanted:
        line = process.stdout.readline()
        assert line, printed
        printed += line
    time.sleep(draw.uniform(0, 0.5))
    return printed


@pytest.mark.parametrize("number", range(FAULTS))
def test_is_nothing_lost_when_the_gradebook_vanishes(course, number):
    process = start(course, "--jobs=1")
    printed = in_mid_run(process, number)
    path, aside = course.root / "gradebook.db", course.root / "aside.db"
    path.rename(aside)
    output, _ = process.communicate(timeout=60)
    if len(graded(printed + output)) < len(ANSWERS):
        assert process.returncode == 2, output
        assert re.search("could not be (opened|read|written)", output)
    aside.rename(path)
    run(course)
    check_all(course)


@pytest.mark.parametrize("number", range(FAULTS))
def test_is_nothing_lost_when_the_disk_is_full(released, tmp_path, number):
    """On a disk of six megabytes in a mount namespace of its own, full at once or while it runs."""
    fill = f"dd if=/dev/zero of={tmp_path}/full bs=1k count=100000 2> /dev/null || true"
    seconds = random.Random(number).uniform(1, 6) if number else 0
    script = textwrap.dedent(f"""
        set -e
        mount -t tmpfs -o size=6m disk {tmp_path}
        cp -r {released.root} {tmp_path}/course
        cd {tmp_path}/course
        {sys.executable} -m nbjudge grade mini --student=ada
        if [ {number} = 0 ]; then {fill}; fi
        {sys.executable} -m nbjudge grade mini & grading=$!
        sleep {seconds}
        {fill}
        if wait $grading; then echo; echo WHOLE; fi
        rm {tmp_path}/full
        {sys.executable} -m nbjudge grade mini
        {sys.executable} -c 'from nbjudge.course import Course; import json;
        print("MARKS", json.dumps(Course(".").marks("mini")))'
        find autograded/.nbjudge -type f ! -name '*.tests' ! -name '*.secret'
    """)
    unshare = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    done = subprocess.run([*unshare, "sh", "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    went_on = "the same command goes on with the others" in done.stderr
    assert went_on if number == 0 else went_on or "WHOLE" in done.stdout, done.stdout + done.stderr
    found = next(line for line in done.stdout.splitlines() if line.startswith("MARKS"))
    assert json.loads(found.removeprefix("MARKS")) == MARKS
    assert done.stdout.splitlines()[-1] == found


# On a cluster.


@pytest.fixture
def cluster(tmp_path):
    """Starts a Dask scheduler, and workers that know neither course nor gradebook."""
    started = []

    def start_one(*arguments):
        folder = tmp_path / f"dask{len(started)}"
        folder.mkdir()
        log = (folder / "log").open("w")
        process = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
            cwd=folder, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        log.close()
        started.append(process)
        return process

    yield start_one
    for process in started:
        kill(process)


def scheduler(cluster, port):
    process = cluster("dask_scheduler", f"--port={port}", "--host=127.0.0.1", "--no-dashboard")
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if any(c.laddr.port == port and c.status == "LISTEN"
               for c in psutil.Process(process.pid).net_connections()):  # fmt: skip
            return process
        time.sleep(0.1)
    raise AssertionError("the scheduler has not started")


def worker(cluster, port, threads=1):
    options = [f"--nthreads={threads}", "--no-dashboard", "--nworkers=1"]
    return cluster("dask_worker", f"tcp://127.0.0.1:{port}", *options)


def free_port():
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.mark.parametrize("number", range(FAULTS))
def test_are_the_marks_of_a_cluster_the_same(course, cluster, number):
    port = free_port()
    scheduler(cluster, port)
    first, _ = worker(cluster, port), worker(cluster, port)
    process = start(course, f"--scheduler=tcp://127.0.0.1:{port}")
    in_mid_run(process, number)  # one is lost with all that it has begun
    kill(first)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    check_all(course)


def test_a_worker_of_a_cluster_may_have_several_threads(course, cluster):
    port = free_port()
    scheduler(cluster, port)
    worker(cluster, port, threads=3)
    output = run_alone(course, f"--scheduler=tcp://127.0.0.1:{port}")
    assert sorted(graded(output)) == sorted(ANSWERS), output  # once each: none was tried again
    check_all(course)


@pytest.mark.parametrize("number", range(FAULTS))
def test_is_nothing_lost_when_the_scheduler_is_killed(course, cluster, number):
    port = free_port()
    address = f"--scheduler=tcp://127.0.0.1:{port}"
    first = scheduler(cluster, port)
    worker(cluster, port)
    process = start(course, address)
    printed = in_mid_run(process, number)
    first.kill()
    output, _ = process.communicate(timeout=120)
    if len(graded(printed + output)) < len(ANSWERS):
        assert process.returncode == 2, output
        assert f"The Dask scheduler at tcp://127.0.0.1:{port} is gone" in output
    assert "No Dask scheduler answers at" in run_alone(course, address, status=2)
    again = free_port()
    scheduler(cluster, again)
    worker(cluster, again)
    run_alone(course, f"--scheduler=tcp://127.0.0.1:{again}")
    check_all(course)


# With PostgreSQL.


@pytest.fixture(scope="module")
def postgres(tmp_path_factory):
    """The URL of a real PostgreSQL server of our own; it refuses to run as root."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs and shutil.which("initdb") is None:
        pytest.skip("PostgreSQL is not installed; .ci/run installs it")
    bin_folder = programs[-1] if programs else Path(shutil.which("initdb")).parent
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # its socket's path must be short
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    else:
        user = []
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    data, port = folder / "data", free_port()
    subprocess.run(
        [*user, bin_folder / "initdb", "-D", data, "-U", "grader", "--auth=trust"], **quiet
    )
    options = f"-p {port} -k {folder} -h 127.0.0.1"
    control = [*user, bin_folder / "pg_ctl", "-D", data, "-w"]
    subprocess.run([*control, "-o", options, "-l", folder / "log", "start"], **quiet)
    subprocess.run(
        [bin_folder / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "grader", "marks"],
        **quiet,
    )
    yield f"postgresql+psycopg2://grader@127.0.0.1:{port}/marks"
    subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
    shutil.rmtree(folder)


def test_is_postgresql_a_gradebook_as_well(course, postgres):
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write(f"c.CourseDirectory.db_url = {postgres!r}\n")
    (course.root / "gradebook.db").unlink()
    course.build("mini")
    process = start(course)
    for line in process.stdout:
        if line.startswith("["):
            process.kill()
            break
    process.communicate()
    output = run(course)
    assert 0 < len(graded(output)) < len(ANSWERS)
    with Gradebook(postgres, "nbjudge") as gradebook:
        found = {
            submission.student.id: {
                grade.name: grade.score for grade in submission.notebooks[0].grades
            }
            for submission in gradebook.assignment_submissions("mini")
        }
    assert found == MARKS
    assert not (course.root / "gradebook.db").exists()
    assert "nothing has changed since" in run(course)
