"""``nbjudge new`` and ``nbjudge adopt``: a course whose configuration has nbjudge in it."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.apps import AutogradeApp
from nbgrader.converters import Autograde

from nbjudge.authoring.build import build, check
from nbjudge.course import CONFIGURATION, Course, fill_in
from nbjudge.errors import CourseError
from nbjudge.grading.classrun.protection import missing_protection

__all__ = ["Adopted", "adopt", "new"]

_NAME = "ps1"


def new(folder: str | os.PathLike[str]) -> Path:
    """Make a course with a small assignment, its answers and three made-up students.

    Returns the folder; raises `CourseError` where it holds something already.
    """
    root = Path(folder).resolve()
    if root.exists() and not (root.is_dir() and not any(root.iterdir())):
        raise CourseError(
            f"{root} is not empty. Name a folder that is not there yet, or, for a course that is, "
            f"give the command `nbjudge adopt {folder}`."
        )
    source = root / "source" / _NAME
    source.mkdir(parents=True)
    (root / "answers" / _NAME).mkdir(parents=True)
    (root / CONFIGURATION).write_text(_CONFIGURATION, encoding="utf-8")
    (root / "README.md").write_text(_README, encoding="utf-8")
    (root / "answers" / _NAME / "mean.py").write_text(_ANSWERS, encoding="utf-8")
    nbformat.write(_notebook(), source / f"{_NAME}.ipynb")
    build(root)
    course = Course(root)
    release = course.read("release", _NAME)
    for student, answer in _STUDENTS.items():
        course.submit(student, _NAME, fill_in(release, answer))
    return root


@dataclass(frozen=True)
class Adopted:
    """What became of a course that had no line of nbjudge's."""

    root: Path
    backup: Path | None  # of its configuration; None where there was none, or it had the line
    missing: list[str] = field(default_factory=list)  # what the configuration takes away again
    faults: dict[str, list[str]] = field(default_factory=dict)  # assignment → what stops its build
    advice: dict[str, list[str]] = field(default_factory=dict)  # assignment → what might be better
    made: bool = False  # whether there was no configuration, and there is now

    @property
    def change(self) -> str:
        """What has become of its configuration, in a sentence or two."""
        if self.made:
            return f"There was no {CONFIGURATION}. There is one now, with nbjudge.configure(c)."
        if self.backup is None:
            return f"{CONFIGURATION} has the line nbjudge.configure(…) already."
        return f"{CONFIGURATION} ends in nbjudge.configure(…) now; as it was: {self.backup.name}"


def adopt(folder: str | os.PathLike[str] = ".") -> Adopted:
    """Add nbjudge's line to the configuration of a course, and look at all its sources.

    Where there are sources and no configuration, as nbgrader needs none, it is made.
    Raises `ConfigurationError`, with the configuration as it was, where it cannot be loaded.
    """
    root = Path(folder).resolve()
    path, backup = root / CONFIGURATION, None
    made = not path.exists() and any(root.glob("source/*/*.ipynb"))
    if made:
        path.write_text(_CONFIGURATION, encoding="utf-8")
    Course(root)  # refuses what cannot be loaded as it is
    text = path.read_text(encoding="utf-8")
    if "nbjudge.configure(" not in text:
        backup = _free(root / f"{CONFIGURATION}.before-nbjudge")
        shutil.copy2(path, backup)
        path.write_text(f"{text.rstrip()}\n{_LINES}", encoding="utf-8")
    try:
        course = Course(root, application=AutogradeApp)
        missing = missing_protection(
            Autograde(coursedir=course.directory, parent=course.application)
        )
        found = {name: check(course, name) for name in course.check_assignments()}
    except BaseException:
        if backup is not None:
            backup.replace(path)
        elif made:
            path.unlink()
        raise
    return Adopted(
        course.root,
        backup,
        missing,
        {name: one.faults for name, one in found.items() if one.faults},
        {name: one.advice for name, one in found.items() if one.advice},
        made,
    )


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number, free = number + 1, path.with_name(f"{path.name}-{number + 1}")
    return free


