"""A course folder: its assignments and exercises, and nbgrader's own commands run in it."""

import itertools
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Container, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import is_grade, is_solution

from nbjudge.errors import CourseError, NbjudgeError

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Application, Config

__all__ = [
    "CONFIGURATION",
    "POLICY",
    "SECRET",
    "Course",
    "build_options",
    "exercise_of",
    "exercises",
    "fill_in",
    "grade_id",
    "is_test",
    "keep_apart",
    "seconds",
]

CONFIGURATION = "nbgrader_config.py"
POLICY = "policy.toml"  # beside it, see `grading.classrun.policy`
SECRET = ".nbjudge-secret"  # beside the gradebook, see `grading.secret`


class Course:
    """A course folder, as nbgrader's own `CourseDirectory` knows it by its configuration.

    Parameters
    ----------
    folder : where nbgrader_config.py lies, or a course, which is opened anew.
    options : as on nbgrader's command line; they outweigh the configuration.
    application : the class of nbgrader's applications whose short options are known.

    Raises `ConfigurationError` where the configuration cannot be used.
    """

    def __init__(
        self,
        folder: "Course | str | os.PathLike[str]" = ".",
        options: Iterable[str] = (),
        application: "type[Application] | None" = None,
    ) -> None:
        # nbgrader's applications take a second to import, and workers do without.
        from nbgrader.apps import NbGrader

        from nbjudge.application import open_application

        self.folder: Path = folder.folder if isinstance(folder, Course) else Path(folder).resolve()
        self.application = open_application(application or NbGrader, self.folder, options)
        self.directory: CourseDirectory = self.application.coursedir

    @property
    def root(self) -> Path:
        """The folder that nbgrader's own are in; most often that of nbgrader_config.py."""
        return Path(self.directory.root)

    def place(self, step: str, assignment: str, student: str = ".") -> Path:
        """The folder of an assignment in a step: ``source``, ``submitted``, …"""
        name = getattr(self.directory, f"{step}_directory")
        return Path(os.path.normpath(self.directory.format_path(name, student, assignment)))

    @property
    def assignments(self) -> list[str]:
        """Names of the assignments, in order: the folders of the sources that hold a notebook."""
        whole = self.place("source", "*")
        place = whole.parts.index("*")
        folders = Path(*whole.parts[:place]).glob("/".join((*whole.parts[place:], "*.ipynb")))
        return sorted({folder.parts[place] for folder in folders})

    def check_assignments(self, names: Iterable[str] = ()) -> list[str]:
        """The given assignments, or all; raises `CourseError` for a name that is none."""
        names, known = list(names), self.assignments
        sources = self.place("source", "")
        if not known:
            raise CourseError(
                f"There is nothing to work on: no notebook in {sources}/ASSIGNMENT. Write one, or "
                "make a course with an example: nbjudge new FOLDER"
            )
        for name in names:
            if name not in known:
                raise CourseError(
                    f"There is no assignment {name} in {sources}. There are: {', '.join(known)}."
                )
        return names or known

    def read(self, step: str, assignment: str, student: str = ".") -> NotebookNode:
        """The notebook of an assignment in ``source``, ``release`` or ``autograded``."""
        folder = self.place(step, assignment, student)
        paths = sorted(folder.glob("*.ipynb"))
        if len(paths) != 1:
            raise CourseError(
                f"Expected one notebook in {folder}, found {len(paths)}. This command knows "
                "assignments of one notebook only."
            )
        nb: NotebookNode = nbformat.read(paths[0], as_version=4)
        return nb

    def submit(self, student: str, assignment: str, nb: NotebookNode) -> None:
        """Put a notebook where nbgrader collects it."""
        folder = self.place("submitted", assignment, student)
        folder.mkdir(parents=True, exist_ok=True)
        name = next(self.place("source", assignment).glob("*.ipynb")).name
        nbformat.write(nb, folder / name)

    def copy_to(
        self, root: str | os.PathLike[str], assignments: Iterable[str] | None = None
    ) -> "Course":
        """A course of its own with the same sources, or some of them, and configuration.

        Whatever the configuration says, the copy keeps to its own folder and its own gradebook.
        Its secret is none: what is tried in it comes out the same each time.
        """
        root = Path(root)
        root.mkdir(parents=True, exist_ok=True)
        for path in self.folder.iterdir():  # what the configuration may import or read
            if _belongs_to_configuration(path):
                shutil.copyfile(path, root / path.name)
        text = (self.folder / CONFIGURATION).read_text(encoding="utf-8")
        (root / CONFIGURATION).write_text(f"{text}\n{_KEEP_APART}", encoding="utf-8")
        (root / SECRET).write_text("0" * 64, encoding="ascii")  # the same inputs at each trial
        made = Course(root)
        for name in self.assignments if assignments is None else assignments:
            shutil.copytree(self.place("source", name), made.place("source", name))
        for path in self.place("source", "").iterdir():  # such as nbgrader's header.ipynb
            if path.is_file():
                shutil.copy(path, made.place("source", ""))
        return made

    def start(
        self,
        *arguments: str,
        log: IO[Any] | int,
        env: Mapping[str, str] | None = None,
        module: str = "nbgrader",
    ) -> "subprocess.Popen[bytes]":
        """Start an nbgrader command in this folder; its output goes to the open file ``log``.

        ``module="nbjudge"`` starts one of nbjudge's.
        """
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=self.folder,
            env=os.environ | dict(env or {}),
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )

    def run(
        self,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        module: str = "nbgrader",
        accept: Container[int] = (0,),
        log: str | os.PathLike[str] | None = None,
    ) -> None:
        """Run an nbgrader command to its end; raises `CourseError` with what it said.

        ``accept`` are the exit statuses that are none of an error; what it said is appended to the
        file ``log``, if there is one.
        """
        with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
            status = self.start(*arguments, log=file, env=env, module=module).wait()
            file.seek(0)
            said = file.read()
        if log is not None:
            with Path(log).open("a", encoding="utf-8") as kept:
                kept.write(said)
        if status not in accept:
            raise CourseError(_explain([module, *arguments], said))

    def build(
        self, assignment: str, install: str | None = None, level: str | None = None
    ) -> list[Path]:
        """Make the release of an assignment from its source; returns the files.

        ``install`` : in place of the configuration's, where releases get the packages that they
        import: the path of a wheel, or an address.
        ``level`` : in place of the sources', how much of each exercise is hidden.

        Raises `NbjudgeError` where the source has a fault; the release is then what it was.
        """
        options = build_options(install, level)
        release = self.place("release", assignment)
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder, assignment)
            if release.exists():
                shutil.copytree(release, kept)
            try:
                self.generate(assignment, *options)
            except BaseException:
                if kept.exists():
                    shutil.copytree(kept, release, dirs_exist_ok=True)
                raise
        return sorted(path for path in release.rglob("*") if path.is_file())

    def generate(self, assignment: str, *options: str) -> Path:
        """Let nbgrader make a release, with options of its own; returns the folder.

        Raises the `NbjudgeError` of a step of ours as it is.
        """
        from nbgrader.apps import GenerateAssignmentApp
        from nbgrader.converters import GenerateAssignment, NbGraderException

        from nbjudge.application import open_application

        given = [f"--assignment={assignment}", "--force", *options]
        app = open_application(GenerateAssignmentApp, self.folder, given)
        errors = _Errors()
        app.log.handlers = [errors]
        app.log.setLevel(logging.WARNING)
        try:
            GenerateAssignment(coursedir=app.coursedir, parent=app).start()
        except NbGraderException as error:
            for cause in errors.raised:
                if isinstance(cause, NbjudgeError):
                    raise cause from error
            text = f"nbgrader cannot make the release of {assignment}: {errors.text()}"
            if (
                "Cannot add or remove cells" in text
            ):  # nbgrader's words, where there are submissions
                text += f"\nTo do it all the same: nbjudge regrade {assignment} --preview"
            raise CourseError(text) from error
        return Path(os.path.normpath(app.coursedir.format_path(
            app.coursedir.release_directory, ".", assignment
        )))  # fmt: skip

    def gradebook(self) -> Gradebook:
        """nbgrader's gradebook of this course, opened; a context manager."""
        return Gradebook(self.directory.db_url, self.directory.course_id)

    def marks(self, assignment: str) -> dict[str, dict[str, float]]:
        """{student: {grade id of a test: points}} of all graded submissions, from the gradebook."""
        with self.gradebook() as gradebook:
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


