"""How often a student may try, when, and which attempt counts."""

from datetime import UTC, datetime, timedelta

import pytest
from traitlets import TraitError
from traitlets.config import Config

from nbjudge.grading.classrun.policy import Rules
from nbjudge.serving.attempts import decide, next_try, which_counts
from nbjudge.serving.queue import Arrival
from nbjudge.serving.settings import Serving

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def attempt(number, minutes, points=None, student="ada", state="done", penalty=0.0):
    at = NOON + minutes * MINUTE
    return Arrival(f"{number}", "http", f"{number}", "ps1", student, at, at, state, number,
                   points, 10.0, penalty, begun=at)  # fmt: skip


def terms(rules=None, **settings):
    return Serving(**settings).terms(rules or Rules())


def test_as_often_as_they_like_is_what_holds_where_nothing_is_said():
    earlier = [attempt(n, n) for n in range(1, 40)]
    assert decide(terms(), earlier, NOON).kind == "grade"
    assert next_try(terms(), earlier, NOON) == (None, None)


def test_the_last_attempt_is_refused_in_words():
    earlier = [attempt(1, 0), attempt(2, 1)]
    found = decide(terms(attempts=2), earlier, NOON + 5 * MINUTE)
    assert found.kind == "refuse"
    assert "2 attempts may be handed in for this assignment, and those are used up" in found.words
    assert next_try(terms(attempts=2), earlier, NOON + 5 * MINUTE) == (0, None)


def test_what_could_not_be_graded_uses_up_no_attempt():
    earlier = [attempt(1, 0, state="failed"), attempt(None, 1, state="refused")]
    assert decide(terms(attempts=1), earlier, NOON + MINUTE).kind == "grade"


def test_within_the_pause_an_attempt_waits_and_is_told_how_long():
    found = decide(terms(pause="10 min"), [attempt(1, 0)], NOON + 3 * MINUTE)
    assert (found.kind, found.until) == ("wait", NOON + 10 * MINUTE)
    assert found.words == (
        "Between two tries must be 10 minutes: the next is possible from "
        "2026-12-01 12:10:00 UTC on."
    )
    assert decide(terms(pause="10 min"), [attempt(1, 0)], NOON + 10 * MINUTE).kind == "grade"


def test_the_file_of_the_class_outweighs_the_configuration():
    rules = Rules(attempts=1, pause=timedelta(), counts="best", tells="mark")
    found = terms(rules, attempts=5, pause="1 h")
    assert (found.attempts, found.pause, found.counts) == (1, timedelta(), "best")
    assert (found.tells, found.tells_after) == ("mark", "words")


@pytest.mark.parametrize(
    ("counts", "expected"), [("last", 3), ("best", 1), ("last in time", 2)]
)  # fmt: skip
def test_which_attempt_counts(counts, expected):
    attempts = [attempt(1, 0, 9.0), attempt(2, 20, 4.0), attempt(3, 90, 9.0, penalty=1.0)]
    rules = Rules(due=NOON + 60 * MINUTE)
    assert which_counts(terms(rules, counts=counts), attempts).number == expected


def test_the_first_of_equally_good_attempts_counts_and_one_without_marks_never():
    attempts = [attempt(1, 0, 9.0), attempt(2, 1, 9.0), attempt(3, 2), attempt(None, 3)]
    assert which_counts(terms(counts="best"), attempts).number == 1
    assert which_counts(terms(counts="last"), attempts).number == 2
    assert which_counts(terms(), [attempt(1, 0)]) is None


def test_in_time_goes_by_the_students_own_date():
    late = attempt(2, 90, 5.0, student="grace")
    rules = Rules(due=NOON + 60 * MINUTE, extensions={"grace": NOON + 120 * MINUTE})
    found = terms(rules, counts="last in time")
    assert which_counts(found, [attempt(1, 0, 9.0, student="grace"), late]) == late
    assert found.told("ada", NOON + 90 * MINUTE) == "words"


def test_more_is_told_after_the_students_own_date():
    rules = Rules(due=NOON, extensions={"grace": NOON + 60 * MINUTE})
    found = terms(rules, tells="nothing")
    told = [found.told(name, NOON + 30 * MINUTE) for name in ("ada", "grace")]
    assert told == ["words", "nothing"]


def test_a_pause_that_is_no_time_is_refused_in_words():
    with pytest.raises(TraitError, match="must be a time such as '90 s'"):
        Serving(config=Config({"Serving": {"pause": "soon"}}))
