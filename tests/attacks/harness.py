"""Grades all attacks once with the judge, and each with stock nbgrader in a cage of its own.

There are several ways to grade with the judge, see `WAYS`.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from attack import Attack, load_attacks
from conftest import WORKERS, as_user
from container import in_container
from victim import (
    HONEST,
    PS,
    Canaries,
    fingerprint,
    leaks,
    make_course,
    marks,
    submit,
)

ROOT = Path(__file__).resolve().parents[2]
ATTACKS = load_attacks()
INNOCENT = {"aaa", "zzz"}  # graded before and after all attacks
_STALLED = 300  # seconds that one submission may take here; the limits below give it less
_LIMITS = [
    "--Execute.timeout=4",
    "--JudgedExecute.notebook_timeout=25",
    "--JudgedExecute.grace=3",
    "--SandboxProvisioner.memory=800",
    "--SandboxProvisioner.processes=100",
    "--SandboxProvisioner.disk=48",
    "--SandboxProvisioner.file_size=32",
]
_STOCK_CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'nbjudge'\nc.Execute.timeout = 6\n"
_STOCK_TIMEOUT = 60
_GRADING = re.compile(rf"Converting notebook \S*/submitted/([^/]+)/{PS}/|submitted/([^/]+)/{PS}\b")


_SOMEBODY = 12346  # a user who is not root
_USERS = range(58_000, 58_512)  # those of submissions
_USERID = "--SandboxProvisioner.backend=userid"
# How the judge is run: {name: (what goes before the command, options)}. The first is as the tests
# themselves are run; the others are for root.
WAYS = {
    "as it is": lambda: ([], []),
    "ordinary user": lambda: (as_user(_SOMEBODY), []),
    "user id": lambda: (in_container(), [_USERID]),
    "user id without Landlock": lambda: (in_container(landlock=False), [_USERID]),
}
# What a way does not promise to hold, as docs/sandbox.md says.
_NOT_HELD = {"user id without Landlock": {"terminals_without_end"}}
CHOICE = os.environ.get("ATTACKS") or "quick"


def attacks_chosen():
    """Names of the attacks: the quick ones, or ATTACKS=all, or ATTACKS=name,name."""
    if CHOICE == "quick":
        return [name for name, attack in ATTACKS.items() if attack.quick]
    return attacks_named()


def attacks_on_the_sandbox(way):
    """The same for another way to run them: of the quick ones, those on the sandbox."""
    if CHOICE == "quick":
        themes = ("escapes", "limits") if way == "user id" else ("escapes",)
        return [name for name in attacks_chosen() if ATTACKS[name].theme in themes]
    return [name for name in attacks_named() if name not in _NOT_HELD.get(way, ())]


def attacks_named():
    """Names of the attacks that ATTACKS names."""
    names = list(ATTACKS) if CHOICE == "all" else CHOICE.split(",")
    unknown = set(names) - set(ATTACKS)
    if unknown:
        raise ValueError(f"There is no attack of the name {', '.join(sorted(unknown))}.")
    return names


def expected(name):
    return HONEST | (ATTACKS[name].marks if name in ATTACKS else {})


def as_expected(name, own):
    """Whether marks are those of the honest work; for some tests that may be one of several."""
    wanted = expected(name)
    return own.keys() == wanted.keys() and all(
        points in wanted[test] if isinstance(wanted[test], tuple) else points == wanted[test]
        for test, points in own.items()
    )


@dataclass
class Outcome:
    """What came of grading all attacks with the judge."""

    marks: dict = field(default_factory=dict)
    leaks: dict = field(default_factory=dict)
    stopped: dict = field(default_factory=dict)  # student → how the batch came to a halt at it
    memory: dict = field(default_factory=dict)  # student → MiB of the trusted processes, at most
    seconds: dict = field(default_factory=dict)
    changed: list = field(default_factory=list)  # what is not as it was
    left: list = field(default_factory=list)  # processes that are still there
    outputs: dict = field(default_factory=dict)
    innocent: list = field(default_factory=list)  # the marks of the innocent, of each batch
    log: str = ""

    def add(self, other):
        """Add what came of another batch."""
        for name, value in vars(other).items():
            mine = getattr(self, name)
            setattr(self, name, {**mine, **value} if isinstance(mine, dict) else mine + value)


class _Watched:
    """A run of ``nbgrader autograde``, with an eye on what it does."""

    def __init__(self, course, environment, log, outcome, way):
        self.outcome, self.log = outcome, log
        self._namespaces = set()
        self._own = os.readlink("/proc/self/ns/pid")  # noqa: PTH115 (no file)
        before, options = WAYS[way]()
        command = [*before, sys.executable, "-m", "nbgrader", "autograde", PS, *_LIMITS, *options]
        with log.open("w") as file:
            self.process = subprocess.Popen(
                command,
                cwd=course.root,
                env=os.environ | environment | {"TMPDIR": str(log.parent)},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        self.student = self._begun = self._ended = None

    def wait(self):
        """To its end, or until it stalls; returns the student it was at then, or None."""
        stalled = None
        while self.process.poll() is None:
            time.sleep(0.2)
            self._look()
            if self._begun and time.monotonic() - self._begun > _STALLED:
                self._kill()
                stalled = self.student
        self._ended = time.time()
        return stalled

    def _look(self):
        names = [one or two for one, two in _GRADING.findall(self.log.read_text(errors="replace"))]
        now = time.monotonic()
        if names and names[-1] != self.student:
            self.student, self._begun = names[-1], now
        if self.student is None:
            return
        self.outcome.seconds[self.student] = now - self._begun
        memory = 0
        with contextlib.suppress(psutil.Error):
            for process in [psutil.Process(self.process.pid), *self._children()]:
                with contextlib.suppress(psutil.Error, OSError):
                    namespace = os.readlink(f"/proc/{process.pid}/ns/pid")  # noqa: PTH115
                    self._namespaces.add(namespace)
                    if namespace == self._own and process.uids().real not in _USERS:
                        memory += process.memory_full_info().uss / 2**20
        seen = self.outcome.memory
        seen[self.student] = max(seen.get(self.student, 0), memory)

    def _children(self):
        return psutil.Process(self.process.pid).children(recursive=True)

    def _kill(self):
        for process in [*self._children(), psutil.Process(self.process.pid)]:
            with contextlib.suppress(psutil.Error):
                process.kill()
        self.process.wait()

    def left(self):
        """Processes that live on in one of the namespaces, or by a user, that the run had made.

        Numbers of namespaces are used again: what began later, or has another grader above it, is
        another's.
        """
        found, made = [], self._namespaces - {self._own}
        for process in psutil.process_iter(["pid", "name", "create_time"]):
            with contextlib.suppress(OSError, psutil.Error):
                if process.info["create_time"] > self._ended or _has_grader(process):
                    continue
                user = process.uids().real
                if user in _USERS or os.readlink(f"/proc/{process.pid}/ns/pid") in made:  # noqa: PTH115
                    found.append(process)
        # One of another's sandbox that is just ending has nobody above it either.
        _, living = psutil.wait_procs(found, timeout=5)
        return [f"{process.pid} {process.info['name']}" for process in living]


def _has_grader(process):
    with contextlib.suppress(psutil.Error):
        lines = [" ".join(parent.cmdline()) for parent in process.parents()]
        # What lives on after its run is nobody's child; another test's has pytest above it.
        return any("autograde" in x or "nbjudge" in x or "pytest" in x for x in lines)
    return False


def _surroundings(courses, home, packages):
    """What grading must leave alone."""
    found = {"home": fingerprint(home)}
    for course in courses:
        for name in ("source", "release", *(f"submitted/{student}" for student in INNOCENT)):
            found[str(course.root / name)] = fingerprint(course.root / name)
    found["mounts"] = sorted(
        line.split(" ", 4)[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()
    )
    for folder in (*packages, "/tmp", "/dev/shm", "/"):
        found[str(folder)] = sorted(path.name for path in Path(folder).glob("attack_*"))
    for folder in packages:
        found[f"{folder}, all"] = {
            str(path): path.stat().st_mtime_ns
            for path in Path(folder).glob("**/*.p[yt]*")
            if "__pycache__" not in path.parts
        }
    return found


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """The released course, before anybody has handed in."""
    return make_base(tmp_path_factory.mktemp("victim"))


def make_base(folder):
    """A course, released in this folder, and its `Canaries`."""
    canaries = Canaries(folder / "home")
    config = (ROOT / "nbgrader_config.py").read_text()
    return make_course(folder / "course", canaries, config), canaries


@pytest.fixture(scope="session")
def judged(base, tmp_path_factory):
    """The `Outcome` of grading all attacks, in batches side by side."""
    return grade_attacks(base, attacks_chosen(), "as it is", tmp_path_factory.mktemp("judged"))


def grade_attacks(base, names, way, folder):
    """The `Outcome` of grading these attacks, in batches side by side, in one of the `WAYS`."""
    canaries = base[1]
    jobs = 2 if WORKERS == 1 else 1  # the other core has other tests
    batches = [_Batch(base, names[job::jobs], folder / f"batch-{job}", way) for job in range(jobs)]
    packages = [Path(psutil.__file__).parents[1], ROOT / "nbjudge"]
    courses = [batch.course for batch in batches]
    before = _surroundings(courses, canaries.home, packages)
    with ThreadPoolExecutor(len(batches)) as pool:
        list(pool.map(_Batch.grade, batches))
    after = _surroundings(courses, canaries.home, packages)
    outcome = Outcome()
    for batch in batches:
        outcome.add(batch.outcome)
        outcome.left += batch.left()
    outcome.changed += [f"{key}: {_difference(before[key], after[key])}" for key in before
                        if before[key] != after[key]]  # fmt: skip
    if os.environ.get("ATTACK_LOG"):
        Path(os.environ["ATTACK_LOG"]).write_text(outcome.log)
    return outcome


def give(folder):
    """Make the user of the way "ordinary user" the owner of all in a folder."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, _SOMEBODY, _SOMEBODY, follow_symlinks=False)


