"""nbgrader's lists of preprocessors with ours in them, as nbgrader_config.py sets them."""

from nbgrader.preprocessors import (
    CheckCellMetadata,
    Execute,
    OverwriteCells,
    OverwriteKernelspec,
    SaveAutoGrades,
)

from nbjudge.grading.classrun.gradebook import SaveGrades
from nbjudge.grading.classrun.notes import BeginNotes, KeepNotes
from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.notebook.harmless import Harmless
from nbjudge.grading.restore.cells import RestoreCells, RestoreKernelspec
from nbjudge.grading.restore.outputs import KeepOutputs

__all__ = ["autograde_preprocessors", "sanitize_preprocessors"]


def sanitize_preprocessors(defaults):
    """nbgrader's list of preprocessors that restore a submission, with `RestoreCells` for two.

    It puts right all that nbgrader's OverwriteCells and CheckCellMetadata would, and more; what it
    leaves is `Harmless` to open from then on.
    """
    replaced = (BeginNotes, RestoreCells, OverwriteCells, CheckCellMetadata, Harmless)
    instead = {OverwriteKernelspec: RestoreKernelspec}
    kept = [instead.get(step, step) for step in defaults if step not in replaced]
    return [BeginNotes, RestoreCells, *kept, Harmless]


def autograde_preprocessors(defaults):
    """nbgrader's list of preprocessors for `Autograde`, with the judge in place of Execute.

    Marks are saved in one transaction, cells that were not run get the outputs that were handed in,
    all outputs become `Harmless`, and what changes the marks is noted, so that it is known when
    they are to be made anew. What `RestoreCells` has put right need not be checked: that takes
    longer than all else.
    """
    instead = {Execute: JudgedExecute, SaveAutoGrades: SaveGrades}
    replaced = (CheckCellMetadata, KeepOutputs, Harmless, KeepNotes)
    kept = [instead.get(step, step) for step in defaults if step not in replaced]
    return [*kept, KeepOutputs, Harmless, KeepNotes]
