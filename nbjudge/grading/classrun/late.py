"""What being late costs: nbgrader's plugin, by the rules of ``policy.toml``."""

import math
from datetime import timedelta
from typing import Any

from nbgrader.plugins import LateSubmissionPlugin

from nbjudge.grading.classrun.policy import Policy, read_policy

__all__ = ["PolicyPenalty", "penalty"]

_DAY = 86400.0


class PolicyPenalty(LateSubmissionPlugin):
    """Takes a share of the score for each day begun, after the student's late days.

    Where ``policy.toml`` says nothing of an assignment, nbgrader's own ``penalty_method`` holds.
    """

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """The points to be taken away; None for none."""
        step: Any = self.parent  # nbgrader's AssignLatePenalties, which knows the assignment
        root = _course_root(step)
        policy = read_policy(root) if root else Policy()
        rules = policy.rules(step.assignment_id)
        if rules.late_per_day is None and rules.closes_after is None:
            found: float | None = super().late_submission_penalty(
                student_id, score, total_seconds_late
            )
            return found
        used = _days_used_before(step.gradebook, policy, step.assignment_id, student_id)
        free = max(0, policy.late_days - used)
        late = max(0.0, total_seconds_late - free * _DAY)
        return penalty(score, late, rules.late_per_day, rules.closes_after)


def penalty(
    score: float, late: float, per_day: float | None, closes_after: timedelta | None
) -> float | None:
    """What ``late`` seconds, late days taken off, cost of a score; None for nothing."""
    if late <= 0:
        return None
    if closes_after is not None and late > closes_after.total_seconds():
        return score
    return score * min(1.0, (per_day or 0.0) * math.ceil(late / _DAY)) or None


def _course_root(step: Any) -> str | None:
    while step is not None:
        course = getattr(step, "coursedir", None)
        if course is not None:
            return str(course.root)
        step = step.parent
    return None


def _days_used_before(gradebook: Any, policy: Policy, assignment: str, student: str) -> int:
    """Late days that the student's work on what was due earlier has used."""
    due = {name: rules.due for name, rules in policy.assignments.items() if rules.due is not None}
    if not policy.late_days or assignment not in due:
        return 0
    earlier = [name for name in due if (due[name], name) < (due[assignment], assignment)]
    left = policy.late_days
    for submission in sorted(
        (one for one in gradebook.student_submissions(student) if one.name in earlier),
        key=lambda one: (due[one.name], one.name),
    ):
        left -= min(left, math.ceil(submission.total_seconds_late / _DAY))
    return policy.late_days - left
