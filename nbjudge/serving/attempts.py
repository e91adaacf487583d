"""What becomes of an attempt: whether it is graded, when, and which of them counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nbjudge.serving.queue import Arrival
from nbjudge.serving.settings import Terms

__all__ = ["Decision", "decide", "next_try", "span", "which_counts"]


@dataclass(frozen=True)
class Decision:
    """What is to be done with an arrival."""

    kind: str  # "grade", "wait" or "refuse"
    words: str = ""  # for the student
    until: datetime | None = None  # until when it waits


def decide(terms: Terms, earlier: Sequence[Arrival], now: datetime) -> Decision:
    """What to do with what is handed in now, after these attempts of the same student or group."""
    tried = _tried(earlier)
    if terms.attempts and len(tried) >= terms.attempts:
        return Decision(
            "refuse",
            f"This was not marked: {_times(terms.attempts)} may be handed in for this assignment, "
            f"and {'that one is' if terms.attempts == 1 else 'those are'} used up.",
        )
    if tried and terms.pause and (until := _from(tried[-1]) + terms.pause) > now:
        return Decision(
            "wait",
            f"Between two tries must be {span(terms.pause)}: the next is possible from "
            f"{until:%Y-%m-%d %H:%M:%S} UTC on.",
            until,
        )
    return Decision("grade")


def next_try(
    terms: Terms, earlier: Sequence[Arrival], now: datetime
) -> tuple[int | None, datetime | None]:
    """(attempts that are left, None for any number; from when on the next is possible)."""
    tried = _tried(earlier)
    left = max(0, terms.attempts - len(tried)) if terms.attempts else None
    if left == 0 or not tried:
        return left, None
    until = _from(tried[-1]) + terms.pause
    return left, until if terms.pause and until > now else None


def which_counts(terms: Terms, attempts: Sequence[Arrival]) -> Arrival | None:
    """Of the attempts that are graded, the one whose marks stand in the gradebook."""
    graded = [one for one in attempts if one.points is not None and one.state != "failed"]
    if not graded:
        return None
    last = max(graded, key=lambda one: (one.handed_in, one.arrived))
    if terms.counts == "best":
        return max(graded, key=lambda one: (one.mark or 0.0, -(one.number or 0)))
    if terms.counts == "last in time":
        in_time = [one for one in graded if _in_time(terms, one)]
        return max(in_time, key=lambda one: (one.handed_in, one.arrived), default=last)
    return last


def _in_time(terms: Terms, one: Arrival) -> bool:
    due = terms.rules.due_for(one.student)
    return due is None or one.handed_in <= due


def _tried(earlier: Sequence[Arrival]) -> list[Arrival]:
    """Those that used up an attempt; one that could not be graded used none."""
    tried = [one for one in earlier if one.number is not None and one.state != "failed"]
    return sorted(tried, key=lambda one: one.arrived)


def _from(one: Arrival) -> datetime:
    """From when on the pause after an attempt runs."""
    return one.begun or one.arrived


def _times(number: int) -> str:
    return "one attempt" if number == 1 else f"{number} attempts"


def span(pause: timedelta) -> str:
    """A time in words, such as \"10 minutes\"."""
    seconds = round(pause.total_seconds())
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= size and seconds % size == 0:
            number = seconds // size
            return f"{number} {unit}" + ("s" if number > 1 else "")
    return f"{seconds} seconds"
