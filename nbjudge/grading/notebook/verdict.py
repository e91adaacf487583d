"""What came of a test cell: typed data, kept with the cell, and told in words here alone.

A `Verdict` is written into the metadata of each test cell that was run, by what ran it. Feedback,
report and tables read its fields; where a sentence is wanted, `headline`, `rows`, `words` and
`cause` make it. What a student puts into that place of a file is dropped before anything is run.
"""

from typing import Literal

import msgspec

from nbjudge.course import grade_id, is_test
from nbjudge.guard import OPEN

__all__ = [
    "NOT_RIGHT",
    "FollowThrough",
    "SecondOpinion",
    "Unfinished",
    "Verdict",
    "all_passed",
    "beginning",
    "cause",
    "failures",
    "followed",
    "for_instructor",
    "from_metadata",
    "headline",
    "of",
    "own_error",
    "record",
    "rows",
    "words",
]

VERSION = 1
_TEXT = 4000  # characters of a field
_SHORT = 300  # characters of a cause

Kind = Literal[
    "passed",
    "wrong",  # a check, an assertion or the test itself failed
    "error",  # the student's code raised an error
    "not attempted",  # blanks are open
    "undefined",  # a hidden test uses a name that the notebook does not define
    "timed out",  # the student's code took too long when the test called it
    "too much data",  # the student's code gives more than the judge may take
    "untestable",  # what the student's process sent cannot be read
    "unjudged",  # the test asks for what the judge cannot do
    "kernel died",
    "not run",  # what came before took all that a notebook may use
    "test timed out",  # the test itself did not come to its end
]
NOT_RIGHT = "A test found that this is not right yet."  # where there is no verdict

# A class of Python's own that no book names (3.13: code that ends too early).
_AS_KNOWN = {"_IncompleteInputError": "SyntaxError"}
_PLAIN = {
    "passed": "All tests of this cell passed.",
    "wrong": "A hidden test found that the result is not right yet.",
    "not attempted": "This is not there yet.",
    "timed out": "Your code took longer than the time limit when the tests called it.",
    "too much data": "Your code gives more data than the tests can take.",
    "unjudged": "This test could not be run on your work, which need not be a fault of yours. "
    "Ask your instructor to look at it.",
}


class Unfinished(msgspec.Struct, frozen=True, omit_defaults=True):
    """A cell of the student's that did not come to its end, and defines what a test uses."""

    cell: str  # its first line of code
    error: str = ""  # with which it ended: "ZeroDivisionError: division by zero"
    limit: str = ""  # at which it was stopped: "its time limit of 20 s"

    def __str__(self):
        ended = f"was stopped at {self.limit}" if self.limit else f"ended with {self.error}"
        return f"the cell “{self.cell}” {ended}"


class FollowThrough(msgspec.Struct, frozen=True):
    """What a test gave on top of right earlier exercises."""

    replaced: tuple[str, ...]  # earlier exercises that were the source's then
    points: float  # that count for the test now
    most: float
    whole: bool  # whether all of the test passed then

    def __str__(self):
        names = [f"“{name}”" for name in self.replaced]
        names = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        passes = "this is right" if self.whole else "part of this is right"
        return f"with a right {names}, {passes}: {self.points:g} of {self.most:g} points"


class SecondOpinion(msgspec.Struct, frozen=True):
    """What a test gave in the student's own process, where it differs from the judge's finding."""

    kind: Kind
    points: float
    judged: float  # points that the judge has given

    def __str__(self):
        return (
            f"in the student's own process the test gives {self.points:g} points ({self.kind}), "
            f"in the judge {self.judged:g}"
        )


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What came of one test cell."""

    version: int = VERSION
    kind: Kind
    name: str = ""  # what a check looked at, as the student wrote it: "cce(Y, Yhat)"
    text: str = ""  # what the error, the assertion or the limit says
    error: str = ""  # the class of the error
    yours: str = ""
    expected: str = ""  # a property or a shape that was missed
    tolerance: str = ""  # how near to the right value it should have come
    likely: str = ""  # the mistake that usually leads here
    before: tuple[Unfinished, ...] = ()
    steps: str = ""  # lines of the student's code through which the error came
    in_sight: bool = False  # whether it failed above all that is hidden from students
    how: Literal["judged", "in process", "by hand"] = "judged"
    pending: bool = False  # whether the mark waits for a person
    sandbox: bool = True  # whether the student's code ran in one
    why: str = ""  # for the instructor: why the cell was not judged
    follow_through: FollowThrough | None = None
    opinion: SecondOpinion | None = None  # students are told nothing of it: see `for_instructor`


def from_metadata(own):
    """The `Verdict` in a cell's metadata of ours; None for one that is absent or not readable.

    So is one of a later version: its fields may mean something else.
    """
    found = own.get("verdict") if isinstance(own, dict) else None
    if not isinstance(found, dict) or found.get("version", VERSION) != VERSION:
        return None
    try:
        return msgspec.convert(found, Verdict)
    except msgspec.ValidationError:
        return None


def of(cell):
    """The `Verdict` on a cell of a graded notebook, or None."""
    return from_metadata(cell.metadata.get("nbjudge"))


def record(cell, verdict):
    """Write a verdict into the metadata of a cell; texts that no file can hold are mended."""
    cell.metadata["nbjudge"] = {"verdict": msgspec.to_builtins(verdict, str_keys=True)}
    _mend(cell.metadata["nbjudge"])


def _mend(value):
    """Cut long texts, and drop half surrogate pairs, in place."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str):
            value[key] = item[:_TEXT].encode("utf-8", "replace").decode()
        elif isinstance(item, dict | list):
            _mend(item)


