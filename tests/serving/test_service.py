"""What arrives is graded once, told at once, and never lost."""

import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import nbformat
import pytest
from factory import solution, test_cell
from room import ASSIGNMENT, HALF_RIGHT, RIGHT, SECRET, WRONG, Room, wait_for

from nbjudge.course import fill_in
from nbjudge.errors import ConfigurationError, GradingError
from nbjudge.grading.classrun.command import grade

# nbgrader's exchange leaves timestamp.txt to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A course that is being served."""
    room = Room(tmp_path_factory.mktemp("served"), more="c.Serving.inbox = 'inbox'")
    inspected = "import inspect\nassert 'x' in inspect.getsource(double)"
    room.add(
        "beside",
        solution("double", "def double(x):\n    #? return ?\n    return 2 * x"),
        test_cell("test_double", inspected, 2),
        solution("half", "def half(x):\n    #? return ?\n    return x / 2"),
        test_cell("test_half", "assert half(4) == 2", 3),
    )
    with room.running(jobs=1):
        yield room


def told(arrivals):
    return [(one.state, one.number, one.points, one.counts) for one in arrivals]


def test_what_is_submitted_is_marked_and_its_feedback_can_be_fetched(room):
    room.submit("ada", RIGHT)
    room.submit("grace", HALF_RIGHT)
    assert told(room.settled("ada")) == [("done", 1, 5, True)]
    assert told(room.settled("grace")) == [("done", 1, 2, True)]
    assert room.marks("ada") == 5 and room.marks("grace") == 2
    (page,) = room.fetch("grace")
    assert re.search(r"2</span>\s+of 5 points", page)
    assert str(SECRET) not in page
    # `nbjudge grade` would give the same: to it, all is graded, and nothing has changed.
    found = grade(room.course, ASSIGNMENT)
    assert (found.graded, found.unchanged) == (0, 2)


def test_a_second_service_is_refused_in_words(room):
    with pytest.raises(GradingError, match="is served already"), room.service():
        pass


def test_the_best_attempt_stands_in_the_gradebook_and_each_has_its_own_feedback(room):
    room.policy(f"[assignments.{ASSIGNMENT}]\nattempts = 3\ncounts = 'best'\n")
    for answers in (WRONG, RIGHT, HALF_RIGHT, RIGHT):
        room.submit("alan", answers)
        time.sleep(0.01)  # the exchange tells submissions apart by their time
    assert told(room.settled("alan", 4)) == [
        ("done", 1, 0, False),
        ("done", 2, 5, True),
        ("done", 3, 2, False),
        ("refused", None, None, False),
    ]
    assert room.marks("alan") == 5
    pages = room.fetch("alan")
    points = [re.search(r"(\d)</span>\s+of 5 points", page)[1] for page in pages]
    assert points == ["0", "5", "2"]
    assert grade(room.course, ASSIGNMENT).graded == 0  # what counts is what lies there


def test_dates_come_from_the_file_and_a_change_reaches_the_marks(room, capsys):
    now = datetime.now(UTC)
    due = f"due = {now - timedelta(hours=30):%Y-%m-%dT%H:%M:%S}Z"
    room.policy(f"[assignments.{ASSIGNMENT}]\n{due}\nlate_per_day = 0.1\n")
    grade(room.course, ASSIGNMENT)
    assert "policy.toml: mini is due at" in capsys.readouterr().out
    assert _penalties(room) == {"ada": 1.0, "alan": 1.0, "grace": pytest.approx(0.4)}
    extension = "[extensions]\nada = {mini = '2 days'}\n"
    room.policy(f"late_days = 1\n[assignments.mini]\n{due}\nlate_per_day = 0.2\n{extension}")
    assert grade(room.course, ASSIGNMENT).graded == 0
    assert "policy.toml: for ada, mini is due at" in capsys.readouterr().out
    assert _penalties(room) == {"ada": 0, "alan": 1.0, "grace": pytest.approx(0.4)}
    room.policy("")


