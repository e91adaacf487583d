"""The submissions of a course folder: into tasks for workers, and from their results into marks.

Both use nbgrader's own converter: its folders, options, hooks and steps. A result is kept in a file
of its own from the moment it arrives until marks and files are in their places, so that a run can
be stopped at any point and goes on where it was.
"""

import fnmatch
import json
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps import NbGrader
from nbgrader.converters import Autograde
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades
from nbgrader.utils import find_all_files
from traitlets.log import get_logger

from nbjudge.cell_code import with_title
from nbjudge.course import grade_id, is_test
from nbjudge.errors import GradingError, SubmissionError
from nbjudge.grading.classrun.definition import Definition
from nbjudge.grading.classrun.gradebook import (
    SaveGrades,
    create_tables,
    faults,
    fingerprint_in,
    keep_fingerprint,
    patient_url,
    points_of,
    transaction,
)
from nbjudge.grading.classrun.kept import KEPT, Kept, notes_in
from nbjudge.grading.classrun.notes import Warnings
from nbjudge.grading.classrun.policy import apply_dates, extension_of, read_policy
from nbjudge.grading.classrun.protection import execute_step
from nbjudge.grading.classrun.snapshot import Digests, await_whole, take
from nbjudge.grading.classrun.source_run import try_source
from nbjudge.grading.notebook.classify import TestClass
from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.notebook.task import Executed, Files, Task, write_files
from nbjudge.grading.restore.reading import read_notebook

__all__ = ["Submission", "Submissions"]


@dataclass
class Submission:
    """One student's work on one assignment."""

    student: str
    fingerprint: str = ""  # of all that its marks depend on
    files: Files = field(default_factory=Files)  # as they were read
    time: str | None = None  # when it was handed in, where that is known
    tasks: list[Task] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # notebooks that were not handed in
    warnings: list[str] = field(default_factory=list)


