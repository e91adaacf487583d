"""Outputs of cells that grading has left out: those that were handed in."""

from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor

from nbjudge.grading.course_files import submitted_file
from nbjudge.grading.restore.reading import Unreadable, read_notebook
from nbjudge.looking import plain

__all__ = ["KeepOutputs"]

_NOTE = "[Grading did not run this cell, which is as it was given. {}]\n"
_KEPT = _NOTE.format("These are the outputs that were handed in.")
_NONE = _NOTE.format("It was handed in without outputs.")


class KeepOutputs(NbGraderPreprocessor):
    """Show of each cell that was not run what was handed in, and say so.

    It stands after the step that runs a notebook, and before `Harmless`.
    """

    def preprocess(self, nb, resources):
        cells = [cell for cell in nb.cells if cell.cell_type == "code" and _is_left_out(cell)]
        outputs = self._submitted({plain(cell.source) for cell in cells}, resources)
        for cell in cells:
            own = outputs.pop(plain(cell.source), [])
            note = new_output("stream", name="stdout", text=_KEPT if own else _NONE)
            cell.outputs = [note, *own]
        return nb, resources

    def _submitted(self, texts, resources):
        """{text of a cell: its outputs} in the file that was handed in."""
        path = submitted_file(self, resources) if texts else None
        if path is None:
            return {}
        try:
            nb = read_notebook(path.read_bytes(), texts).nb
        except (OSError, Unreadable):  # it is another by now, or gone
            return {}
        return {
            plain(cell.source): list(cell.outputs)
            for cell in nb.cells
            if cell.cell_type == "code" and cell.outputs
        }


def _is_left_out(cell):
    own = cell.metadata.get("nbjudge")
    return isinstance(own, dict) and own.get("left_out") is True