_LINES = """
# nbjudge: the sandbox, the judge, feedback without hidden tests. Below it nothing must be set that
# takes its steps of GenerateAssignment, Autograde and GenerateFeedback away.
import nbjudge

nbjudge.configure(get_config())
"""

# The course of `new`.

_CONFIGURATION = '''"""How nbgrader runs this course."""

import nbjudge

c = get_config()

c.CourseDirectory.course_id = "course"

# Blanks, the sandbox, the judge, feedback without hidden tests. What stands below outweighs it.
nbjudge.configure(c)
'''

_README = f"""# A course with nbjudge

| folder | |
|---|---|
| `source/{_NAME}/` | the assignment as you write it, answers and hidden tests in it |
| `release/{_NAME}/` | what students get; made by `nbjudge build` |
| `answers/{_NAME}/` | right and wrong answers, to prove that the tests are fair |
| `submitted/` | what came in; three made-up students now: remove them |

```console
nbjudge build                # after each change of a source
nbjudge audit                # are the tests fair?
nbjudge grade {_NAME}            # all who have handed in
nbjudge report {_NAME}           # what the class has understood, in reports/
nbgrader generate_feedback {_NAME}
```

Open `source/{_NAME}/{_NAME}.ipynb` in JupyterLab to see how it is made: its *Create Assignment*
panel shows the type of each cell. The question in words is marked by hand, in nbgrader's
formgrader.
"""

_ANSWERS = """\
# %% right: as in the source
def mean(values):
    return sum(values) / len(values)


# %% right: a loop
def mean(values):
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


# %% wrong: forgets to divide [natural]
# edit of: as in the source
-    return sum(values) / len(values)
+    return sum(values)


# %% wrong: divides as whole numbers
# edit of: as in the source
-    return sum(values) / len(values)
+    return sum(values) // len(values)
"""

_STUDENTS = {
    "ada": {"mean": "def mean(values):\n    return sum(values) / len(values)"},
    "alan": {"mean": "def mean(values):\n    return sum(values) // len(values)"},
    "grace": {},  # as it was released
}


def _cell(
    make: Callable[..., NotebookNode], name: str, source: str, **flags: object
) -> NotebookNode:
    base = {"grade": False, "solution": False, "locked": False, "task": False}
    nbgrader = base | {"grade_id": name, "schema_version": 3} | flags
    return make(source, id=name, metadata={"nbgrader": nbgrader})


def _notebook() -> NotebookNode:
    """The assignment: an exercise with a blank and a hidden test, and a question by hand."""
    cells = [
        new_markdown_cell(
            "# The mean\n\nFill in each `?`, then run the cell below it, which checks your answer.",
            id="title",
        ),
        _cell(new_code_cell, "setup", "from nbjudge import check", locked=True),
        new_markdown_cell("## 1. A function", id="exercise"),
        _cell(
            new_code_cell,
            "mean",
            "def mean(values):\n"
            '    """The mean of a list of numbers."""\n'
            "    #? return ?(values) / ?\n"
            "    return sum(values) / len(values)",
            solution=True,
        ),
        _cell(
            new_code_cell,
            "test_mean",
            'check.close(mean([1, 2, 3]), 2.0, "mean([1, 2, 3])")\n'
            'check.passed("mean")\n'
            "### BEGIN HIDDEN TESTS\n"
            'check.close(mean([1, 2]), 1.5, "the mean of two other numbers")\n'
            'check.close(mean([-5.0]), -5.0, "the mean of one number")\n'
            "### END HIDDEN TESTS",
            grade=True,
            locked=True,
            points=2,
        ),
        new_markdown_cell(
            "## 2. A question\n\nWhen is the median a better summary than the mean?", id="question"
        ),
        _cell(
            new_markdown_cell,
            "why",
            "### BEGIN SOLUTION\nWhere a few values are far from all others.\n### END SOLUTION",
            grade=True,
            solution=True,
            points=1,
        ),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nb: NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return nb
