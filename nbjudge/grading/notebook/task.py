"""Running one notebook, as a pure function: it can be called in any process, on any machine.

A worker needs nbjudge and what the notebooks import, and neither the course folder nor the
gradebook. What it has imported, and the locked cells that it has run, are kept for the next task.
"""

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

__all__ = ["Executed", "Task", "execute", "write_files"]

_course_folders = {}  # digest of the course's files → the temporary folder that holds them


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
    course_files: dict = field(default_factory=dict)  # the same, as the instructor has them
    places: dict = field(default_factory=dict)  # grade id → place in the source notebook
    names: dict = field(default_factory=dict)  # what the source says of its names (`read_names`)


@dataclass(frozen=True)
class Executed:
    """What came of a `Task`."""

    nb: str  # JSON of the notebook, with outputs and the judge's findings
    seconds: float
    warnings: list  # lines that were logged


def execute(task):
    """Run the notebook of a `Task`; returns what came of it as `Executed`."""
    started = time.perf_counter()
    nb = nbformat.from_dict(nbformat.reader.reads(task.nb))
    log, warnings = _log()
    with tempfile.TemporaryDirectory(prefix="nbjudge-") as folder:
        write_files(task.files, Path(folder))
        resources = {
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
            },
        }
        environment = os.environ.get("NBGRADER_EXECUTION")
        os.environ["NBGRADER_EXECUTION"] = "autograde"
        try:
            nb, _ = task.step(config=Config(task.config), log=log)(nb, resources)
        finally:
            os.environ.pop("NBGRADER_EXECUTION")
            if environment is not None:
                os.environ["NBGRADER_EXECUTION"] = environment
    return Executed(json.dumps(nb), time.perf_counter() - started, warnings)


def _log():
    """A logger of its own for each task, and the list that its warnings go to."""
    log, warnings = logging.Logger("nbjudge.worker"), []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(record.getMessage())
    log.addHandler(handler)
    return log, warnings


def _course_folder(files):
    key = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
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
