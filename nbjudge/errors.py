"""Every error that nbjudge raises on purpose.

Exception
└── NbjudgeError
    ├── ConfigurationError nbgrader_config.py, or an option of the command line, cannot be used
    ├── CourseError        a course folder does not hold what a command needs
    ├── SourceError        an instructor's notebook cannot be used as it is
    ├── BuildError         releases cannot be built, for these faults
    ├── AnswersError       a file of answers, for the audit, cannot be used as it is
    ├── SubmissionError    a student's file cannot be graded
    ├── SandboxError       no sandbox can be built here
    ├── HelperError        a process of the grader's own was lost; what it did can be done again
    ├── CollectingError    files, lists or tables of an LMS cannot be read or written
    ├── ReportError        there is nothing to report on, or the report cannot be written
    ├── GradingError       a class cannot be graded as asked, or no further
    ├── JudgeError         a test cell asks for what the judge cannot do
    └── WireError          a message between judge and kernel breaks the rules

The judge's channel derives two kinds of its own from `WireError`.
"""

from collections.abc import Iterable
from typing import Any, Self

__all__ = [
    "AnswersError",
    "BuildError",
    "CollectingError",
    "ConfigurationError",
    "CourseError",
    "GradingError",
    "HelperError",
    "JudgeError",
    "NbjudgeError",
    "ReportError",
    "SandboxError",
    "SourceError",
    "SubmissionError",
    "WireError",
]


class NbjudgeError(Exception):
    """Base of all errors of nbjudge; its text says what is wrong, where, and what to do next."""


class ConfigurationError(NbjudgeError):
    """A configuration that cannot be loaded or used as it is; nothing has been done."""


class CourseError(NbjudgeError):
    """A course folder without what a command needs, or in which one of nbgrader's steps failed."""


class SourceError(NbjudgeError):
    """Something in a source notebook that must be mended before a release can be built.

    Parameters
    ----------
    problem : what is wrong, in one sentence.
    next_step : what the instructor should do about it.
    assignment, notebook, cell : names of the place; the cell by its grade id, or its position.
    line : line of the cell, counted from 1.
    style : whether a release could be built all the same, and would show no answer.
    """

    def __init__(
        self,
        problem: str,
        next_step: str,
        *,
        assignment: str | None = None,
        notebook: str | None = None,
        cell: str | None = None,
        line: int | None = None,
        style: bool = False,
    ) -> None:
        super().__init__(problem, next_step)
        self.problem = problem
        self.next_step = next_step
        self.assignment = assignment
        self.notebook = notebook
        self.cell = cell
        self.line = line
        self.style = style

    def at(self, **place: Any) -> Self:
        """Fill in the parts of the place that are not known yet; returns the same error."""
        for name, value in place.items():
            if getattr(self, name) is None:
                setattr(self, name, value)
        return self

    def __str__(self) -> str:
        parts = [
            self.assignment and f"assignment {self.assignment}",
            self.notebook and f"notebook {self.notebook}",
            self.cell and f"cell {self.cell}",
            self.line and f"line {self.line}",
        ]
        where = ", ".join(part for part in parts if part)
        return (
            f"{where}: {self.problem} {self.next_step}"
            if where
            else (f"{self.problem} {self.next_step}")
        )


class AnswersError(NbjudgeError):
    """A file of right and wrong answers with a fault; each line names file, line and fault."""


class BuildError(NbjudgeError):
    """Releases that cannot be built; none was, and those that were there are kept.

    Parameters
    ----------
    faults : all that was found, as errors.
    """

    def __init__(self, faults: Iterable[Exception]) -> None:
        super().__init__(faults)
        self.faults = list(faults)

    def __str__(self) -> str:
        if len(self.faults) == 1:
            return str(self.faults[0])
        lines = "\n".join(f"  - {fault}" for fault in self.faults)
        return f"{len(self.faults)} faults, so nothing was built:\n{lines}"


class SubmissionError(NbjudgeError):
    """A student's file that cannot be read or matched to the assignment."""


class SandboxError(NbjudgeError):
    """This machine, as it is set up, cannot build a sandbox for students' code."""


class HelperError(NbjudgeError):
    """A process that helps the grader has ended, or failed, by no fault of a submission."""


class GradingError(NbjudgeError):
    """A run over a class that cannot begin, or cannot go on; what is done is kept."""


class JudgeError(NbjudgeError):
    """A test cell uses something that cannot pass between the judge and the student's kernel."""


class CollectingError(NbjudgeError):
    """An archive, a list of students, or a table of an LMS that cannot be read or written."""


class ReportError(NbjudgeError):
    """There is nothing to report on, or it cannot be read or written."""


class WireError(NbjudgeError):
    """A message that breaks the rules, or a value that cannot be put into one."""
