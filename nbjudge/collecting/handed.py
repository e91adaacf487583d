"""A file that was handed over, and what is to become of it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

__all__ = ["Handed", "Link"]

_BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)


@dataclass
class Handed:
    """A file that was handed over, and what is to become of it."""

    entry: Any  # an `nbjudge.collecting.archive.Entry`, or a `Link`
    student: str = ""
    notebook: str = ""
    account: str = ""  # what the LMS, or the outermost folder, calls the student
    is_sure: bool = True  # whether the account is the student's id or number, not just a name
    is_lms: bool = False
    late: bool = False
    attempt: int = 0  # higher is later, where times are the same
    time: datetime = _BEFORE_ALL  # by which files are told older from newer
    handed_in: datetime | None = None  # the time of submission, where that is known
    reading: Any = None  # a `nbjudge.collecting.which.Look` at what is in it
    verdict: str = "collect"  # "collect", "keep aside", "leave", "unknown"
    why: str = ""
    look: bool = False  # whether a person should look at it although it is taken

    def unknown(self, why: str) -> Self:
        """List it with a reason, in place of taking it."""
        self.verdict, self.why = "unknown", why
        return self

    @property
    def order(self) -> tuple[float, datetime, int, str]:
        """The better and later of a student's files sort last."""
        worth = self.reading.worth if self.reading else 0
        return worth, self.time, self.attempt, self.entry.name


@dataclass(frozen=True)
class Link:
    """A link in a folder, which is never followed."""

    name: str