def _penalties(room):
    with room.course.gradebook() as gradebook:
        return {
            one.student.id: one.late_submission_penalty
            for one in gradebook.find_assignment(ASSIGNMENT).submissions
        }


def test_one_hands_in_for_the_whole_group(room):
    room.policy("[groups]\nmini = [['mary', 'emmy']]\n")
    room.submit("mary", HALF_RIGHT)
    assert told(room.settled("mary")) == [("done", 1, 2, True)]
    assert room.marks("mary") == room.marks("emmy") == 2
    assert (room.root / "feedback" / "emmy" / ASSIGNMENT).is_dir()
    assert grade(room.course, ASSIGNMENT).graded == 0
    room.policy("")


def test_only_as_much_is_told_as_may_be(room):
    soon = datetime.now(UTC) + timedelta(days=1)
    due = f"due = {soon:%Y-%m-%dT%H:%M:%S}Z"
    room.policy(f"[assignments.mini]\n{due}\ntells = 'marks'\n")
    room.submit("sofja", HALF_RIGHT)
    room.settled("sofja")
    (page,) = room.fetch("sofja")
    assert "2</span> of 5 points" in page and "0 of 3" in page
    assert "half(4)" not in page and "def half" not in page
    past = datetime.now(UTC) - timedelta(seconds=1)
    room.policy(f"[assignments.mini]\ndue = {past:%Y-%m-%dT%H:%M:%S}Z\ntells = 'marks'\n")
    room.running_service.look_at_the_clock()
    wait_for(lambda: "Your code" in room.fetch("sofja")[0])
    room.policy("")


def test_an_unknown_assignment_in_the_file_is_said_before_anything_is_served(tmp_path):
    (tmp_path / "served").mkdir()
    room = Room(tmp_path / "served")
    room.policy("[assignments.mimi]\nattempts = 1\n")
    with pytest.raises(ConfigurationError, match="mimi, and there is no such assignment"):
        room.serve()


def test_what_is_no_submission_costs_no_other(room):
    inbound = room.exchange / "c101" / "inbound"
    at = "2026-01-01 10:00:00 UTC+x"
    odd = ["nobody", "a+b", "eve+mini+when", f"eve+none+{at}", f"..+mini+{at}", f"+mini+{at}"]
    for name in odd:
        (inbound / name).mkdir()
        (inbound / name / "timestamp.txt").write_text("2026-01-01 10:00:00 UTC")
        os.utime(inbound / name / "timestamp.txt", (1, 1))
    (inbound / "eve+mini+2026-01-01 11:00:00 UTC+x").symlink_to("/etc")
    room.submit("lise", RIGHT)
    assert told(room.settled("lise")) == [("done", 1, 5, True)]
    assert room.running_service.queue.of_student("eve") == []
    said = "\n".join(room.lines)
    assert "the course has no assignment 'none'" in said and "no name of a student" in said


def test_links_in_the_exchange_lead_nowhere(room):
    links = {"book.txt": room.root / "gradebook.db", "sources": room.root / "source"}
    room.submit("ruth", RIGHT, links)
    room.settled("ruth")
    kept = [path.name for path in (room.root / "submitted" / "ruth" / ASSIGNMENT).iterdir()]
    assert sorted(kept) == ["mini.ipynb", "submission_secret.txt", "timestamp.txt"]


def test_a_time_before_that_of_writing_is_shown_to_a_person(room):
    folder = room.place / "zoe"
    shutil.copytree(room.root / "release" / ASSIGNMENT, folder)
    (folder / "timestamp.txt").write_text("2020-01-01 10:00:00.000000 UTC")
    (folder / "submission_secret.txt").write_text("0" * 128)
    inbound = room.exchange / "c101" / "inbound"
    folder.rename(inbound / "zoe+mini+2020-01-01 10:00:00.000000 UTC+random")
    (one,) = room.settled("zoe")
    assert one.handed_in.year == 2020 and "says that it was handed in at 2020" in one.look[0]


