"""``timestamp.txt`` as people and programs write it, where nbgrader would read another time.

nbgrader takes a zone that it does not know (CEST, +0200, +02:00) for UTC or for seconds, without a
word.
"""

import re
import warnings
from datetime import UTC, timedelta, timezone
from zoneinfo import ZoneInfo

import dateutil.parser
from nbgrader.utils import parse_utc

__all__ = ["LONGEST", "read_time"]

LONGEST = 200  # bytes of a file that may be a time
_PLACE = re.compile(r"\s+\(?([A-Za-z]+(?:/[A-Za-z_+\-0-9]+)+)\)?\s*$")  # Europe/Berlin
# Hours before UTC, of those abbreviations that mean one zone only, or nearly so.
_HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0,
    "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9,
    "AKDT": -8, "HST": -10, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "AWST": 8, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13, "SAST": 2, "BRT": -3, "ART": -3,
}  # fmt: skip


def read_time(text):
    """(time, note) of a line such as "2026-07-01 23:30:00 CEST".

    The time is in UTC, without a zone, where nbgrader would not read just that; otherwise None. The
    note is for a person, or None. Raises ValueError for what is no time.
    """
    if not text:
        raise ValueError("it is empty")
    unknown = []

    def zone(name, offset):
        if name is None and offset is None:
            return None
        if offset is not None and (name is None or name in _HOURS):
            return timezone(timedelta(seconds=offset))
        if name in _HOURS and offset is None:
            return timezone(timedelta(hours=_HOURS[name]))
        unknown.append(name)
        return UTC

    place = _PLACE.search(text)
    plain = re.sub(r"\b(?:UTC|GMT)\s*([+-]\d)", r"\1", text[: place.start()] if place else text)
    try:
        time = dateutil.parser.parse(plain, tzinfos=zone)
        if place:
            time = time.replace(tzinfo=_place(place[1], unknown))
        if time.tzinfo is not None:
            time = time.astimezone(UTC).replace(tzinfo=None)
    except Exception as error:  # dateutil raises half a dozen kinds
        raise ValueError(f"{text[:60]!r}: {type(error).__name__}") from None
    note = None
    if unknown:
        note = (
            f"the time zone {unknown[0]} of {text[:60]!r} is not known, and is taken for UTC. If "
            "that is wrong, write the time in UTC, and grade again."
        )
    return (None if _as_nbgrader_reads(text) == time else time), note


def _place(name, unknown):
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        unknown.append(name)
        return UTC


def _as_nbgrader_reads(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return parse_utc(text)
        except Exception:  # as in read_time
            return None
