"""Dates, late days, groups and attempts of a class: ``policy.toml`` beside nbgrader_config.py.

The file is read anew whenever it has changed. What it says of dates goes into the gradebook, where
nbgrader keeps them: the due date of the assignment, and the extension of each submission.
"""

import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nbgrader.api import Gradebook, MissingEntry

from nbjudge.course import POLICY
from nbjudge.errors import ConfigurationError

__all__ = [
    "COUNTS",
    "TELLS",
    "Policy",
    "Rules",
    "apply_dates",
    "duration",
    "policy_fault",
    "read_policy",
]

COUNTS = ("last", "best", "last in time")  # which attempt counts
TELLS = ("nothing", "mark", "marks", "words")  # how much a student is told, each more than before

_UNITS = {"s": 1, "min": 60, "h": 3600, "day": 86400, "week": 604800}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|min|h|day|week)s?")


@dataclass(frozen=True)
class Rules:
    """What holds for one assignment. Of attempts, None leaves it to ``c.Serving``."""

    due: datetime | None = None  # in UTC, with its zone
    late_per_day: float | None = None  # share of the score that each day begun costs
    closes_after: timedelta | None = None  # so late, nothing counts
    attempts: int | None = None
    pause: timedelta | None = None
    counts: str | None = None
    tells: str | None = None
    tells_after: str | None = None
    extensions: Mapping[str, datetime] = field(default_factory=dict)  # student → due date
    groups: tuple[tuple[str, ...], ...] = ()

    def due_for(self, student: str) -> datetime | None:
        """When this student has to hand in; None where there is no date."""
        return self.extensions.get(student, self.due)

    def group(self, student: str) -> tuple[str, ...]:
        """All for whom this student hands in, this one first."""
        for group in self.groups:
            if student in group:
                return (student, *(one for one in group if one != student))
        return (student,)


@dataclass(frozen=True)
class Policy:
    """What ``policy.toml`` says; an empty one where there is none."""

    assignments: Mapping[str, Rules] = field(default_factory=dict)
    late_days: int = 0  # for each student, in the whole course

    def rules(self, assignment: str) -> Rules:
        """Those for one assignment."""
        return self.assignments.get(assignment, Rules())

    def check(self, known: Iterable[str]) -> None:
        """Raise `ConfigurationError` for an assignment that the course does not have."""
        known = list(known)
        for name in self.assignments:
            if name not in known:
                raise ConfigurationError(
                    f"{POLICY} has rules for {name}, and there is no such assignment. There are: "
                    f"{', '.join(known) or 'none'}."
                )


def read_policy(root: str | os.PathLike[str]) -> Policy:
    """The `Policy` of a course folder; raises `ConfigurationError` that names file and key.

    Where this process has read the file before, a mistake in it changes nothing until it is mended.
    """
    path = Path(root, POLICY)
    try:
        told = path.stat()
    except FileNotFoundError:
        return Policy()
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.") from error
    sign = (told.st_mtime_ns, told.st_size, told.st_ino)
    known = _READ.get(path)
    if known is None or known[0] != sign:
        try:
            _READ[path] = sign, _read(path)
        except ConfigurationError:
            if known is None:
                raise
    return _READ[path][1]


_READ: dict[Path, tuple[tuple[int, ...], Policy]] = {}


def policy_fault(root: str | os.PathLike[str], known: Iterable[str]) -> str:
    """What is wrong with a course's file as it is now; "" for nothing.

    ``known`` are the names of the course's assignments.
    """
    path = Path(root, POLICY)
    try:
        (_read(path) if path.exists() else Policy()).check(known)
    except ConfigurationError as error:
        return str(error)
    return ""


def _read(path: Path) -> Policy:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{path} cannot be read: {error}. Mend it.") from error
    return _Reading(path).policy(found)


def duration(text: object) -> timedelta | None:
    """A time such as "90 s", "10 min", "2 h", "3 days", "1 week"; None for what is none."""
    found = _DURATION.fullmatch(text.strip()) if isinstance(text, str) else None
    return timedelta(seconds=float(found[1]) * _UNITS[found[2]]) if found else None


