"""What an assignment is, by the gradebook and by the instructor's own files."""

import hashlib
import os
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.utils import find_all_files

from nbjudge import __version__
from nbjudge.grading.classrun.gradebook import definition_of
from nbjudge.grading.classrun.protection import execute_step
from nbjudge.grading.course_files import cells_of, places
from nbjudge.grading.judge.names import read_names
from nbjudge.grading.notebook.follow_through import read_reference
from nbjudge.grading.notebook.task import Files
from nbjudge.grading.secret import course_secret

__all__ = ["Definition"]

_WORKERS_CONFIG = ("Execute", "JudgedExecute", "ExecutePreprocessor", "NotebookClient",
                   "NbGraderPreprocessor", "ClearHiddenTests", "SandboxProvisioner",
                   "BoundedKernelManager", "KernelManager")  # fmt: skip


class Definition:
    """All that the marks of an assignment depend on, beside what is handed in.

    Parameters
    ----------
    autograde : nbgrader's converter.
    gradebook : an open `Gradebook`.
    assignment : its name; one that the gradebook does not know has no notebooks.
    """

    def __init__(self, autograde: Autograde, gradebook: Gradebook, assignment: str) -> None:
        course = autograde.coursedir
        self.folder = Path(course.format_path(course.source_directory, ".", assignment))
        release = course.format_path(course.release_directory, ".", assignment)
        self.known = {}  # notebook → what the gradebook says of its cells
        try:
            found = gradebook.find_assignment(assignment)
            self.known = {notebook.name: definition_of(notebook) for notebook in found.notebooks}
        except MissingEntry:
            pass
        self.files = Files(
            (os.path.relpath(path, self.folder), Path(path).read_bytes())
            for path in find_all_files(self.folder, [*course.ignore, "*.ipynb"])
        )
        # By notebook: cells of the source and of the release, and where they stand in the source.
        self.source = {name: cells_of(self.folder, name) for name in self.known}
        self.release = {name: cells_of(release, name) for name in self.known}
        # What steps have found out of a notebook, for all submissions.
        self.kept: dict[str, dict[str, Any]] = {name: {} for name in self.known}
        self.places = {name: places(cells) for name, cells in self.source.items()}
        self.names = {name: read_names(cells) for name, cells in self.source.items()}
        self.reference = {name: read_reference(cells) for name, cells in self.source.items()}
        self.secret, self.said_of_secret = course_secret(course)
        # Those sections of the configuration that a worker needs.
        step = execute_step(autograde).__name__
        self.config = {
            name: dict(section)
            for name, section in autograde.config.items()
            if name in _WORKERS_CONFIG or name == step
        }
        of_cells = self.known, self.places, self.names, self.reference
        # A second opinion changes no mark.
        config = {
            name: {key: value for key, value in section.items() if key != "second_opinion"}
            for name, section in self.config.items()
        }
        config = {name: section for name, section in config.items() if section}
        self._digest = _digest(__version__, *of_cells, self.files.digest, config, self.secret)

    def fingerprint(self, digest: str) -> str:
        """A text that differs where marks may: ``digest`` is that of the files handed in."""
        return _digest(self._digest, digest)


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr([_sorted(part) for part in parts]).encode()).hexdigest()


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return sorted((str(name), _sorted(item)) for name, item in value.items())
    return value
