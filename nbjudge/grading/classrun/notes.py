"""What nbgrader's own autograding keeps of a submission, as `nbjudge grade` does.

The fingerprint of all that its marks depend on, by which a change is seen, and the warnings, which
tell a person what to look at. nbgrader's converter is entered where it can be: by its hook, and by
a step at the beginning and one at the end.
"""

import contextlib
import logging
import os
import weakref
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.log import get_logger

from nbjudge.grading.classrun.definition import Definition
from nbjudge.grading.classrun.gradebook import create_tables, keep_fingerprint, patient_url
from nbjudge.grading.classrun.snapshot import Digests, signs
from nbjudge.grading.restore.files import ReceiveFiles

__all__ = ["BeginNotes", "KeepNotes", "ReceiveAndNote", "Warnings"]

_notes = weakref.WeakKeyDictionary()  # nbgrader's converter → `_Notes` of what it is grading


class Warnings(logging.Handler):
    """Keeps what nbgrader's steps warn of."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.lines = []

    def emit(self, record):
        # How late it is, and the penalty, stand in the gradebook, and in the report by their names.
        if (record.module, record.funcName) != ("latesubmissions", "preprocess"):
            text = record.getMessage()[:2000]  # it may name a file, whose name may be no text
            self.lines.append(text.encode(errors="replace").decode())

    @contextlib.contextmanager
    def listening(self, log):
        """Hear what a log is told."""
        log.addHandler(self)
        try:
            yield self
        finally:
            log.removeHandler(self)


class ReceiveAndNote(ReceiveFiles):
    """`ReceiveFiles` that remembers what it has warned of, and how it left the files."""

    left = None  # (folder, its signs, warnings) of the last submission

    def __call__(self, assignment, student, notebooks):
        folder = _full(Path(notebooks[0]).parent) if notebooks else ""
        with Warnings().listening(get_logger()) as heard:
            super().__call__(assignment, student, notebooks)
        self.left = folder, signs(folder), heard.lines


def _full(path):
    return os.fspath(Path(path).resolve())


class _Notes:
    """Of one submission."""

    def __init__(self, converter, folder, log, before):
        self.folder = folder
        self._definition = before and before._definition
        self.digest = Digests().of(folder)
        self.warnings = Warnings()
        self.log = log
        log.addHandler(self.warnings)
        left = getattr(converter.pre_convert_hook, "left", None)
        if left is not None and left[0] == folder:
            self.warnings.lines += left[2]
            if left[1] != signs(folder):
                self.digest = ""  # it has changed since it was read: it is to be graded again

    def fingerprint(self, converter, book, assignment):
        """That of the submission; what the assignment is, is read once for all of them."""
        known, definition = self._definition or (None, None)
        if known != assignment:
            definition = Definition(converter, book, assignment)
            self._definition = assignment, definition
        return definition.fingerprint(self.digest)

    def end(self):
        self.log.removeHandler(self.warnings)


class BeginNotes(NbGraderPreprocessor):
    """The first step: what is to be noted of the submission, as it is handed in."""

    def preprocess(self, nb, resources):
        if "gradebook" not in resources:  # with which `nbjudge grade` keeps all this by itself
            converter, names = self.parent.parent, resources["nbgrader"]
            course, where = converter.coursedir, (names["student"], names["assignment"])
            folder = _full(course.format_path(course.submitted_directory, *where))
            notes = _notes.get(converter)
            if notes is None or notes.folder != folder:
                if notes is not None:
                    notes.end()
                _notes[converter] = _Notes(converter, folder, self.log, notes)
        return nb, resources


class KeepNotes(NbGraderPreprocessor):
    """The last step: the notes go into the notebook and the gradebook."""

    def preprocess(self, nb, resources):
        converter = getattr(self.parent, "parent", None)
        notes = _notes.get(converter) if "gradebook" not in resources else None
        if notes is not None:
            names = resources["nbgrader"]
            student, assignment = names["student"], names["assignment"]
            with Gradebook(patient_url(names["db_url"]), converter.coursedir.course_id) as book:
                create_tables(book)
                fingerprint = notes.fingerprint(converter, book, assignment)
                number = book.find_submission(assignment, student).id
                keep_fingerprint(book, number, fingerprint)
            lines, notes.warnings.lines = notes.warnings.lines, []  # each is told once
            kept = {"fingerprint": fingerprint, "warnings": lines}
            nb.metadata["nbjudge"] = {**nb.metadata.get("nbjudge", {}), **kept}
        return nb, resources
