"""Running one notebook, as a pure function: it can be called in any process, on any machine.

A worker needs nbjudge and what the notebooks import, and neither the course folder nor the
gradebook. What it has imported, and the locked cells that it has run, are kept for the next task.
"""

import contextlib
import functools
import hashlib
import json
import logging
import os
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from traitlets.config import Config

from nbjudge.errors import HelperError, SandboxError
from nbjudge.grading.notebook.prepared import Clones, discard, prepare_ahead

__all__ = [
    "Executed",
    "Failed",
    "Files",
    "Task",
    "execute",
    "execute_all",
    "run_ahead",
    "write_files",
]

_course_folders = {}  # digest of the course's files → the temporary folder that holds them


class Files(dict[str, bytes]):
    """{name: bytes} of files that many tasks share, with a digest that is made once."""

    @functools.cached_property
    def digest(self):
        """A text that differs where a name or a byte does."""
        found = hashlib.sha256()
        for name, content in sorted(self.items()):
            found.update(self.head(name, len(content)))
            found.update(content)
        return found.hexdigest()

    @staticmethod
    def head(name: str, size: int) -> bytes:
        """What of a digest comes before the bytes of a file."""
        return f"{len(name)} {size} {name}".encode("utf-8", "surrogateescape")


@dataclass(frozen=True)
class Task:
    """A sanitized notebook, and all that it takes to run it."""

    assignment: str
    student: str
    notebook: str
    nb: str  # its JSON
    step: type  # nbgrader's Execute, or a class derived from it
    config: dict = field(default_factory=dict)  # of that class and what it uses
    files: dict = field(default_factory=dict)  # name → bytes, what lies beside the notebook
    course_files: Files = field(default_factory=Files)  # the same, as the instructor has them
    places: dict = field(default_factory=dict)  # grade id → place in the source notebook
    names: dict = field(default_factory=dict)  # what the source says of its names (`read_names`)
    classes: dict = field(default_factory=dict)  # {grade id: `TestClass`} of tests not judged
    reference: dict = field(default_factory=dict)  # {exercise: `Reference`} of the source
    options: dict = field(default_factory=dict)  # of the step, beside its configuration
    secret: str = field(default="", repr=False)  # the course's, of which hidden inputs are made


@dataclass(frozen=True)
class Executed:
    """What came of a `Task`."""

    nb: str  # JSON of the notebook, with outputs and the judge's findings
    seconds: float
    warnings: list  # lines that were logged


@dataclass(frozen=True)
class Failed:
    """Why the tasks of a submission could not be run."""

    reason: str
    again: bool  # whether it may go well another time: it is the machine's fault, as far as known


def execute_all(tasks):
    """Run the notebooks of a submission; returns their `Executed`, or `Failed`."""
    try:
        return [execute(task) for task in tasks]
    except Exception as error:
        again = isinstance(error, OSError | MemoryError | HelperError | SandboxError)
        return Failed(f"{type(error).__name__}: {error}", again)


def execute(task):
    """Run the notebook of a `Task`; returns what came of it as `Executed`."""
    started = time.perf_counter()
    nb = nbformat.from_dict(nbformat.reader.reads(task.nb))
    log, warnings = _log()
    with tempfile.TemporaryDirectory(prefix="nbjudge-") as folder:
        write_files(task.files, Path(folder))
        with _autograding():
            nb, _ = _step(task, log)(nb, _resources(task, folder))
    return Executed(json.dumps(nb), time.perf_counter() - started, warnings)


def run_ahead(tasks):
    """Run what all notebooks like those of these tasks have in common, before workers are forked.

    Returns `Clones` for the next of them, or None. Without a word where anything fails: each worker
    tries it again, and tells.
    """
    try:
        for task in tasks:
            if hasattr(task.step, "share_setup"):  # it is `JudgedExecute`
                nb = nbformat.from_dict(nbformat.reader.reads(task.nb))
                step = _step(task, logging.Logger("nbjudge.ahead", logging.CRITICAL + 1))
                with _autograding():
                    prepare_ahead(step, nb, _resources(task, tempfile.gettempdir()))
        return Clones() if tasks else None
    except Exception:
        discard()
        return None


def _step(task, log):
    return task.step(config=Config(task.config), log=log, **task.options)


def _resources(task, folder):
    """nbgrader's resources, and ours, for the notebook of a task in a folder."""
    return {
        "metadata": {"path": folder},
        "nbgrader": {
            "assignment": task.assignment,
            "student": task.student,
            "notebook": task.notebook,
        },
        "nbjudge": {
            "folder": _course_folder(task.course_files),
            "places": task.places,
            "names": task.names,
            "classes": task.classes,
            "reference": task.reference,
            "secret": task.secret,
        },
    }


@contextlib.contextmanager
def _autograding():
    """nbgrader's sign to the code that it is being graded; its own command has set it already."""
    before = os.environ.get("NBGRADER_EXECUTION")
    os.environ["NBGRADER_EXECUTION"] = "autograde"
    try:
        yield
    finally:  # nbgrader's setenv leaves it behind an error, and removes what was set before
        if before is None:
            del os.environ["NBGRADER_EXECUTION"]
        else:
            os.environ["NBGRADER_EXECUTION"] = before


def _log():
    """A logger of its own for each task, and the list that its warnings go to."""
    log, warnings = logging.Logger("nbjudge.worker"), []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(record.getMessage())
    log.addHandler(handler)
    return log, warnings


def _course_folder(files):
    key = files.digest
    if key not in _course_folders:
        _course_folders[key] = tempfile.TemporaryDirectory(prefix="nbjudge-course-")
        write_files(files, Path(_course_folders[key].name))
    return _course_folders[key].name


def write_files(files, folder):
    """Write {name: bytes} into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
