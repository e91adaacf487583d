"""policy.toml: dates with their zone, extensions, late days, groups; and what is wrong with one."""

from datetime import UTC, datetime, timedelta

import pytest
from factory import make_course

from nbjudge.errors import ConfigurationError
from nbjudge.grading.classrun.late import penalty
from nbjudge.grading.classrun.policy import Policy, duration, read_policy

FULL = """
timezone = "Europe/Berlin"
late_days = 3

[assignments.ps1]
due = 2026-07-01T18:00:00
late_per_day = 0.1
closes_after = "3 days"
attempts = 5
pause = "10 min"
counts = "best"
tells = "mark"

[assignments.ps2]
due = 2026-12-01

[extensions]
ada = { ps1 = "2 days", ps2 = 2026-12-05T12:00:00+00:00 }

[groups]
ps2 = [["ada", "grace"], ["alan"]]
"""


def read(folder, text):
    (folder / "policy.toml").write_text(text)
    return read_policy(folder)


def test_without_the_file_nothing_is_ruled(tmp_path):
    assert read_policy(tmp_path) == Policy()


def test_dates_are_read_in_their_zone(tmp_path):
    policy = read(tmp_path, FULL)
    ps1, ps2 = policy.rules("ps1"), policy.rules("ps2")
    assert ps1.due == datetime(2026, 7, 1, 16, tzinfo=UTC)  # summer time
    assert ps2.due == datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC)  # a day, to its end
    assert ps1.due_for("ada") == ps1.due + timedelta(days=2)
    assert ps2.due_for("ada") == datetime(2026, 12, 5, 12, tzinfo=UTC)
    assert ps1.due_for("grace") == ps1.due
    assert (ps1.attempts, ps1.pause, ps1.counts, ps1.tells) == (
        5,
        timedelta(minutes=10),
        "best",
        "mark",
    )
    assert ps2.group("grace") == ("grace", "ada") and ps2.group("mary") == ("mary",)


def test_a_changed_file_is_read_anew(tmp_path):
    assert read(tmp_path, "late_days = 3").late_days == 3
    assert read(tmp_path, "late_days = 12").late_days == 12


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("late_days = -1", "late_days must be a number of days"),
        ("timezone = 'Mars'", "timezone must be the name of a time zone"),
        ("assignment = 1", "assignment is no setting. There are: assignments,"),
        ("[assignments.ps1]\ndeu = 2026-12-01", "assignments.ps1.deu is no setting"),
        ("[assignments.ps1]\ndue = '1.12.2026'", "assignments.ps1.due must be a date without quo"),
        ("[assignments.ps1]\ndue = 2026-12-01\nlate_per_day = 10", "must be a share of the score"),
        ("[assignments.ps1]\nlate_per_day = 0.1", "has no due date"),
        ("[assignments.ps1]\nattempts = 1.5", "assignments.ps1.attempts must be a number"),
        ("[assignments.ps1]\npause = 'soon'", "pause must be a time such as '90 s'"),
        ("[assignments.ps1]\ncounts = 'first'", "must be one of 'last', 'best', 'last in time'"),
        ("[assignments.ps1]\ntells = 'all'", "must be one of 'nothing', 'mark', 'marks', 'words'"),
        ("[extensions]\nada = {ps1 = '2 days'}", "extensions.ada.ps1 is a time after the due date"),
        ("[groups]\nps1 = ['ada']", "groups.ps1 must be lists of students"),
        ("[groups]\nps1 = [['ada'], ['ada']]", "has ada in it more than once"),
        ("late_days =", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, text, says):
    with pytest.raises(ConfigurationError) as error:
        read(tmp_path, text)
    assert says in str(error.value) and str(tmp_path / "policy.toml") in str(error.value)


def test_an_assignment_that_is_not_there_is_refused(tmp_path):
    policy = read(tmp_path, FULL)
    with pytest.raises(ConfigurationError, match=r"has rules for ps2, .* There are: ps1\."):
        policy.check(["ps1"])


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90 s", 90), ("10min", 600), ("1.5 h", 5400), ("2 days", 172800), ("1 week", 604800)],
)
def test_times_are_read(text, seconds):
    assert duration(text).total_seconds() == seconds


@pytest.mark.parametrize("text", ["", "10", "min", "-1 h", "ten days", None, 5])
def test_what_is_no_time_is_none(text):
    assert duration(text) is None


@pytest.mark.parametrize(
    ("hours", "expected"), [(0, None), (1, 2.0), (24, 2.0), (25, 4.0), (72, 6.0), (73, 20.0)]
)  # fmt: skip
def test_each_day_begun_costs_its_share_until_nothing_counts(hours, expected):
    found = penalty(20.0, hours * 3600.0, 0.1, timedelta(days=3))
    assert found == pytest.approx(expected) if expected is not None else found is None


def test_a_copy_of_the_course_has_no_dates(tmp_path):
    course = make_course(tmp_path / "course", config="c = get_config()", build=False)
    read(tmp_path / "course", "[assignments.mini]\ndue = 2020-01-01\n")
    assert read_policy(course.copy_to(tmp_path / "copy").root) == Policy()
