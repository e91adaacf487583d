"""nbjudge's part in `nbgrader generate_assignment`: four preprocessors, set in nbgrader_config.py.

`CheckSource` refuses faulty sources, `ClearBlanks` stands in for nbgrader's ClearSolutions,
`AddColab` makes the release open and run in Colab, `CheckRelease` searches the result. The checks
raise `SourceError` with the place and the remedy.
"""

import re
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor
from nbgrader.utils import is_solution
from traitlets import Unicode

from nbjudge.authoring.blanks import open_blanks
from nbjudge.authoring.check_release import answers, check_release
from nbjudge.authoring.check_source import REGIONS, cell_name, check_source
from nbjudge.errors import SourceError

__all__ = ["AddColab", "CheckRelease", "CheckSource", "ClearBlanks", "release_preprocessors"]

_IMPORT = re.compile(r"^\s*(?:import|from)\s+nbjudge\b", re.MULTILINE)
_BADGE = (
    '<a href="{}" target="_parent"><img src="https://colab.research.google.com/assets/'
    'colab-badge.svg" alt="Open in Colab"></a>'
)
_INSTALL = """\
# Where nbjudge is not installed, as in Colab, this installs it.
import importlib.util

if importlib.util.find_spec("nbjudge") is None:
    %pip install --quiet {}"""


def release_preprocessors(defaults):
    """nbgrader's list of preprocessors for `GenerateAssignment`, with nbjudge's in it."""
    own = (CheckSource, AddColab, CheckRelease)
    chain = [
        ClearBlanks if step is ClearSolutions else step for step in defaults if step not in own
    ]
    return [chain[0], CheckSource, *chain[1:], AddColab, CheckRelease]


def _place(resources):
    names = resources.get("nbgrader", {})
    return {"assignment": names.get("assignment"), "notebook": names.get("notebook")}


class CheckSource(NbGraderPreprocessor):
    """Refuse a source notebook with a fault that nbgrader would ship in silence."""

    def preprocess(self, nb, resources):
        try:
            check_source(nb)
            self._check_files(Path(resources.get("metadata", {}).get("path") or "."))
        except SourceError as error:
            raise error.at(**_place(resources)) from error.__cause__
        return nb, resources

    def _check_files(self, folder):
        """nbgrader copies every file beside the source into the release, answers and all."""
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".py", ".md", ".txt", ".csv", ".json") or not path.is_file():
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            if any(f"BEGIN {region}" in text for region in REGIONS):
                raise SourceError(
                    f"{path.name} lies beside the source, holds a marker, "
                    "and would be copied into the release as it is.",
                    "Move it out of the source folder.",
                )
            self.log.info("%s is copied into the release", path.name)


class ClearBlanks(ClearSolutions):
    """nbgrader's ClearSolutions, with ``#?`` templates beside its solution regions."""

    def preprocess(self, nb, resources):
        resources["nbjudge_answers"] = {
            cell_name(cell, index): answers(cell)
            for index, cell in enumerate(nb.cells)
            if cell.cell_type == "code" and is_solution(cell)
        }
        nb, resources = super().preprocess(nb, resources)
        for cell in nb.cells:  # later steps find a cell again by its id
            cell.id = cell.metadata.get("nbgrader", {}).get("grade_id") or cell.id
        return nb, resources

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type != "code" or not is_solution(cell):
            return super().preprocess_cell(cell, resources, index)
        cell.source = open_blanks(cell.source)
        # Not super(): that replaces a whole cell in which it finds no region of its own.
        self._replace_solution_region(cell, resources["language"])
        return cell, resources


class AddColab(NbGraderPreprocessor):
    """Begin the release with a badge that opens it in Colab, and a cell that installs nbjudge.

    The cell is only there where the notebook imports nbjudge.
    """

    install = Unicode(
        "nbjudge",
        help="""
        What pip installs where nbjudge is missing: the package's name, the address of a wheel, or
        git+https://…; empty for no such cell.
        """,
    ).tag(config=True)
    badge = Unicode(
        "",
        help="""
        Where Colab finds the release folder, such as
        https://colab.research.google.com/github/OWNER/REPOSITORY/blob/main/release; empty for no
        badge.
        """,
    ).tag(config=True)

    def preprocess(self, nb, resources):
        cells = []
        if self.badge:
            place = _place(resources)
            address = f"{self.badge.rstrip('/')}/{place['assignment']}/{place['notebook']}.ipynb"
            cells.append(new_markdown_cell(_BADGE.format(address), id="open-in-colab"))
        if self.install and any(_imports_nbjudge(cell) for cell in nb.cells):
            cells.append(new_code_cell(_INSTALL.format(self.install), id="install"))
        nb.cells[:0] = cells
        return nb, resources


def _imports_nbjudge(cell):
    return cell.cell_type == "code" and _IMPORT.search(cell.source)


class CheckRelease(NbGraderPreprocessor):
    """Search the finished release for markers and for every answer."""

    def preprocess(self, nb, resources):
        try:
            check_release(nb, resources["nbjudge_answers"])
        except SourceError as error:
            raise error.at(**_place(resources)) from error.__cause__
        return nb, resources