def test_what_is_missing_of_an_attempt_is_shown_to_a_person(room):
    room.policy("[assignments.mini]\ncounts = 'best'\n")
    room.submit("sue", RIGHT)
    (first,) = room.settled("sue")
    shutil.rmtree(room.root / "arrivals" / first.id)
    room.submit("sue", WRONG)
    first, second = room.settled("sue", 2)
    assert first.counts and "attempt 1 should count for sue" in second.look[0]
    room.policy("")


def test_tests_in_the_students_process_wait_for_a_person(room):
    folder = room.root / "inbox" / "dora" / "beside"
    folder.parent.mkdir(parents=True)
    nb = fill_in(room.course.read("release", "beside"), RIGHT)
    (room.root / "inbox" / "..odd" / ASSIGNMENT).mkdir(parents=True)
    folder.mkdir()
    nbformat.write(nb, folder / "beside.ipynb")
    (one,) = room.settled("dora")
    assert (one.source, one.points, one.most) == ("inbox", 3, 5)
    assert any("test_double" in line for line in one.look)
    assert grade(room.course, "beside").graded == 1  # which marks all of it
    assert room.marks("dora", "beside") == 5
    assert len(room.running_service.queue.of_student("dora")) == 1  # nothing new came of it


@pytest.mark.parametrize("number", range(int(os.environ.get("FAULTS", "1"))))
def test_killed_at_any_moment_it_loses_nothing_and_grades_nothing_twice(tmp_path, number):
    room = Room(tmp_path)
    students = [f"k{number}{letter}" for letter in "abc"]
    for student, answers in zip(students, (RIGHT, HALF_RIGHT, WRONG), strict=True):
        room.submit(student, answers)
    command = [sys.executable, "-m", "nbjudge", "serve", "--once", "--jobs=1"]
    chance = random.Random(number)
    for _ in range(1 + number % 3):
        process = subprocess.Popen(
            command, cwd=room.root, stdout=subprocess.DEVNULL, start_new_session=True
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(chance.uniform(2, 7))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    with room.service(jobs=1) as service:
        service.serve(once=True)
        found = {student: told(service.queue.of_student(student)) for student in students}
    for student, points in zip(students, (5, 2, 0), strict=True):
        assert found[student] == [("done", 1, points, True)]
        assert room.marks(student) == points
        assert len(room.fetch(student)) == 1
    assert not list((room.root / "arrivals").glob(".*"))


def test_a_mistake_in_the_rules_changes_nothing_until_it_is_mended(room):
    room.policy("[assignments.mini]\nattempts = 3")
    wait_for(lambda: room.running_service.terms(ASSIGNMENT).attempts == 3)
    room.policy("[assignments.mini]\nattempts = many")
    room.submit("emmy", RIGHT)
    assert told(room.settled("emmy")) == [("done", 1, 5, True)]
    assert room.running_service.terms(ASSIGNMENT).attempts == 3
    assert any("policy.toml" in line and "stays as it was" in line for line in room.lines)
    room.policy("")
    wait_for(lambda: "policy.toml: in order again" in room.lines)


def test_what_arrives_for_a_damaged_source_waits_until_it_is_mended(room):
    path = room.root / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    whole = path.read_text()
    path.write_text(whole[:300])
    room.submit("sonja", RIGHT)
    wait_for(lambda: any(line.startswith(f"{ASSIGNMENT} waits: ") for line in room.lines))
    assert [one.state for one in room.running_service.queue.of_student("sonja")] == ["waiting"]
    path.write_text(whole)
    assert told(room.settled("sonja")) == [("done", 1, 5, True)]


def test_what_fails_after_grading_is_told_and_keeps_nobody_else_waiting(room, monkeypatch):
    def fails(*given):
        raise ValueError("made to fail")

    with monkeypatch.context() as patch:
        patch.setattr(room.running_service.desk, "stand", fails)
        room.submit("olga", RIGHT)
        (one,) = room.settled("olga")
    assert "made to fail" in one.look[-1]
    room.submit("rosa", RIGHT)
    assert told(room.settled("rosa")) == [("done", 1, 5, True)]
