"""How long all runs of one notebook may take: one student's work delays the others by no more.

A notebook is run again where a process of ours was lost, for tests that the judge cannot run, and
for follow-through marks: hostile work, and work with many wrong exercises, would cost many times
what a notebook may.
"""

__all__ = ["Allowance"]

_RUNS = 2  # so many times what a single run may take


class Allowance:
    """Seconds for all runs of one notebook together, each as the clocks of its cells count them.

    Parameters
    ----------
    seconds : for a single run.
    """

    def __init__(self, seconds: float) -> None:
        self._run, self._left = seconds, _RUNS * seconds

    @property
    def left(self) -> float:
        """Seconds that the next run may take."""
        return max(0.0, min(self._run, self._left))

    @property
    def is_spent(self) -> bool:
        """Whether nothing is to be run any more."""
        return self._left <= 0

    def take(self, seconds: float) -> None:
        """A run has taken so many; its last cell may have taken more than was left."""
        self._left -= seconds

    def beyond(self, seconds: float) -> str:
        """Why a notebook is not run to its end that was given so many seconds."""
        if seconds < self._run:
            return f"all runs of the notebook together took more than {_RUNS * self._run:g} s"
        return f"the notebook took more than {self._run:g} s"
