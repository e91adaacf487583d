"""A course folder: its assignments and exercises, and nbgrader's own commands run in it."""

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import is_grade, is_solution

from nbjudge.errors import NbjudgeError

__all__ = ["Course", "exercise_of", "exercises", "fill_in", "grade_id", "is_test", "seconds"]


class Course:
    """A course folder: source/, nbgrader_config.py, and what nbgrader makes beside them.

    Parameters
    ----------
    root : the folder.
    """

    def __init__(self, root):
        self.root = Path(root).resolve()
        if not (self.root / "source").is_dir():
            raise NbjudgeError(
                f"{self.root} is not a course: it has no source folder. "
                "Change to the course folder, or name it with --course."
            )

    @property
    def assignments(self):
        """Names of the assignments, in order: the folders below source/ that hold a notebook."""
        return sorted({path.parent.name for path in (self.root / "source").glob("*/*.ipynb")})

    def check_assignments(self, names):
        """The given assignments, or all; raises `NbjudgeError` for a name that is none."""
        for name in names:
            if name not in self.assignments:
                raise NbjudgeError(
                    f"There is no assignment {name} in {self.root / 'source'}. "
                    f"There are: {', '.join(self.assignments) or 'none'}."
                )
        return list(names) or self.assignments

    def read(self, step, assignment, student=None):
        """The notebook of an assignment in ``source``, ``release`` or ``autograded``."""
        folder = Path(self.root, step, student or "", assignment)
        paths = sorted(folder.glob("*.ipynb"))
        if len(paths) != 1:
            raise NbjudgeError(f"Expected one notebook in {folder}, found {len(paths)}.")
        return nbformat.read(paths[0], as_version=4)

    def submit(self, student, assignment, nb):
        """Put a notebook where nbgrader collects it."""
        folder = self.root / "submitted" / student / assignment
        folder.mkdir(parents=True, exist_ok=True)
        name = next((self.root / "source" / assignment).glob("*.ipynb")).name
        nbformat.write(nb, folder / name)

    def copy_to(self, root, assignments=None):
        """A fresh course folder with the same sources, or some of them, and configuration."""
        root = Path(root)
        root.mkdir(parents=True, exist_ok=True)
        for name in self.assignments if assignments is None else assignments:
            source = self.root / "source" / name
            shutil.copytree(source, root / "source" / name, dirs_exist_ok=True)
        shutil.copy(self.root / "nbgrader_config.py", root)
        return Course(root)

    def start(self, *arguments, log, env=None, module="nbgrader"):
        """Start an nbgrader command in this folder; its output goes to the open file ``log``.

        ``module="nbjudge"`` starts one of nbjudge's.
        """
        scripts = Path(sys.executable).parent  # nbgrader calls alembic by name
        environment = os.environ | (env or {})
        environment["PATH"] = os.pathsep.join([str(scripts), environment.get("PATH", "")])
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=self.root,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )

    def run(self, *arguments, env=None, module="nbgrader"):
        """Run an nbgrader command to its end; raises `NbjudgeError` with what it said."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
            status = self.start(*arguments, log=log, env=env, module=module).wait()
            log.seek(0)
            if status != 0:
                raise NbjudgeError(_explain([module, *arguments], log.read()))

    def build(self, assignment):
        """Make the release of an assignment from its source; returns the files.

        Raises `NbjudgeError` where the source has a fault; the release is then what it was.
        """
        release = self.root / "release" / assignment
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder, assignment)
            if release.exists():
                shutil.copytree(release, kept)
            try:
                self.run("generate_assignment", assignment, "--force")
            except NbjudgeError:
                if kept.exists():
                    shutil.copytree(kept, release, dirs_exist_ok=True)
                raise
        return sorted(path for path in release.rglob("*") if path.is_file())

    def marks(self, assignment):
        """{student: {grade id of a test: points}} of all graded submissions, from the gradebook."""
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}", "nbjudge") as gradebook:
            try:
                submissions = gradebook.find_assignment(assignment).submissions
            except MissingEntry:
                return {}
            return {
                submission.student.id: {
                    grade.name: grade.score
                    for notebook in submission.notebooks
                    for grade in notebook.grades
                }
                for submission in submissions
            }


def _explain(arguments, output):
    """Our own message in what nbgrader printed, or the end of it."""
    lines = output.splitlines()
    for line in reversed(lines):
        if line.strip().startswith(("nbjudge.errors.", "nbjudge: ")):
            return line.split(": ", 1)[1].strip()
    return "\n".join([f"{' '.join(arguments)} failed:", *lines[-15:]])


def grade_id(cell):
    """The id by which nbgrader knows a cell, or None."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def is_test(cell):
    """Whether a cell holds automatic tests."""
    return cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)


def exercises(nb):
    """{exercise: {grade id of a test: points}} of a source or release notebook, in order.

    A solution cell's grade id names the exercise; its tests are ``test_EXERCISE`` and
    ``test_EXERCISE_PART``. Cells that are marked by hand are left out.
    """
    found = {grade_id(cell): {} for cell in nb.cells if is_solution(cell) and not is_grade(cell)}
    for cell in nb.cells:
        if is_grade(cell) and not is_solution(cell):
            owner = exercise_of(grade_id(cell), found)
            found[owner][grade_id(cell)] = float(cell.metadata.nbgrader.points)
    return found


def exercise_of(test, names):
    """The exercise that a test belongs to: the longest of ``names`` that its grade id begins with.

    Raises `NbjudgeError` for a test of no exercise.
    """
    owners = [name for name in names if f"{test}_".startswith(f"test_{name}_")]
    if not owners:
        raise NbjudgeError(
            f"The test {test} belongs to no exercise: name it test_EXERCISE or "
            f"test_EXERCISE_PART, where EXERCISE is one of {', '.join(names)}."
        )
    return max(owners, key=len)


def fill_in(release, answers):
    """A copy of a release with the solution cells of ``answers`` {exercise: text} replaced."""
    nb = nbformat.from_dict(release)
    for cell in nb.cells:
        if is_solution(cell) and grade_id(cell) in answers:
            cell.source = answers[grade_id(cell)]
    return nb


def seconds(cell):
    """How long a cell of an autograded notebook ran, in seconds; 0 where it did not."""
    times = cell.metadata.get("execution", {})
    try:
        start, end = times["iopub.execute_input"], times["shell.execute_reply"]
        return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()
    except (KeyError, TypeError, ValueError):  # of a cell that was not run, they are the student's
        return 0.0
