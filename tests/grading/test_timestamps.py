"""timestamp.txt: time zones are read, or a person is told."""

from datetime import datetime

import pytest
from nbgrader.utils import parse_utc

from nbjudge.grading.restore.timestamps import read_time


@pytest.mark.parametrize(
    "text",
    [
        "2026-07-01 23:30:00.000000 CEST",
        "2026-07-01 23:30:00 +0200",
        "2026-07-01 23:30 +02:00",
        "2026-07-01T23:30:00+02:00",
        "2026-07-01 23:30 Europe/Berlin",
        "2026-07-01 23:30 UTC+2",
        "2026-07-01 11:30 PM MESZ",
        "Wed Jul  1 23:30:00 CEST 2026",
        "2026-07-01 14:30:00 PDT",
        "2026-07-01 21:30:00 UTC",
        "2026-07-01 21:30:00",
    ],
)
def test_a_zone_is_read(text):
    time, note = read_time(text)
    assert (time or parse_utc(text)) == datetime(2026, 7, 1, 21, 30)
    assert note is None


@pytest.mark.parametrize("zone", ["IST", "XYZ", "Mars/Olympus"])
def test_a_zone_that_is_not_known_is_told(zone):
    assert "is not known, and is taken for UTC" in read_time(f"2026-07-01 23:30 {zone}")[1]


@pytest.mark.parametrize("text", ["", "soon", "0001-01-01 00:00 +1400", "2026-07-01 23:30 +9999"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        read_time(text)
