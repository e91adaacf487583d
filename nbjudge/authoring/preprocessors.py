"""nbjudge's part in `nbgrader generate_assignment`: five preprocessors, set in nbgrader_config.py.

`CheckSource` refuses faulty sources, `CollapseChecks` leaves of check cells a title to see,
`ClearBlanks` stands in for nbgrader's ClearSolutions, `AddColab` makes the release open and run in
Colab, `CheckRelease` searches the result. The checks raise `SourceError` with the place and the
remedy.
"""

import re
import shlex
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor
from nbgrader.utils import is_solution
from traitlets import Bool, Enum, List, Unicode

from nbjudge.authoring.check_release import all_answers, review_release
from nbjudge.authoring.check_source import (
    CELL_ID,
    REGIONS,
    dropped_texts,
    is_foreign,
    review_source,
)
from nbjudge.authoring.levels import LEVELS, level_of, show
from nbjudge.cell_code import with_title
from nbjudge.course import exercise_of, grade_id, is_test
from nbjudge.errors import ConfigurationError, CourseError, SourceError

__all__ = [
    "AddColab",
    "CheckRelease",
    "CheckSource",
    "ClearBlanks",
    "CollapseChecks",
    "release_preprocessors",
]

_BADGE = (
    '<a href="{}" target="_parent"><img src="https://colab.research.google.com/assets/'
    'colab-badge.svg" alt="Open in Colab"></a>'
)
_INSTALL = """\
# In Colab, and wherever {packages} cannot be imported: install what is missing.
import importlib.util

if any(importlib.util.find_spec(name) is None for name in {names}):
    %pip install --quiet {address}
    importlib.invalidate_caches()"""
_UPLOAD = """\
# In Colab, and wherever {packages} cannot be imported: install what is missing.
import importlib.util
import pathlib

if any(importlib.util.find_spec(name) is None for name in {names}):
    if not pathlib.Path({file!r}).is_file():
        raise FileNotFoundError(
            "This notebook needs {file}. Put that file beside the notebook (in Colab: "
            "upload it under Files, on the left), then run this cell again. You find it where you "
            "got the notebook; if not, ask your instructor for it."
        )
    %pip install --quiet ./{file}
    importlib.invalidate_caches()"""
_ASK = """\
# In Colab, and wherever {packages} cannot be imported: what to do.
import importlib.util

if any(importlib.util.find_spec(name) is None for name in {names}):
    raise ModuleNotFoundError(
        "This notebook needs packages that are not installed here: {packages}. Ask your instructor "
        "for the address of their wheel, run %pip install ADDRESS in a new cell, then this one "
        "again. (Instructors: nbjudge build --install FILE.whl or ADDRESS lets this cell do it.)"
    )"""
# What pip takes for a name is looked up in a registry, where it may be a stranger's.
_ADDRESS = re.compile(r"(?:git\+)?(?:https?|ssh|file)://[^\s'\"`{}$;|<>\\]+")
_WHEEL = re.compile(r"[\w.+-]+\.whl")


def release_preprocessors(defaults):
    """nbgrader's list of preprocessors for `GenerateAssignment`, with nbjudge's in it."""
    own = (CheckSource, CollapseChecks, AddColab, CheckRelease)
    chain = [
        ClearBlanks if step is ClearSolutions else step for step in defaults if step not in own
    ]
    # Titles are there before nbgrader keeps the cells and their checksums: a student's copy of a
    # check cell is then that of the gradebook.
    return [chain[0], CheckSource, CollapseChecks, *chain[1:], AddColab, CheckRelease]


def _place(resources):
    names = resources.get("nbgrader", {})
    return {"assignment": names.get("assignment"), "notebook": names.get("notebook")}


class CheckSource(NbGraderPreprocessor):
    """Refuse a source notebook with a fault that nbgrader would ship in silence."""

    def preprocess(self, nb, resources):
        give_ids(nb)
        place = _place(resources)
        folder = Path(resources.get("metadata", {}).get("path") or ".")
        errors = [error.at(**place) for error in (*review_source(nb), *review_files(folder))]
        report_errors(errors, is_foreign(nb), self.log)
        for name in dropped_texts(nb):
            self.log.warning("%s", dropped_text(name, place))
        return nb, resources


def report_errors(errors, foreign, log):
    """Raise the first error that stops a build, and warn of the others."""
    faults = [error for error in errors if not (foreign and error.style)]
    for error in errors:
        if error not in faults[:1]:
            log.warning("%s", error)
    if faults:
        raise faults[0]


def dropped_text(name, place):
    """The warning of a text that stands in a cell to be marked by hand."""
    return SourceError(
        "the text of this cell, which a person marks, is not in the release: students see "
        "c.ClearSolutions.text_stub in its place.",
        "Put the question into the cell above it, if it is not there.",
        cell=name,
        style=True,
        **place,
    )


def give_ids(nb):
    """Let a notebook of an older format be one of 4.5, whose cells have ids: their places."""
    if (nb.nbformat, nb.nbformat_minor) < (4, 5):
        nb.nbformat_minor = 5
        taken = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells}
        for number, cell in enumerate(nb.cells, start=1):
            name = f"cell-{number}"
            while name in taken:
                name += "-"
            cell.id = name


