"""How the tests of an assignment will be run: in the judge, or as nbgrader would.

The source is run for it, once for each state of it. What is found is kept with the assignment,
where ``nbjudge grade`` looks for it too.
"""

import json
from collections.abc import Callable, Sequence
from functools import cached_property

from nbgrader.apps import AutogradeApp
from nbgrader.converters import Autograde

from nbjudge.course import Course, grade_id, is_test
from nbjudge.errors import ConfigurationError, NbjudgeError, SandboxError, SourceError
from nbjudge.grading.classrun.kept import KEPT
from nbjudge.grading.classrun.protection import execute_step
from nbjudge.grading.course_files import cells_of, notebook_of, places
from nbjudge.grading.judge.names import read_names
from nbjudge.grading.notebook.classify import (
    TestClass,
    classify,
    fingerprint,
    keep,
    not_judged,
    read_kept,
)
from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.notebook.task import Files, Task
from nbjudge.grading.sandbox.backends import why_not
from nbjudge.grading.sandbox.provisioner import SandboxProvisioner

__all__ = ["Ways", "say_ways"]

_Place = tuple[str, str]  # notebook, grade id of a test


class Ways:
    """Tries the tests of a course's sources.

    Parameters
    ----------
    course : as it is configured.
    tell : called with a line before a source is run, which takes as long as the source does.

    Raises `ConfigurationError` where the course does not run its notebooks in the judge.
    """

    def __init__(self, course: Course, tell: Callable[[str], object] = lambda line: None) -> None:
        self._course = Course(course, application=AutogradeApp)
        app = self._course.application
        self._autograde = Autograde(coursedir=self._course.directory, parent=app)
        self._step = execute_step(self._autograde)
        self._tell = tell
        if not issubclass(self._step, JudgedExecute):
            raise ConfigurationError("nbgrader_config.py has no nbjudge.configure(c).")

    @property
    def unjudged(self) -> str:
        """What is done about tests that the judge cannot run, see `JudgedExecute`."""
        return str(self._step(parent=self._autograde).unjudged)

    def of(self, assignment: str) -> tuple[int, dict[_Place, TestClass]]:
        """(how many tests are judged, what was found of each other test).

        Raises `SandboxError` where a source must be run, and there is no sandbox for it.
        """
        folder = self._course.place("source", assignment)
        kept = self._course.place("autograded", assignment, KEPT)
        judged = 0
        others: dict[_Place, TestClass] = {}
        for path in sorted(folder.glob("*.ipynb")):
            cells = cells_of(folder, path.stem)
            key = fingerprint(cells, folder)
            tests = [grade_id(cell) for cell in cells if is_test(cell)]
            found = read_kept(kept, path.stem, key) if tests else {}
            if found is None:
                self._check_sandbox()
                self._tell(f"{assignment}: {path.name} is run, to see which tests can be judged.")
                found = classify(self._task(assignment, path.stem))
                keep(kept, path.stem, key, found)
            found = not_judged(found)
            others |= {(path.stem, test): found[test] for test in tests if test in found}
            judged += sum(test not in found for test in tests)
        return judged, others

    def refused(self, assignment: str) -> list[SourceError]:
        """Faults, where the configuration refuses tests that the judge cannot run."""
        if self.unjudged != "refuse":
            return []
        try:
            _, others = self.of(assignment)
        except Exception:  # it cannot be run here; it is tried again before a class is graded
            return []
        return [
            SourceError(
                f"The judge cannot run this test, and c.JudgedExecute.unjudged is 'refuse': "
                f"{one.why}",
                "Rewrite it (docs/judge.md), or set that option to 'process' or 'manual'.",
                assignment=assignment, notebook=notebook, cell=test,
            )
            for (notebook, test), one in others.items()
            if one.way == "in process"
        ]  # fmt: skip

    def _check_sandbox(self) -> None:
        if self._no_sandbox is not None:
            raise SandboxError(self._no_sandbox)

    @cached_property
    def _no_sandbox(self) -> str | None:
        provisioner = SandboxProvisioner(config=self._autograde.config)
        return why_not(provisioner.backend) if provisioner.sandbox_required else None

    def _task(self, assignment: str, notebook: str) -> Task:
        folder = self._course.place("source", assignment)
        cells = cells_of(folder, notebook)
        files = Files(
            (path.relative_to(folder).as_posix(), path.read_bytes())
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".ipynb"
        )
        return Task(
            assignment,
            "the source",
            notebook,
            json.dumps(notebook_of(cells)),
            self._step,
            self._autograde.config,
            dict(files),
            files,
            places(cells),
            read_names(cells),
        )


def say_ways(course: str, assignments: Sequence[str], count: bool = True) -> None:
    """Print which tests of assignments run in the judge; sources are run for that.

    ``count`` : also how many there are of them, and not only each that does not.
    """
    try:
        ways = Ways(Course(course), lambda line: print(line, flush=True))
        for assignment in assignments:
            try:
                judged, others = ways.of(assignment)
            except (ConfigurationError, SandboxError):
                raise
            except Exception as error:  # such a source says nothing of its tests
                print(f"{assignment}: its tests could not be tried: {error}")
                continue
            if count:
                whole = judged + len(others)
                print(f"{assignment}: {judged} of {whole} test cells run in the judge.")
            for (notebook, test), one in others.items():
                place = f"  - {notebook}" if count else f"{assignment}: {notebook}"
                print(f"{place}, {test}: {one.told(ways.unjudged)}")
    except NbjudgeError as error:
        reason = str(error).partition(". ")[0].rstrip(".")
        print(
            f"Whether the judge can run the tests was not tried: {reason}. `nbjudge grade` tries "
            "it before it grades a class."
        )