def build_options(install: str | None = None, level: str | None = None) -> list[str]:
    """nbgrader's options for those of `Course.build`."""
    options = [f"--ClearBlanks.level={level}"] if level else []
    if install:
        place = install if "://" in install else Path(install).expanduser().resolve()
        options.append(f"--AddColab.install={place}")
    return options


class _Errors(logging.Handler):
    """Keeps what nbgrader's converters log as an error, and the exceptions that they handle."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.raised: list[BaseException] = []
        self._lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = sys.exception()
        if error is not None and error not in self.raised:
            self.raised.append(error)
        self._lines.append(record.getMessage())

    def text(self) -> str:
        """What came of it, in a few lines."""
        if self.raised:
            return "\n".join(f"{type(error).__name__}: {error}" for error in self.raised)
        return "\n".join(self._lines)


# Copies of a course: the audit's and the demo's.

_KEEP_APART = """
# A copy of a course keeps to its own folder and gradebook, whatever stands above.
import nbjudge.course

nbjudge.course.keep_apart(get_config(), __file__)
"""


def _belongs_to_configuration(path: Path) -> bool:
    """Whether a configuration may import or read a file beside it; lists of students are none."""
    kinds = (".py", ".json", ".toml", ".ini", ".cfg", ".yaml", ".yml")
    # In a copy nobody is late, and of the assignments it may have some only.
    ours = path.name.startswith(".") or path.name in (CONFIGURATION, POLICY, "pyproject.toml")
    return path.is_file() and path.suffix in kinds and not ours


def keep_apart(config: "Config", file: str) -> None:
    """Let a configuration name the folder of its file, and a gradebook in it, and nothing outside.

    The copy of a course that nbjudge makes calls this at the end of its nbgrader_config.py.
    """
    folder = Path(file).resolve().parent
    beside = folder / "nbgrader_config.json"
    if beside.is_file():  # it would outweigh this file
        config.merge(json.loads(beside.read_text(encoding="utf-8")))
        beside.unlink()
    for name in _FORMER:
        for option in _PLACES & set(config.get(name, ())):
            del config[name][option]
    chosen = config.CourseDirectory
    for name in ("source", "release", "submitted", "autograded", "feedback", "solution",
                 "source_with_tests"):  # fmt: skip
        if _leads_out(chosen.get(f"{name}_directory", name)):
            del chosen[f"{name}_directory"]
    if _leads_out(chosen.get("directory_structure", "")):
        del chosen["directory_structure"]
    for name in ("student_id", "student_id_exclude", "notebook_id", "assignment_id"):
        chosen.pop(name, None)
    chosen.root = os.fspath(folder)
    chosen.db_url = f"sqlite:///{folder / 'gradebook.db'}"


# Sections in which nbgrader still reads what is CourseDirectory's now.
_FORMER = ("NbGrader", "NbGraderConfig", "BasicConfig", "BaseNbGraderApp", "BaseApp")
_PLACES = {"db_url", "course_directory", "directory_structure", "source_directory",
           "release_directory", "submitted_directory", "autograded_directory",
           "feedback_directory", "solution_directory", "student_id", "notebook_id",
           "assignment_id"}  # fmt: skip


def _leads_out(name: object) -> bool:
    return not isinstance(name, str) or Path(name).is_absolute() or ".." in Path(name).parts


def _explain(arguments: Iterable[str], output: str) -> str:
    """Our own message in what nbgrader printed, whole, or the end of it."""
    lines = output.splitlines()
    for number, line in reversed(list(enumerate(lines))):
        found = re.match(r"\s*(?:nbjudge\.errors\.\w+|nbjudge): (.*)", line)
        if found:
            rest = itertools.takewhile(lambda line: not _LOG_LINE.match(line), lines[number + 1 :])
            return "\n".join([found[1], *rest]).strip()
    return "\n".join([f"{' '.join(arguments)} failed:", *lines[-15:]])


_LOG_LINE = re.compile(r"\[\w+ \| [A-Z]+\]|Traceback ")


def grade_id(cell: NotebookNode) -> Any:
    """The id by which nbgrader knows a cell, or None."""
    return cell.metadata.get("nbgrader", {}).get("grade_id")


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell holds automatic tests."""
    return cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)