class _Batch:
    """Some of the attacks in a course of their own, between two innocent submissions."""

    def __init__(self, base, names, folder, way):
        self.names, self.canaries, self.folder, self.way = names, base[1], folder, way
        self.course = _copy(base[0], folder / "course")
        self.outcome = Outcome()
        self._runs = []
        for student in INNOCENT:
            submit(self.course, student, note=self.canaries.text["OTHER"])
        for name in names:
            with warnings.catch_warnings(action="ignore"):  # what is wrong with them is meant
                submit(self.course, name, ATTACKS[name])

    def left(self):
        return [process for run in self._runs for process in run.left()]

    def grade(self):
        course, outcome = self.course, self.outcome
        logs, aside = self.folder / "log", self.folder / "aside"
        logs.mkdir()
        aside.mkdir()
        while True:
            if self.way == "ordinary user":
                give(self.folder)
            run = _Watched(course, self.canaries.environment, logs / "log.txt", outcome, self.way)
            stalled = run.wait()
            self._runs.append(run)
            outcome.log += run.log.read_text(errors="replace")
            run.log.unlink()
            done = (course.root / "autograded" / "zzz" / PS).exists()
            if stalled is None and (done or run.student in (None, "zzz")):
                break
            # One submission has brought the whole batch to a halt: go on without it.
            outcome.stopped[run.student] = "stalled" if stalled else "aborted the batch"
            shutil.move(course.root / "submitted" / run.student, aside / run.student)
            shutil.rmtree(course.root / "autograded" / run.student, ignore_errors=True)
        for name in outcome.stopped:
            shutil.move(aside / name, course.root / "submitted" / name)
        outcome.changed = [f"new in TMPDIR: {path}" for path in logs.iterdir()]
        outcome.marks = marks(course)
        outcome.innocent = [{name: outcome.marks.get(name) for name in INNOCENT}]
        outcome.leaks = {name: leaks(course, name, self.canaries) for name in self.names}
        for name in self.names:
            path = course.root / "autograded" / name / PS / f"{PS}.ipynb"
            outcome.outputs[name] = path.read_text() if path.is_file() else ""