def review_files(folder):
    """Faults of the files beside a source: nbgrader copies each into the release as it is."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".py", ".md", ".txt", ".csv", ".json") or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if any(f"BEGIN {region}" in text for region in REGIONS):
            yield SourceError(
                f"{path.name} lies beside the source, holds a marker, "
                "and would be copied into the release as it is.",
                "Move it out of the source folder.",
            )


class CollapseChecks(NbGraderPreprocessor):
    """Show of each check cell one line, a title; JupyterLab, Notebook and Colab open it at a click.

    The title is the cell's first line, so that it is seen where no program collapses cells, and so
    that the cell can be told from others while it runs: it leaves no name of its own in the
    student's namespace (`nbjudge.guard`).
    """

    enabled = Bool(False, help="Whether check cells are collapsed in releases.").tag(config=True)

    def preprocess(self, nb, resources):
        names = [grade_id(cell) for cell in nb.cells if is_solution(cell)]
        for cell in filter(is_test, nb.cells):
            cell.source = with_title(cell.source, _title(cell, names))
            cell.metadata["jupyter"] = {**cell.metadata.get("jupyter", {}), "source_hidden": True}
            cell.metadata["cellView"] = "form"  # Colab's word for it
        return nb, resources


def _title(cell, names):
    """What a check cell is about: its exercise, and which part of it."""
    own = cell.metadata.get("nbjudge", {}).get("title")
    if isinstance(own, str) and own.strip():
        return " ".join(own.split())
    test = grade_id(cell)
    try:
        exercise = exercise_of(test, names)
    except CourseError:
        return test
    part = test.removeprefix(f"test_{exercise}").strip("_").replace("_", " ")
    return f"{exercise}, {part}" if part else exercise


class ClearBlanks(ClearSolutions):
    """nbgrader's ClearSolutions, with ``#?`` templates beside its solution regions."""

    level = Enum(
        ["", *LEVELS],
        "",
        help="""
        How much exercises hide in place of what the sources say, see nbjudge.authoring.levels.
        `nbjudge build --level` sets it.
        """,
    ).tag(config=True)

    def preprocess(self, nb, resources):
        resources["nbjudge_answers"] = all_answers(nb, self.level)
        resources["nbjudge_levels"] = [level_of(nb, cell, self.level) for cell in nb.cells]
        resources["nbjudge_foreign"] = is_foreign(nb)
        nb, resources = super().preprocess(nb, resources)
        for cell in nb.cells:  # later steps find a cell again by its id
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name and CELL_ID.fullmatch(name):
                cell.id = name
        return nb, resources

    def preprocess_cell(self, cell, resources, index):
        if cell.cell_type != "code" or not is_solution(cell):
            return super().preprocess_cell(cell, resources, index)
        cell.source = show(cell.source, resources["nbjudge_levels"][index])
        # Not super(): that replaces a whole cell in which it finds no region of its own.
        self._replace_solution_region(cell, resources["language"])
        return cell, resources


class AddColab(NbGraderPreprocessor):
    """Begin the release with a badge that opens it in Colab, and a cell that sets it up there.

    They stand below the title, if the notebook begins with a cell of text. The cell is only there
    where the notebook imports one of `packages`. It does nothing where they are installed.
    """

    install = Unicode(
        "",
        help="""
        Where the set-up cell gets the packages: the address of a wheel, git+https://…, or a wheel's
        file, which is then put beside the notebook. Empty: the cell says in words what to ask for.
        `nbjudge build --install` sets it.
        """,
    ).tag(config=True)
    packages = List(
        Unicode(),
        ["nbjudge"],
        help="What a notebook may import that comes with `install`.",
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
        needed = [name for name in self.packages if _imports(nb, name)]
        if needed:
            cells.append(new_code_cell(self._set_up(needed, resources), id="install"))
        below = 1 if nb.cells and nb.cells[0].cell_type == "markdown" else 0
        nb.cells[below:below] = cells
        return nb, resources

    def _set_up(self, needed, resources):
        words = {"packages": " and ".join(needed), "names": repr(needed)}
        if not self.install:
            return _ASK.format(**words)
        if _ADDRESS.fullmatch(self.install):
            return _INSTALL.format(**words, address=shlex.quote(self.install))
        wheel = Path(self.install).expanduser()
        if not _WHEEL.fullmatch(wheel.name):
            raise ConfigurationError(
                f"AddColab.install = {self.install!r} is neither an address nor a wheel's file: a "
                "name alone would install whatever somebody has registered under it. Give "
                "https://…/FILE.whl, git+https://…, or the path of a FILE.whl."
            )
        if not wheel.is_file():
            raise ConfigurationError(
                f"AddColab.install: there is no file {wheel}. "
                "`pip wheel --no-deps FOLDER` in a checkout of nbjudge makes one."
            )
        resources.setdefault("outputs", {})[wheel.name] = wheel.read_bytes()
        return _UPLOAD.format(**words, file=wheel.name)


def _imports(nb, package):
    pattern = re.compile(rf"^[ \t]*(?:import|from)[ \t]+{re.escape(package)}\b", re.MULTILINE)
    return any(cell.cell_type == "code" and pattern.search(cell.source) for cell in nb.cells)


class CheckRelease(NbGraderPreprocessor):
    """Search the finished release for markers and for every answer."""

    def preprocess(self, nb, resources):
        place = _place(resources)
        errors = [e.at(**place) for e in review_release(nb, resources["nbjudge_answers"])]
        report_errors(errors, resources["nbjudge_foreign"], self.log)
        return nb, resources