class Submissions(Autograde):
    """What was handed in for one assignment; use it in a ``with`` statement.

    Parameters
    ----------
    app : nbgrader's application, with its configuration loaded.
    only : grade ids of the only tests whose marks are to change; None for all.
    """

    def __init__(self, app: NbGrader, only: Collection[str] | None = None) -> None:
        super().__init__(coursedir=app.coursedir, parent=app)
        self.assignment = self.coursedir.assignment_id
        self.only = only
        self._kept = Kept(Path(self._format_dest(self.assignment, KEPT)).parent / self.assignment)
        self._warnings = Warnings()
        self._gradebook: Any = None
        self._digests = Digests()
        # student → the files of the submission that is to be recorded
        self._files_read: dict[str, Files] = {}

    def __enter__(self) -> Self:
        # The hook, which nbgrader calls, has only the second.
        self._logs: list[Any] = [self.log, get_logger()]
        self.listen()
        with self._gradebook_faults("opened"):
            self._gradebook = Gradebook(
                patient_url(self.coursedir.db_url), self.coursedir.course_id
            )
            create_tables(self._gradebook)
            self._definition = Definition(self, self._gradebook, self.assignment)
            rules = read_policy(self.coursedir.root).rules(self.assignment)
            self.said_of_dates = apply_dates(self._gradebook, self.assignment, rules)
        self._known = self._definition.known
        # name → {grade id: …} of tests that are not judged
        self._classes: dict[str, dict[str, TestClass]] = {}
        if not self._known:
            self.__exit__()
            raise GradingError(
                f"The gradebook does not know the assignment {self.assignment}. Make its release "
                f"first: nbjudge build {self.assignment}"
            )
        self.exporter = self.exporter_class(parent=self, config=self.config)
        self._steps = {
            part: [step(parent=self.exporter) for step in steps]
            for part, steps in self._parts().items()
        }
        return self

    def listen(self) -> None:
        """Hear what nbgrader warns of; opening another application makes its log forget that."""
        for log in self._logs:
            log.addHandler(self._warnings)

    def __exit__(self, *exception: object) -> None:
        for log in self._logs:
            log.removeHandler(self._warnings)
        self._gradebook.close()

    def _gradebook_faults(self, done: str) -> AbstractContextManager[None]:
        return faults(self.coursedir.db_url, done)

    def _parts(self) -> dict[str, list[Any]]:
        """nbgrader's steps: before a notebook is run, up to its marks, and after."""
        steps = list(self.autograde_preprocessors)
        self._execute = execute_step(self)
        steps = [SaveGrades if step is SaveAutoGrades else step for step in steps]
        run = steps.index(self._execute)
        save = 1 + max(
            (i for i, s in enumerate(steps) if issubclass(s, SaveAutoGrades)), default=run
        )
        return {
            "before": [*self.sanitize_preprocessors, *steps[:run]],
            "marks": steps[run + 1 : save],
            "after": steps[save:],
        }

    # What there is to do.

    @property
    def said_of_secret(self) -> str | None:
        """What is to be told of the course's secret; None for nothing."""
        return self._definition.said_of_secret

    def students(self, pattern: str = "*") -> list[str]:
        """Students who have handed something in, in order; ``pattern`` is nbgrader's --student."""
        root = Path(self._format_source(self.assignment, "*"))
        depth = root.parts.index("*")
        folder = Path(*root.parts[:depth])
        excluded = self.coursedir.student_id_exclude.split(",")
        found = sorted(
            path.name
            for path in folder.iterdir()
            if Path(self._format_source(self.assignment, path.name)).is_dir()
            and any(fnmatch.fnmatch(path.name, part) for part in pattern.split(","))
            and path.name not in excluded
            and not path.name.startswith(".")
        ) if folder.is_dir() else []  # fmt: skip
        if not found:
            raise GradingError(
                f"Nobody has handed in {self.assignment}"
                + (f" whose name matches {pattern}" if pattern != "*" else "")
                + f": expected notebooks in {self._format_source(self.assignment, 'STUDENT')}."
            )
        return found

    def state(self, student: str) -> str:
        """``"new"``, ``"changed"``, ``"graded"``, or ``"kept"``: run, but not in the gradebook."""
        kept = self._kept.read(student)
        with self._gradebook_faults("read"):
            recorded = fingerprint_in(self._gradebook, self.assignment, student, self._known)
        dest = Path(self._format_dest(self.assignment, student))
        paths = [dest / f"{name}.ipynb" for name in self._known]
        is_new = recorded is None or not all(path.is_file() for path in paths)
        if is_new and kept is None:
            return "new"
        try:
            fingerprint = self._fingerprint(student)
        except OSError:
            return "new"  # `prepare` says what cannot be read
        asked = self._second_opinion
        if kept is not None and kept["fingerprint"] == fingerprint:
            asked_then = bool(kept.get("second_opinion"))
            if asked_then or not asked:
                return "kept"
        if is_new:
            return "new"
        notes = [notes_in(path) for path in paths]
        if asked and not all(one.get("second_opinion") for one in notes):
            return "changed"
        known = {one.get("fingerprint") for one in notes}
        if known == {None} and not recorded:  # by another program: go by time, as nbgrader does
            src = self._format_source(self.assignment, student)
            old, new = map(self.coursedir.get_existing_timestamp, (os.fspath(dest), src))
            return "changed" if old and new and new > old else "graded"
        return "graded" if known == {fingerprint} == {recorded} else "changed"

    def renew_penalty(self, student: str) -> bool:
        """Bring the penalty for lateness of a graded submission up to date with due date and
        plugin; returns whether it has changed."""
        before = self._penalty(student)
        for name in self._known:
            resources = self._resources(student, name)
            for step in (step for steps in self._steps.values() for step in steps):
                if isinstance(step, AssignLatePenalties) and self._may_be_late(resources):
                    step(nbformat.v4.new_notebook(), resources)
        self._gradebook.db.expire_all()
        return self._penalty(student) != before

    def _penalty(self, student: str) -> float:
        penalty = self._gradebook.find_submission(self.assignment, student).late_submission_penalty
        return float(penalty or 0)

    def stale_tests(self) -> list[str]:
        """Tests of the source notebooks that are not those of the release, which are graded."""
        stale: list[str] = []
        for name, cells in self._definition.source.items():
            known = {cell[0]: with_title(cell[3], "") for cell in self._known[name]}
            for cell in cells:
                test = grade_id(cell) if is_test(cell) else None
                if test and known.get(test, "").strip() != with_title(cell.source, "").strip():
                    stale.append(test)
        return stale

    def _fingerprint(self, student: str) -> str:
        digest = self._digests.of(self._format_source(self.assignment, student))
        return self._definition.fingerprint(digest)

    # Before.

    @property
    def unjudged(self) -> str:
        """What is done about tests that the judge cannot run, see `JudgedExecute`."""
        return getattr(self._execute(parent=self), "unjudged", "process")

    @property
    def _second_opinion(self) -> bool:
        return getattr(self._execute(parent=self), "second_opinion", False)

    def classify(self, pool: Any) -> dict[str, dict[str, TestClass]]:
        """{notebook: {grade id: `TestClass`}} of the tests that the judge cannot run."""
        cells = {name: cells for name, cells in self._definition.source.items() if cells}
        cells = {n: c for n, c in cells.items() if fnmatch.fnmatch(n, self.coursedir.notebook_id)}
        folder, kept = self._definition.folder, self._kept.folder
        self._classes, problems = try_source(cells, folder, kept, self._task, pool)
        for problem in problems:
            self.log.warning(problem)
        return self._classes

    def _task(self, student: str, name: str, nb: NotebookNode, files: Files) -> Task:
        return Task(
            self.assignment,
            student,
            name,
            json.dumps(nb),
            self._execute,
            self._definition.config,
            files,
            self._definition.files,
            self._definition.places[name],
            self._definition.names[name],
            self._classes.get(name, {}),
            self._definition.reference[name],
            secret=self._definition.secret,
        )

    def rehearsal(self) -> list[Task]:
        """Tasks of the released notebooks, as nobody hands them in: a worker that has run them has
        imported and prepared what submissions need."""
        spec = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python"}}
        return [
            self._task(
                "",
                name,
                nbformat.v4.new_notebook(metadata=spec, cells=cells),
                self._definition.files,
            )
            for name, cells in self._definition.release.items()
            if cells
        ]

    def prepare(self, student: str) -> Submission:
        """The `Submission`, its notebooks restored by nbgrader's steps and ready to be run."""
        self._warnings.lines.clear()
        folder = self._format_source(self.assignment, student)
        names = {f"{name}.ipynb" for name in self._known}
        await_whole(folder, names)
        if not Path(folder).is_dir():
            raise SubmissionError("The submission was removed before it was read.")
        self.notebooks = sorted(os.fspath(path) for path in Path(folder).glob("*.ipynb")) or [
            self._submitted(student, name) for name in self._known
        ]
        self.run_pre_convert_hook()
        # All is read here: what changes from now on is seen when it is recorded.
        snapshot = take(folder)
        if not names <= snapshot.files.keys():
            await_whole(folder, names)
            snapshot = take(folder)
        fingerprint = self._definition.fingerprint(self._digests.note(folder, snapshot))
        submission = Submission(student, fingerprint, snapshot.files)
        time = self.coursedir.get_existing_timestamp(folder)
        submission.time = time and str(time)
        files = self._files_beside(student, snapshot.files)
        for name in sorted(self._known):
            if not fnmatch.fnmatch(name, self.coursedir.notebook_id):
                continue
            data = snapshot.files.get(f"{name}.ipynb")
            if data is None:
                self.log.warning("No submitted file: %s", self._submitted(student, name))
                submission.missing.append(name)
                continue
            nb, resources = read_notebook(data).nb, self._resources(student, name)
            with self._gradebook_faults("read"):
                nb, _ = self._run("before", nb, resources)
            submission.tasks.append(self._task(student, name, nb, files))
        submission.warnings = list(self._warnings.lines)
        return submission

    def _submitted(self, student: str, name: str) -> str:
        return os.fspath(Path(self._format_source(self.assignment, student), f"{name}.ipynb"))

    def _files_beside(self, student: str, files: Files) -> Files:
        """What lies beside the notebooks: the student's files, and over them the instructor's."""
        folder = self._format_source(self.assignment, student)
        found = find_all_files(folder, [*self.coursedir.ignore, "*.ipynb"])
        names = {os.path.relpath(path, folder) for path in found}
        own = set(self.exclude_overwriting.get(self.assignment, ()))
        return Files(
            {name: content for name, content in files.items() if name in names}
            | {name: one for name, one in self._definition.files.items() if name not in own}
        )

    def _resources(self, student: str, name: str) -> dict[str, Any]:
        return {
            "unique_key": name,
            "output_files_dir": f"{name}_files",
            "nbgrader": {
                "student": student,
                "assignment": self.assignment,
                "notebook": name,
                "db_url": self.coursedir.db_url,
            },
            "gradebook": self._gradebook,
            "nbjudge": {
                "places": self._definition.places[name],
                "source": self._definition.source[name],
                "release": self._definition.release[name],
                "kept": self._definition.kept[name],
            },
            "only": self.only,
        }

    # Results on their way.

    def keep(self, submission: Submission, executed: Iterable[Executed]) -> None:
        """Save the results of a submission, until `record` has recorded them."""
        content = {
            "fingerprint": submission.fingerprint,
            "time": submission.time,
            "missing": submission.missing,
            "second_opinion": self._second_opinion,
            "warnings": submission.warnings,
            "notebooks": {
                task.notebook: [result.nb, result.seconds, result.warnings]
                for task, result in zip(submission.tasks, executed, strict=True)
            },
        }
        self._kept.write(submission.student, content)
        self._files_read = {submission.student: submission.files}

    # After.

    def record(self, student: str) -> dict[str, Any]:
        """Put the kept results of a submission into the gradebook and into ``autograded/``.

        It can be stopped at any point, and called again. The submission counts as it was read, even
        if it has been changed since. Returns the notebooks, the warnings, the points, and whether
        there is another now, to be graded as well.

        Raises `SubmissionError` for one that has been removed since.
        """
        self._warnings.lines.clear()
        kept = self._kept.read(student)
        if kept is None:
            raise GradingError(f"{self.assignment}: nothing is kept of {student}'s submission.")
        folder = self._format_source(self.assignment, student)
        if not Path(folder).is_dir():  # and nobody knows how far that was when it was read
            self._kept.remove(student)
            raise SubmissionError("The submission was removed while it was graded.")
        files = self._files_read.pop(student, None) or take(folder).files
        done = {}
        with self._gradebook_faults("written"):
            with transaction(self._gradebook):
                number = self._enter(student, kept["time"])
                for name, (text, _, _) in kept["notebooks"].items():
                    nb, resources = (
                        nbformat.from_dict(json.loads(text)),
                        self._resources(student, name),
                    )
                    done[name] = self._run("marks", nb, resources)
                self._mark_missing(student, kept["missing"])
                keep_fingerprint(self._gradebook, number, kept["fingerprint"])
            # nbgrader's other steps open the gradebook for themselves.
            for name, (nb, resources) in done.items():
                done[name] = self._run("after", nb, resources)
            points = points_of(self._gradebook, number)
        lines = [line for _, _, more in kept["notebooks"].values() for line in more]
        warnings = [*kept["warnings"], *lines, *self._warnings.lines]
        files = self._files_beside(student, files)
        self._write_files(student, {n: nb for n, (nb, _) in done.items()}, files, kept, warnings)
        self._kept.remove(student)
        self.notebooks = [self._submitted(student, name) for name in done]
        self.run_post_convert_hook()
        notebooks = {name: nb for name, (nb, _) in done.items()}
        changed = Path(folder).is_dir() and kept["fingerprint"] != self._fingerprint(student)
        return {
            "notebooks": notebooks,
            "warnings": warnings,
            "points": points,
            "changed": changed,
        }

    def _run(
        self, part: str, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        for step in self._steps[part]:
            if not isinstance(step, AssignLatePenalties) or self._may_be_late(resources):
                nb, resources = step(nb, resources)
        return nb, resources

    def _may_be_late(self, resources: dict[str, Any]) -> bool:
        names = resources["nbgrader"]
        submission = self._gradebook.find_submission(names["assignment"], names["student"])
        return submission.total_seconds_late > 0 or any(
            notebook.late_submission_penalty for notebook in submission.notebooks
        )

    def _enter(self, student: str, time: str | None) -> str:
        """Tell the gradebook of the student and of the submission; returns its number there."""
        if self.create_student:
            self._gradebook.update_or_create_student(student)
        # nbgrader makes the parts of a submission before the submission is in the session: what
        # SQLAlchemy would write in between, it would warn of.
        rules = read_policy(self.coursedir.root).rules(self.assignment)
        more = {} if rules.due is None else {"extension": extension_of(rules, student)}
        with self._gradebook.db.no_autoflush:
            submission = self._gradebook.update_or_create_submission(
                self.assignment, student, timestamp=time or None, **more
            )
        return str(submission.id)

    def _mark_missing(self, student: str, names: Iterable[str]) -> None:
        """Notebooks that were not handed in get 0."""
        for name in names:
            notebook = self._gradebook.find_submission_notebook(name, self.assignment, student)
            for grade in notebook.grades:
                grade.auto_score, grade.needs_manual_grade = 0, False
        self._gradebook.db.commit()

    def _write_files(
        self,
        student: str,
        notebooks: Mapping[str, NotebookNode],
        files: Files,
        kept: Mapping[str, Any],
        warnings: list[str],
    ) -> None:
        """Make the autograded folder aside, then put it into its place."""
        dest = Path(self._format_dest(self.assignment, student))
        staging = self._kept.folder / f"{student}.files"
        old = staging.with_suffix(".old")
        for folder in (staging, old):
            shutil.rmtree(folder, ignore_errors=True)
        staging.mkdir(parents=True)
        write_files(files, staging)
        for path in dest.glob("*.ipynb"):  # of which others were not graded now
            if path.stem in self._known:
                shutil.copyfile(path, staging / path.name)
        for name, nb in notebooks.items():
            if not issubclass(self._execute, JudgedExecute):
                nb.metadata["nbjudge"] = {"sandbox": False, "judge": False}
            nb.metadata.setdefault("nbjudge", {}).update(
                fingerprint=kept["fingerprint"], warnings=warnings
            )
            nbformat.write(nb, staging / f"{name}.ipynb")
        dest.parent.mkdir(parents=True, exist_ok=True)
        if dest.exists():
            dest.rename(old)
        staging.rename(dest)
        shutil.rmtree(old, ignore_errors=True)
        self.set_permissions(self.assignment, student)