def exercises(nb: NotebookNode) -> dict[str, dict[str, float]]:
    """{exercise: {grade id of a test: points}} of a source or release notebook, in order.

    A solution cell's grade id names the exercise; its tests are ``test_EXERCISE`` and
    ``test_EXERCISE_PART``. Cells that are marked by hand are left out, and those without a test.
    """
    found: dict[str, dict[str, float]] = {
        grade_id(cell): {} for cell in nb.cells if is_solution(cell) and not is_grade(cell)
    }
    for cell in nb.cells:
        if is_grade(cell) and not is_solution(cell):
            owner = exercise_of(grade_id(cell), found)
            found[owner][grade_id(cell)] = float(cell.metadata.nbgrader.points)
    return {name: tests for name, tests in found.items() if tests}


def exercise_of(test: str, names: Iterable[str]) -> str:
    """The exercise that a test belongs to: the longest of ``names`` that its grade id begins with.

    Raises `NbjudgeError` for a test of no exercise.
    """
    owners = [name for name in names if f"{test}_".startswith(f"test_{name}_")]
    if not owners:
        raise CourseError(
            f"The test {test} belongs to no exercise: name it test_EXERCISE or "
            f"test_EXERCISE_PART, where EXERCISE is one of {', '.join(names)}."
        )
    return max(owners, key=len)


def fill_in(release: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
    """A copy of a release with the solution cells of ``answers`` {exercise: text} replaced."""
    nb: NotebookNode = nbformat.from_dict(release)
    for cell in nb.cells:
        if is_solution(cell) and grade_id(cell) in answers:
            cell.source = answers[grade_id(cell)]
    return nb


def seconds(cell: NotebookNode) -> float:
    """How long a cell of an autograded notebook ran, in seconds; 0 where it did not."""
    times = cell.metadata.get("execution", {})
    try:
        start, end = times["iopub.execute_input"], times["shell.execute_reply"]
        return (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds()
    except (KeyError, TypeError, ValueError):  # of a cell that was not run, they are the student's
        return 0.0