class _Reading:
    """Turns what TOML gives into a `Policy`, or says what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._zone: Any = UTC

    def _wrong(self, key: str, why: str) -> ConfigurationError:
        return ConfigurationError(f"{self._path}: {key} {why}")

    def _table(self, value: object, key: str, keys: Iterable[str] | None = None) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._wrong(key, "must be a table.")
        allowed = set(value) if keys is None else set(keys)
        if unknown := sorted(set(value) - allowed):
            known = ", ".join(sorted(allowed))
            where = f"{key}.{unknown[0]}" if key else unknown[0]
            raise self._wrong(where, f"is no setting. There are: {known}.")
        return value

    def policy(self, found: dict[str, Any]) -> Policy:
        keys = ("timezone", "late_days", "assignments", "extensions", "groups")
        self._table(found, "", keys)
        try:
            self._zone = ZoneInfo(found.get("timezone", "UTC"))
        except (KeyError, ValueError, TypeError, OSError):
            raise self._wrong(
                "timezone", "must be the name of a time zone, such as 'Europe/Berlin'."
            ) from None
        late_days = found.get("late_days", 0)
        if not isinstance(late_days, int) or isinstance(late_days, bool) or late_days < 0:
            raise self._wrong("late_days", "must be a number of days, 0 or more.")
        rules = {
            name: self._rules(value, f"assignments.{name}")
            for name, value in self._table(found.get("assignments", {}), "assignments").items()
        }
        for name, groups in self._table(found.get("groups", {}), "groups").items():
            made = self._groups(groups, f"groups.{name}")
            rules[name] = replace(rules.get(name, Rules()), groups=made)
        for student, ones in self._table(found.get("extensions", {}), "extensions").items():
            for name, value in self._table(ones, f"extensions.{student}").items():
                rule = rules.get(name, Rules())
                date = self._extension(value, rule.due, f"extensions.{student}.{name}")
                rules[name] = replace(rule, extensions={**rule.extensions, student: date})
        return Policy(rules, late_days)

    def _rules(self, value: object, key: str) -> Rules:
        names = ("due", "late_per_day", "closes_after", "attempts", "pause", "counts", "tells",
                 "tells_after")  # fmt: skip
        found = self._table(value, key, names)
        kinds: dict[str, Callable[[Any, str], Any]] = {
            "due": self._date, "late_per_day": self._share, "closes_after": self._duration,
            "attempts": self._attempts, "pause": self._duration,
            "counts": self._one_of(COUNTS), "tells": self._one_of(TELLS),
            "tells_after": self._one_of(TELLS),
        }  # fmt: skip
        rules = Rules(**{name: kinds[name](one, f"{key}.{name}") for name, one in found.items()})
        if rules.due is None and (rules.late_per_day is not None or rules.closes_after):
            raise self._wrong(key, "says what being late costs, and has no due date.")
        return rules

    def _date(self, value: object, key: str) -> datetime:
        if isinstance(value, datetime):
            made = value if value.tzinfo else value.replace(tzinfo=self._zone)
        elif isinstance(value, date):
            made = datetime.combine(value, time(23, 59, 59), self._zone)
        else:
            raise self._wrong(
                key, "must be a date without quotes: 2026-12-01, 2026-12-01T18:00:00 (in the "
                "file's time zone) or 2026-12-01T18:00:00+01:00."
            )  # fmt: skip
        return made.astimezone(UTC)

    def _extension(self, value: object, due: datetime | None, key: str) -> datetime:
        more = duration(value)
        if more is None:
            if isinstance(value, str):
                raise self._wrong(key, "must be a time such as '2 days', or a date.")
            return self._date(value, key)
        if due is None:
            raise self._wrong(key, "is a time after the due date, and there is none.")
        return due + more

    def _share(self, value: object, key: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self._wrong(key, "must be a share of the score, from 0 to 1: 0.1 for 10 %.")
        return float(value)

    def _attempts(self, value: object, key: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self._wrong(key, "must be a number; 0 for as many as they like.")
        return value

    def _duration(self, value: object, key: str) -> timedelta:
        made = duration(value)
        if made is None:
            raise self._wrong(key, "must be a time such as '90 s', '10 min', '2 h' or '3 days'.")
        return made

    def _one_of(self, names: tuple[str, ...]) -> Callable[[Any, str], str]:
        def read(value: Any, key: str) -> str:
            if value not in names:
                raise self._wrong(key, f"must be one of {', '.join(map(repr, names))}.")
            return str(value)

        return read

    def _groups(self, value: object, key: str) -> tuple[tuple[str, ...], ...]:
        if not isinstance(value, list) or not all(
            isinstance(one, list) and one and all(isinstance(name, str) for name in one)
            for one in value
        ):
            raise self._wrong(key, 'must be lists of students: [["ada", "grace"], ["alan"]].')
        names = [name for one in value for name in one]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise self._wrong(key, f"has {', '.join(twice)} in it more than once.")
        return tuple(tuple(one) for one in value)


def apply_dates(gradebook: Gradebook, assignment: str, rules: Rules) -> list[str]:
    """Put the dates into the gradebook, where they are others; returns what has changed, in words.

    Without a due date in the file, those of the gradebook stay as they are.
    """
    if rules.due is None:
        return []
    try:
        found = gradebook.find_assignment(assignment)
    except MissingEntry:
        return []
    said = []
    due = rules.due.replace(tzinfo=None)
    if found.duedate != due:
        said.append(f"{POLICY}: {assignment} is due at {due:%Y-%m-%d %H:%M:%S} UTC.")
        found.duedate = due
    for submission in found.submissions:
        student = submission.student.id
        extension = extension_of(rules, student)
        if submission.extension != extension:
            until = rules.due_for(student)
            said.append(
                f"{POLICY}: for {student}, {assignment} is due at {until:%Y-%m-%d %H:%M} UTC."
            )
            submission.extension = extension
    if said:
        gradebook.db.commit()
    return said


def extension_of(rules: Rules, student: str) -> timedelta | None:
    """What nbgrader adds to the due date for a student; None where it is everybody's."""
    due = rules.due_for(student)
    return None if due is None or rules.due is None or due == rules.due else due - rules.due
