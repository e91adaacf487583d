"""``c.Serving`` in nbgrader_config.py: how often students may try, and what they are told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from nbgrader.apps import AutogradeApp
from traitlets import Bool, Enum, Integer, List, TraitError, Unicode, default, validate
from traitlets.config import Configurable

from nbjudge.grading.classrun.policy import COUNTS, TELLS, Rules, duration

__all__ = ["ServeApp", "Serving", "Terms"]


class Serving(Configurable):
    """What `nbjudge serve` keeps to, for every assignment that policy.toml does not say it of."""

    attempts = Integer(
        0, min=0, help="How often a student may hand in an assignment; 0: as often as they like."
    ).tag(config=True)
    pause = Unicode("0 s", help="Between two attempts, such as '10 min'.").tag(config=True)
    counts = Enum(
        COUNTS,
        "last",
        help="Which attempt counts: the last, the best, or the last that came in time.",
    ).tag(config=True)
    tells = Enum(
        TELLS,
        "words",
        help="What students are told on arrival: nothing, their mark, marks for each exercise, or "
        "also the words of the feedback page.",
    ).tag(config=True)
    tells_after = Enum(TELLS, "words", help="The same, once their due date has passed.").tag(
        config=True
    )
    in_process = Bool(
        False,
        help="Whether test cells that can only be run in the student's process are marked on "
        "arrival: whoever may try again and again could read them there. Otherwise they wait for "
        "nbjudge grade.",
    ).tag(config=True)
    inbox = Unicode(
        "", help="Folder with STUDENT/ASSIGNMENT/NOTEBOOK.ipynb to watch; relative to the course."
    ).tag(config=True)
    largest_upload = Integer(20, min=1, help="MB of one notebook sent over HTTP.").tag(config=True)

    instructors = List(
        Unicode(), help="Names on the JupyterHub of those who may see the whole class."
    ).tag(config=True)

    @validate("pause")
    def _is_time(self, proposal: dict[str, Any]) -> str:
        if duration(proposal["value"]) is None:
            raise TraitError(
                f"Serving.pause must be a time such as '90 s', '10 min' or '2 h', not "
                f"{proposal['value']!r}."
            )
        return str(proposal["value"])

    def terms(self, rules: Rules) -> "Terms":
        """What holds for an assignment: policy.toml's rules, and these where it says nothing."""
        pause = duration(self.pause) if rules.pause is None else rules.pause
        return Terms(
            rules,
            self.attempts if rules.attempts is None else rules.attempts,
            pause or timedelta(),
            rules.counts or self.counts,
            rules.tells or self.tells,
            rules.tells_after or self.tells_after,
        )


class ServeApp(AutogradeApp):
    """nbgrader's application for autograding, which knows the options of `Serving` too."""

    @default("classes")
    def _classes_default(self) -> list[type]:
        return [*super()._classes_default(), Serving]


@dataclass(frozen=True)
class Terms:
    """What holds for the attempts at one assignment."""

    rules: Rules
    attempts: int  # 0 for as many as they like
    pause: timedelta
    counts: str
    tells: str
    tells_after: str

    def told(self, student: str, now: datetime) -> str:
        """How much the student may be told now; ``now`` is in UTC, with its zone."""
        due = self.rules.due_for(student)
        return self.tells_after if due is not None and now > due else self.tells
