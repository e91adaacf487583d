"""What a student wrote in each blank of an exercise, and whether it is right, if one can tell.

A student's cell is compared, statement by statement, with the source's: where a statement still has
the form of its template, the blanks are read back; where it has not, the whole line is one answer.
"""

import ast
import functools
import re
from dataclasses import dataclass, replace

from nbjudge.authoring.blanks import Word, fill, match
from nbjudge.cell_code import find_blanks, without_magics
from nbjudge.insight.canonical import LONGEST, header_meaning, meaning, meaning_of, parse

__all__ = ["Answer", "Reading", "judge", "one_newline", "read"]

_BODIES = ("body", "orelse", "finalbody", "handlers", "cases")
_TIMED = re.compile(r"^([ \t]*+)%time (?=\S)", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """What stands in one blank, or in place of a whole line."""

    template: int  # which template of the exercise, from 0
    blank: int | None  # which of its blanks, from 0; None: the line has another form
    text: str
    meaning: str
    start: int | None = None  # where it stands in the cell, in characters
    end: int | None = None
    state: str = ""  # "open", "right" (as in the source), "other"; after `judge` also "wrong"


@dataclass(frozen=True)
class Reading:
    """A student's solution cell, compared with the source's."""

    answers: tuple = ()
    changed: bool = False  # lines beside the blanks are not those of the source
    problem: str = ""  # why it could not be read

    def deviations(self):
        """The answers that are not the source's."""
        return [answer for answer in self.answers if answer.state == "other"]

    @property
    def as_source(self):
        """Whether the cell does just what the source's does."""
        return (
            bool(self.answers)
            and not self.changed
            and not self.problem
            and all(answer.state == "right" for answer in self.answers)
        )


@dataclass
class _Statement:
    node: ast.stmt
    place: tuple  # names of the functions and classes that it stands in
    depth: int  # of blocks
    template: int | None = None  # the one that it fills
    given: bool = False  # whether it is a line of the source beside the templates


@dataclass(frozen=True)
class _Expected:
    """What the source has in place of a template."""

    statement: ast.stmt
    place: tuple
    text: str
    blanks: tuple  # meaning of each
    line: str  # meaning of the statement


def read(exercise, code):
    """The `Reading` of a student's text of the solution cell of an `Exercise`.

    Places in it are those of `one_newline`'s text. It reads what it can: whatever a student wrote,
    the reading of it costs nobody else a page.
    """
    if len(code) > LONGEST:
        return Reading(problem=f"this is too long to be read: {len(code):,} characters")
    try:
        return _read(exercise, one_newline(code))
    except Exception as error:  # Python's syntax trees have more forms than anybody thinks of
        return Reading(problem=f"this cannot be read ({type(error).__name__})")


def one_newline(code):
    """Code with each of Python's newlines as one character: a lone carriage return is one too."""
    return code.replace("\r\n", "\n").replace("\r", "\n")


def _read(exercise, code):
    templates = tuple(exercise.templates)
    expected, frame = _expected(exercise.source, templates)
    tree, blanks = parse(code), []
    if tree is None and "?" in code:
        blanks = find_blanks(code)
        tree = parse(_Lines(code, blanks).filled())
    if tree is None and ("%" in code or "!" in code):
        # What IPython alone understands is left out; all else keeps its line and column.
        text = _TIMED.sub(r"\1if 1: ", _Lines(code, blanks).filled())
        tree = parse(without_magics(text))
    if tree is None:
        return Reading(problem="this is not Python: Python cannot read the cell")
    lines = _Lines(code, blanks)
    statements = list(_statements(tree.body))
    given = [item for item in frame if not isinstance(item[-1], int)]
    for item in statements:
        if (own := _frame(item, lines)) in given:
            item.given = True
            given.remove(own)
    answers = []
    for number, wanted in enumerate(expected):
        found = _find(wanted, statements)
        if found is None:
            continue
        statement, parts = found
        statement.template = number
        if parts is None:
            answers.append(_line(number, wanted, statement.node, lines))
        else:
            answers += _blanks(number, wanted, parts, lines)
    if templates and blanks and not any(answer.state == "open" for answer in answers):
        answers.append(Answer(0, None, "?", "?", state="open"))  # of a body, or more
    changed = [_frame(item, lines) for item in statements] != frame
    return Reading(tuple(answers), changed)


@functools.lru_cache(maxsize=200)
def _expected(source, templates):
    """[`_Expected`] of the templates, and the frame of the cell: its statements in order."""
    statements, lines = list(_statements(ast.parse(source).body)), _Lines(source, [])
    by_line = {}
    for item in statements:
        by_line.setdefault(item.node.lineno, item)
    expected = []
    for number, template in enumerate(templates):
        item = by_line[template.answer_first]
        item.template = number
        blanks = tuple(meaning(text) for text in template.blanks)
        line = lines.meaning(item.node)
        expected.append(_Expected(item.node, item.place, template.text, blanks, line))
    return expected, [_frame(item, lines) for item in statements]


def _statements(body):
    """Each `_Statement` in order, without recursion: an elif stands within the else of another."""
    waiting = [(node, (), 0) for node in reversed(body)]
    while waiting:
        node, place, depth = waiting.pop()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.stmt):
            yield _Statement(node, place, depth)
        inner = isinstance(node, ast.FunctionDef | ast.ClassDef)
        inside = (*place, node.name) if inner else place
        for name in reversed(_BODIES):
            waiting += [(part, inside, depth + 1) for part in reversed(getattr(node, name, ()))]


