"""What the marks of a class say about its exercises: classical item analysis, with NumPy."""

from dataclasses import dataclass

import numpy as np

__all__ = ["Item", "Summary", "items", "reliability", "summary"]

_EPSILON = 1e-9


@dataclass(frozen=True)
class Item:
    """One exercise. Numbers that a class does not determine are None."""

    solved: float | None  # share of those with all points
    facility: float | None  # mean share of the points that was earned; 1 is easiest
    discrimination: float | None  # correlation with the marks in all other exercises, −1 to 1


@dataclass(frozen=True)
class Summary:
    """The marks of a class."""

    count: int
    mean: float
    median: float
    deviation: float  # standard deviation, of a sample
    lowest: float
    highest: float


def items(scores, most):
    """[`Item`] of a table of points.

    Parameters
    ----------
    scores : (students, exercises), points.
    most : (exercises,), the points that can be had.
    """
    scores, most = np.asarray(scores, dtype=float), np.asarray(most, dtype=float)
    scores = scores.reshape(-1, len(most))
    rest = scores.sum(axis=1, keepdims=True) - scores
    return [
        Item(
            _mean(scores[:, i] >= most[i] - _EPSILON),
            _mean(scores[:, i] / most[i]) if most[i] > 0 else None,
            _correlation(scores[:, i], rest[:, i]),
        )
        for i in range(len(most))
    ]


def reliability(scores):
    """Cronbach's α of a table (students, exercises), or None where it has none."""
    scores = np.asarray(scores, dtype=float)
    if scores.ndim != 2 or scores.shape[0] < 2 or scores.shape[1] < 2:
        return None
    total = scores.sum(axis=1).var(ddof=1)
    if total < _EPSILON:
        return None
    count = scores.shape[1]
    return float(count / (count - 1) * (1 - scores.var(axis=0, ddof=1).sum() / total))


def summary(marks):
    """`Summary` of a sequence of marks, or None of an empty one."""
    marks = np.asarray(marks, dtype=float)
    if not len(marks):
        return None
    deviation = float(marks.std(ddof=1)) if len(marks) > 1 else 0.0
    numbers = (marks.mean(), np.median(marks), deviation, marks.min(), marks.max())
    return Summary(len(marks), *map(float, numbers))


def _mean(values):
    return float(np.mean(values)) if len(values) else None


def _correlation(one, other):
    if len(one) < 3 or one.std() < _EPSILON or other.std() < _EPSILON:
        return None
    return float(np.corrcoef(one, other)[0, 1])
