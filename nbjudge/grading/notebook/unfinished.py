"""Which cells of a student's did not come to their end, for the tests that use what they define."""

import re

from nbjudge.grading.notebook.verdict import Unfinished, beginning, own_error
from nbjudge.names import names_begun, names_defined, names_used

__all__ = ["UnfinishedCells"]

_NOT_DEFINED = re.compile(r"NameError: name '(\w+)' is not defined")


class UnfinishedCells:
    """Those of one run of a notebook."""

    def __init__(self):
        self._unmade = {}  # name → the `Unfinished` cell that would have defined it

    def note(self, cell, limit=""):
        """A cell was run; ``limit`` names the one at which it was stopped."""
        error, why = own_error(cell), None
        if limit:
            why = Unfinished(beginning(cell), limit=limit)
        elif error is not None:
            missing = _NOT_DEFINED.match(error)
            why = self._unmade.get(missing and missing[1])  # the cause, not what came of it
            why = why or Unfinished(beginning(cell), " ".join(error.split()))
        names = names_defined(cell.source)
        if why is not None and not names:  # Python could not read it, so it did not run at all
            names = names_begun(cell.source)
        for name in names:
            self._unmade.pop(name, None)
            if why is not None:
                self._unmade[name] = why

    def before(self, test):
        """Of these cells, those that define what a failed test uses."""
        used = names_used(test.source, limit=None)
        return tuple(sorted({why for name, why in self._unmade.items() if name in used}, key=str))