def _frame(item, lines):
    if item.template is not None:
        return item.place, item.depth, item.template
    return item.place, item.depth, lines.meaning(item.node)


def _find(wanted, statements):
    """(statement, what its blanks stand for); None in place of these where the form is another.

    None where nothing takes the place of the template.
    """
    free = [item for item in statements if item.template is None and item.place == wanted.place]
    for item in sorted(free, key=lambda item: item.given):  # those the source gives come last
        if type(item.node) is not type(wanted.statement):
            continue
        parts = match(wanted.text, item.node)
        if parts is not None:
            return item, parts
    role = _role(wanted.statement)
    # The last one: above it may stand lines that prepare it.
    return next(((item, None) for item in reversed(free) if _role(item.node) == role), None)


def _role(statement):
    """What a statement is there for: the same name assigned, the same function called."""
    target = getattr(statement, "targets", None) or getattr(statement, "target", None)
    if target is not None:
        return "assign" if not isinstance(statement, ast.For) else "for", _dump(target)
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        return "call", _dump(statement.value.func)
    return (type(statement).__name__,)


def _dump(node):
    return ast.unparse(node) if isinstance(node, ast.AST) else ",".join(map(_dump, node))


class _Lines:
    """Places in the text of a cell; Python counts columns in bytes."""

    def __init__(self, code, blanks):
        self.code = code
        self._lines = code.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._open = [self._starts[line - 1] + column for line, column in blanks]

    def filled(self):
        """With a name of the same length for each open blank, so that all stays in its place."""
        text = list(self.code)
        for place in self._open:
            text[place] = "_"
        return "".join(text)

    def offset(self, line, column):
        text = self._lines[line - 1]
        if not text.isascii():
            column = len(text.encode()[:column].decode(errors="ignore"))
        return self._starts[line - 1] + column

    def range(self, part):
        """(start, end) of a node, or of a `Word` where that can be told."""
        if isinstance(part, Word):
            if isinstance(part.node, ast.Attribute):
                end = self.offset(part.node.end_lineno, part.node.end_col_offset)
                return end - len(part), end
            if isinstance(part.node, ast.keyword):
                start = self.offset(part.node.lineno, part.node.col_offset)
                return start, start + len(part)
            return None, None
        return (
            self.offset(part.lineno, part.col_offset),
            self.offset(part.end_lineno, part.end_col_offset),
        )

    def header(self, node):
        """(start, end) of a statement, without its body."""
        start, end = self.range(node)
        body = next((part for name in _BODIES if (part := getattr(node, name, None))), None)
        if body:
            first = getattr(body[0], "pattern", body[0])  # a case has no place of its own
            end = self.offset(first.lineno, first.col_offset)
            end = start + len(self.code[start:end].partition("#")[0].rstrip())
        return start, end

    def meaning(self, node):
        """Of a statement, without its body."""
        start, end = self.header(node)
        return header_meaning(self.code[start:end]) or meaning_of(node, header=True)

    def is_open(self, start, end):
        return start is not None and any(start <= place < end for place in self._open)


def _blanks(number, wanted, parts, lines):
    found = []
    for index, part in enumerate(parts):
        start, end = lines.range(part)
        text = str(part) if start is None else lines.code[start:end]
        own = meaning(text)
        right = own == wanted.blanks[index]
        found.append(Answer(number, index, text, own, start, end, "right" if right else "other"))
        if lines.is_open(start, end):
            found[-1] = replace(found[-1], meaning="?", state="open")
    if any(answer.state == "other" for answer in found):
        # Each may differ, and the whole mean the same: `? * ?`.
        whole = fill(wanted.text, [answer.text for answer in found])
        if header_meaning(whole) == wanted.line:
            found = [replace(answer, state="right") for answer in found]
    return found


def _line(number, wanted, node, lines):
    start, end = lines.header(node)
    text, own = lines.code[start:end], lines.meaning(node)
    if lines.is_open(start, end):
        return Answer(number, None, text, "?", start, end, "open")
    state = "right" if own == wanted.line else "other"
    return Answer(number, None, text, own, start, end, state)


def judge(reading, full, settled):
    """The answers of a `Reading` with their states made sure, as far as the tests can tell.

    Parameters
    ----------
    full : whether the exercise has all its points: then all that is filled in is right.
    settled : whether everything else that its tests reach is right.

    What differs from the source is wrong when it alone can be the cause; else it stays "other".
    """
    others = reading.deviations()
    alone = settled and not reading.changed and len({a.template for a in others}) == 1
    alone = alone and len(others) == 1 and all(a.state != "open" for a in reading.answers)
    verdict = "right" if full else "wrong" if alone else "other"
    return [
        replace(answer, state=verdict) if answer.state == "other" else answer
        for answer in reading.answers
    ]
