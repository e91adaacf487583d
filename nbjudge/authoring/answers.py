"""Answers files: what students might put into a solution cell, right and wrong.

``answers/ASSIGNMENT/EXERCISE.py`` holds all answers to one exercise. Each begins with a head that
says whether it is right, and what its idea is:

    # %% right: as in the source
    def mean(x):
        return np.sum(x) / len(x)


    # %% wrong: forgets to divide [natural]
    # edit of: as in the source
    -    return np.sum(x) / len(x)
    +    return np.sum(x)

An answer is whole, or edits of a whole right one. An edit looks like a part of a diff: lines that
begin with ``-`` make way for those that begin with ``+``, lines that begin with a space stay and
say where. The old lines must stand in the right answer exactly once. An empty line stands between
two edits. ``natural`` marks a slip that students really make. ``endless`` in place of ``wrong`` is
an answer that never comes to an end; the audit leaves those out, the demo shows one.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from nbjudge.errors import AnswersError

__all__ = ["KINDS", "Answer", "parse", "read_answers", "read_assignment"]

KINDS = ("right", "wrong", "endless")

_HEAD = re.compile(r"# ?%%")
_FULL_HEAD = re.compile(r"# ?%% *(\w+) *: *(.*?)(?: +\[(\w+)\])? *")
_EDIT_OF = re.compile(r"# ?edit of: *(.*?) *")


@dataclass(frozen=True)
class Answer:
    """One answer to an exercise.

    ``text`` is the whole text of the solution cell; it begins with the title, as a comment, so that
    whoever meets the answer in a notebook sees its idea. ``line`` is that of its head in ``path``.
    """

    kind: str
    title: str
    text: str
    natural: bool
    path: Path
    line: int

    def __str__(self):
        return f"{self.path}, line {self.line}, “{self.title}”"


def read_assignment(folder):
    """{exercise: its answers} of a folder of answers files; empty where there is no such folder.

    Raises `AnswersError` that names all faults of all files, each with file and line.
    """
    found, faults = {}, []
    for path in sorted(Path(folder).glob("*.py")):
        if path.name.startswith((".", "_")):
            continue
        try:
            found[path.stem] = read_answers(path)
        except AnswersError as error:
            faults.append(str(error))
    if faults:
        raise AnswersError("\n".join(faults))
    return found


def read_answers(path):
    """The answers in a file, as a list in its order; raises `AnswersError` where it has a fault."""
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AnswersError(f"{path} cannot be read: {error}") from error
    return parse(text, path)


def parse(text, path):
    """The answers in the text of an answers file; ``path`` is named in what they and errors say."""
    sections, faults = _sections(text.split("\n"))
    counts = Counter(section.title for section in sections)
    bodies = {}  # of the whole right answers
    for section in sections:
        if counts[section.title] > 1:
            faults.append((section.line, f"the title “{section.title}” stands more than once"))
        if section.kind == "right" and section.base is None:
            bodies[section.title] = section.body
    answers = []
    for section in sections:
        body = section.body
        if section.base is not None:
            body = _edited(section, bodies, faults)
        elif not any(line.strip() for line in body):
            faults.append((section.line, "the answer is empty"))
        answers.append(
            Answer(
                section.kind,
                section.title,
                _with_title(section.title, body),
                section.natural,
                path,
                section.line,
            )
        )
    if faults:
        raise AnswersError(
            "\n".join(f"{path}, line {line}: {what}." for line, what in sorted(faults))
        )
    return answers


@dataclass
class _Section:
    """A head and the lines below it."""

    line: int
    kind: str
    title: str
    natural: bool
    body: list
    base: str | None = None  # the title of the right answer that it edits


def _sections(lines):
    """All sections of a file, and the faults of their heads: [(line, words)]."""
    sections, faults = [], []
    for number, line in enumerate(lines, 1):
        if _HEAD.match(line):
            section, fault = _head(number, line)
            sections.append(section)
            faults += [(number, fault)] if fault else []
        elif sections:
            sections[-1].body.append(line)
        elif line.strip() and not line.startswith("#"):
            faults.append((number, "code stands above the first head, such as `# %% right: TITLE`"))
    for section in sections:
        body = section.body
        while body and not body[-1].strip():
            body.pop()
        edit = _EDIT_OF.fullmatch(body[0]) if body else None
        if edit:
            section.base = edit[1]
            if section.kind == "right":
                faults.append((section.line, "a right answer stands whole, not as an edit"))
    return sections, faults


def _head(number, line):
    """The `_Section` that a head begins, and what is wrong with it, or None."""
    match = _FULL_HEAD.fullmatch(line)
    kind, title, tag = match.groups() if match else ("", "", None)
    fault = None
    if kind not in KINDS or not title:
        fault = f"a head is `# %% KIND: TITLE`, where KIND is one of {', '.join(KINDS)}"
    elif tag not in (None, "natural"):
        fault = f"there is no tag [{tag}]; the only one is [natural]"
    elif tag and kind != "wrong":
        fault = "only a wrong answer can be [natural]"
    return _Section(number, kind, title, tag is not None, []), fault


def _edited(section, bodies, faults):
    """The lines that the edits of a section make of their right answer."""
    base = bodies.get(section.base)
    if base is None:
        faults.append(
            (section.line + 1, f"“{section.base}” is no title of a whole right answer in this file")
        )
        return []
    text, start = [*base], section.line + 2
    hunks, hunk = [], []
    for number, line in enumerate([*section.body[1:], ""], start):
        if line and line[0] not in " +-":
            faults.append((number, "a line of an edit begins with `-`, `+` or a space"))
        elif line:
            hunk.append((number, line))
        elif hunk:
            hunks.append(hunk)
            hunk = []
    if not hunks:
        faults.append((section.line, "the edit has no lines"))
    for hunk in hunks:
        number = hunk[0][0]
        old = [line[1:] for _, line in hunk if line[0] in " -"]
        new = [line[1:] for _, line in hunk if line[0] in " +"]
        places = [i for i in range(len(text)) if old and text[i : i + len(old)] == old]
        if not old:
            faults.append((number, "an edit that only adds lines needs one that stays beside them"))
        elif old == new:
            faults.append((number, "the edit changes nothing"))
        elif len(places) != 1:
            there = f"stand {len(places)} times" if places else "do not stand"
            faults.append(
                (number, f"the old lines of the edit {there} in “{section.base}”; once is needed")
            )
        else:
            text[places[0] : places[0] + len(old)] = new
    return text


def _with_title(title, body):
    """The text of the cell, with the title as a comment on top, but below a cell magic."""
    place = 1 if body and body[0].startswith("%%") else 0
    return "\n".join([*body[:place], f"# {title}", *body[place:], ""])