# Words.

_IN_PROCESS = "this test ran beside your code, because the judge cannot run it"


def followed(verdict):
    """Whether a test that failed was right on top of right earlier exercises."""
    return verdict.follow_through is not None and verdict.follow_through.whole


def headline(verdict):
    """What came of the cell, in one sentence or the error's own text."""
    kind, text = verdict.kind, verdict.text
    if followed(verdict):
        found = str(verdict.follow_through)
        return f"Right by follow-through: {found}."
    if verdict.pending and verdict.how == "by hand":
        return "This test could not be run on your work as usual. A person will look at it."
    if verdict.name:
        return f"{verdict.name}: not right yet."
    if kind in ("kernel died", "not run", "test timed out"):
        return f"This could not be marked: {text}."
    if kind == "undefined":
        return f"The tests use a name that your notebook does not define: {text}."
    if kind == "untestable":
        return f"The tests could not read what your code gives ({text}). Ask your instructor."
    if kind == "error":
        return f"Your code raised {verdict.error}: {text}".rstrip(": ")
    if kind == "wrong" and verdict.error not in ("", "CheckFailed"):
        return f"{verdict.error}: {text}".rstrip(": ")
    return text or _PLAIN[kind]


def rows(verdict):
    """[(label, text)]: yours, expected and likely, each cell that did not end, how it was run."""
    follow = verdict.follow_through
    if followed(verdict):
        alone = headline(msgspec.structs.replace(verdict, follow_through=None))
        return [("alone", alone.partition("\n")[0])]
    found = [
        ("follow-through", str(follow) if follow else ""),
        ("yours", verdict.yours),
        ("expected", verdict.expected or verdict.tolerance),
        ("likely", verdict.likely),
        *(("before", str(cell)) for cell in verdict.before),
        ("note", _IN_PROCESS if verdict.how == "in process" else ""),
    ]
    return [(label, text) for label, text in found if text]


def words(verdict):
    """All that a student is told of a verdict, in several lines."""
    lines = [headline(verdict)]
    for label, text in rows(verdict):
        lines.append(f"  {label + ':':10}" + text.replace("\n", "\n" + " " * 12))
    if verdict.steps and not followed(verdict):
        lines.append(verdict.steps.rstrip())
    return "\n".join(lines)


def cause(verdict):
    """In one line, what failed and why, without the student's own values: for counting."""
    if verdict.before:
        found = str(verdict.before[0])
    elif verdict.kind == "not attempted":
        found = f"{verdict.text or _PLAIN['not attempted']} ".partition(". ")[0] + "."
    elif verdict.name:
        why = verdict.likely or verdict.expected
        found = f"{verdict.name}: {why}" if why else headline(verdict)
    elif verdict.kind == "error":
        found = f"{verdict.error}: {verdict.text}".rstrip(": ")
    else:
        found = headline(verdict)
    return " ".join(found.split())[:_SHORT]


def for_instructor(verdict):
    """Why a person should look at a test: what came of it is no finding about the work."""
    if verdict.opinion is not None:
        found = "it passed" if verdict.kind == "passed" else cause(verdict)
        found = verdict.why or found
        return f"its mark waits for you: {verdict.opinion}: {found}"
    if verdict.pending:
        return f"its mark waits for you: {verdict.why}"
    if verdict.kind == "unjudged":
        return f"the judge could not run this test: {verdict.why}"
    if verdict.kind in ("kernel died", "not run", "test timed out"):
        return headline(verdict)
    return None


def failures(nb):
    """{grade id of a test that did not pass: its words} of a graded notebook."""
    found = {grade_id(cell): of(cell) for cell in nb.cells if is_test(cell)}
    return {name: words(one) for name, one in found.items() if one and one.kind != "passed"}


def all_passed(nb):
    """Whether all tests of a graded notebook have passed."""
    verdicts = [of(cell) for cell in nb.cells if is_test(cell)]
    return all(verdict is not None and verdict.kind == "passed" for verdict in verdicts)


# Cells of the student's own.


def own_error(cell):
    """In one line, the error with which a student's own cell ended; None if blanks are open."""
    for output in cell.get("outputs", []):
        if output.output_type == "error" and output.ename not in OPEN:
            name = _AS_KNOWN.get(output.ename, output.ename)
            return f"{name}: {output.evalue}"[:500]
    return None


def beginning(cell):
    """A cell as the student finds it: its first line of code, cut short."""
    lines = [line.strip() for line in cell.source.splitlines()]
    line = next((line for line in lines if line and not line.startswith("#")), "")
    return line if len(line) <= 60 else line[:59] + "…"