def _difference(before, after):
    if isinstance(before, list):
        return [item for item in [*before, *after] if (item in before) != (item in after)]
    return [key for key in {**before, **after} if before.get(key) != after.get(key)]


def _copy(course, root):
    root.mkdir(parents=True)
    for path in course.root.iterdir():
        copy = shutil.copytree if path.is_dir() else shutil.copy
        copy(path, root / path.name)
    return type(course)(root)


@pytest.fixture(scope="session")
def stock(base, tmp_path_factory):
    """{attack: what it gains on stock nbgrader, or None where it was not tried}."""
    chosen = [name for name in attacks_chosen() if ATTACKS[name].stock]
    folder = tmp_path_factory.mktemp("stock")
    course = _copy(base[0], folder / "course")
    (course.root / "nbgrader_config.py").write_text(_STOCK_CONFIG)
    for student in INNOCENT:
        submit(course, student, note=base[1].text["OTHER"])
    course.run("autograde", PS)  # once, not for each attack
    assert _stock(course, base[1], "no-attack", folder / "no-attack") == ""
    with ThreadPoolExecutor(2) as pool:
        gains = pool.map(lambda name: _stock(course, base[1], name, folder / name), chosen)
        return dict.fromkeys(attacks_chosen()) | dict(zip(chosen, gains, strict=True))


def _stock(course, canaries, name, folder):
    """Grade one attack with stock nbgrader, where it can harm its own copy of the course only."""
    course = _copy(course, folder / "course")
    shutil.copytree(canaries.home, folder / "home")
    with warnings.catch_warnings(action="ignore"):
        submit(course, name, ATTACKS.get(name, Attack(name, "Half-right work.")))
    parts = [course.root / "source", course.root / "submitted", folder / "home"]
    before = [fingerprint(part) for part in parts]
    arguments = ["autograde", PS]
    cage = ["bwrap", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"]
    for needed in (ROOT, sys.prefix):  # they may lie in the folder of temporary files
        cage += ["--ro-bind", str(needed), str(needed)]
    cage += ["--tmpfs", "/dev/shm", "--bind", str(folder), str(folder), "--unshare-pid"]
    cage += ["--unshare-net", "--unshare-ipc", "--die-with-parent", "--new-session"]
    cage += ["--setenv", "HOME", str(folder / "home")]
    cage += ["--setenv", "SECRET", canaries.text["ENVIRONMENT"], "--chdir", str(course.root)]
    try:
        subprocess.run(
            [*cage, sys.executable, "-m", "nbgrader", *arguments],
            timeout=_STOCK_TIMEOUT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        return "does not end"
    try:
        found = marks(course)
    except Exception:  # the database may be anything now
        return "destroys the gradebook"
    leaked = leaks(course, name, canaries)
    path = course.root / "autograded" / name / PS / f"{PS}.ipynb"
    worked = path.is_file() and "ATTACK WORKED" in path.read_text()
    changed = [part.name for part, old in zip(parts, before, strict=True)
               if fingerprint(part) != old]  # fmt: skip
    shutil.rmtree(folder, ignore_errors=True)
    if leaked:
        return f"reads {', '.join(leaked)}"
    if changed:
        return f"changes {', '.join(changed)}"
    if worked:
        return "says that it worked"
    if set(found) - {"aaa", "zzz", name}:
        return "writes the gradebook"
    for student in ("aaa", "zzz"):
        if any(not points for points in found.get(student, {"": 0}).values()):
            return "takes others' marks"
    own = found.get(name, {})
    if any(points is None for points in own.values()) or not own:
        return "gets no mark"
    if not as_expected(name, own):
        return f"gets {sum(own.values()):g} points for work that is worth fewer, or more"
    return ""
