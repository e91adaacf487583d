"""Blanks: the ``#?`` lines of a source cell, and what a student sees in their place.

Formatters such as ruff and black make ``# ?`` of it, which means the same.

A line that begins with ``#?`` is the student's version of the statement directly below it::

    #? return np.mean(np.?(? * ?, axis=?))
    return np.mean(np.sum(-Y * np.log(Yhat), axis=0))

Several ``#?`` lines in a row make one template of several lines. Above a compound statement
(``for``, ``if``, ``def``, …) the template stands for its header alone; the body stays as it is,
and may hold templates of its own.

Everything here works on tokens and syntax trees. Template and answer must be the same tree, but
that each ``?`` stands for an expression, a name, an attribute or an argument. So they cannot
drift apart, and the same match reads back what a student wrote in each blank.

A source shows as much as its ``#?`` lines say; `nbjudge.authoring.levels` makes releases of it that
show less. Where its own form would not do there, ``#?line:``, ``#?body:`` or ``#?specification:``
says what is shown instead.
"""

import ast
import functools
import io
import re
import tokenize
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager

from nbjudge.cell_code import fill_blanks, find_blanks
from nbjudge.errors import SourceError

__all__ = [
    "Run",
    "Template",
    "Word",
    "as_line",
    "fill",
    "find_runs",
    "find_templates",
    "is_template",
    "match",
    "open_blanks",
    "read_blanks",
    "without_magics",
]

MARK = "#?"
_MARKS = (MARK, "# ?")
_TEMPLATE = re.compile(r"# ?\?(?:(line|body|specification):)?")
_PYTHON_MAGICS = (["time"], ["timeit"], ["capture"], ["prun"])  # whose lines below are Python
# The parts of a compound statement that lie below its header, or above it (decorators).
_NOT_HEADER = {"body", "orelse", "finalbody", "handlers", "cases", "decorator_list"}
_IGNORED = {"ctx", "kind", "type_comment", "type_params"}


@dataclass(frozen=True)
class Template:
    """One template of a source cell and the answer that it stands for.

    Lines are counted from 1 within the cell; ``last`` lines belong to the range.
    """

    text: str  # the template, without ``#?`` and indentation
    answer: str  # the statement (or header) that it hides, without indentation
    blanks: tuple[str, ...]  # the answer's text for each ``?``, in order
    indent: int
    first: int  # first ``#?`` line
    answer_first: int
    answer_last: int


@dataclass
class Run:
    """``#?`` lines in a row, all above the same statement: {level: what is shown of it there}."""

    first: int
    last: int  # the statement stands on the line below
    indent: int
    texts: dict


def is_template(line):
    """Whether a line of a source cell is one of a template."""
    return line.strip().startswith(_MARKS)


def without_magics(source):
    """A cell as plain Python of as many lines: IPython's magics and shell commands left out.

    The lines below a cell magic that is no Python's (``%%bash``, ``%%writefile``) are left out too.
    """
    lines = source.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines[first].startswith("%%"):
        if lines[first][2:].split()[:1] not in _PYTHON_MAGICS:
            return "\n" * (len(lines) - 1)
        lines[first] = ""
    for number, line in enumerate(lines):
        text = line.lstrip()
        if re.match(r"%\w|!\S", text):
            lines[number] = line[: len(line) - len(text)] + "pass"
    return "\n".join(lines)


def open_blanks(source, templates=None):
    """The student's version of a cell: every template in place of its answer.

    ``templates`` are those of another level. Raises `SourceError` where a template has no
    statement, or does not match it.
    """
    lines = source.split("\n")
    cuts = {run.first: (run.last, []) for run in find_runs(source)}  # no mark is left
    for template in find_templates(source) if templates is None else templates:
        shown = [(" " * template.indent + line).rstrip() for line in template.text.split("\n")]
        cuts[template.first] = template.answer_last, shown
    shown, number = [], 1
    while number <= len(lines):
        if number in cuts:
            number, text = cuts[number]
            shown += text
        else:
            shown.append(lines[number - 1])
        number += 1
    return "\n".join(shown)


def find_templates(source, level="expression"):
    """All templates of a cell, in order; raises `SourceError` with the line of a faulty one.

    ``level="line"`` : those of which each hides all that its statement does, see `as_line`.
    """
    runs = find_runs(source)
    if not runs:
        return []
    lines, code = source.split("\n"), without_magics(source)
    starts = {}
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.stmt):
            starts.setdefault(node.lineno, []).append(node)
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    ends = [token.start[0] for token in tokens if token.type == tokenize.NEWLINE]
    found = []
    for run in runs:
        if not starts.get(run.last + 1):
            raise SourceError(
                f"no statement stands directly below the template `{[*run.texts.values()][-1]}`.",
                "Write the answer on the very next line.",
                line=run.first,
            )
        text = run.texts.get("expression")
        if level == "line":
            text = run.texts.get("line", text and _at_line(text, run.first))
        if text is not None:
            found.append(_read_template(source, lines, starts, ends, run, text))
    return found


def find_runs(source):
    """Each `Run` of a cell, in order; raises `SourceError` with the line of a faulty one."""
    if not any(mark in source for mark in _MARKS):
        return []
    try:
        code = without_magics(source)
        ast.parse(code)
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (SyntaxError, tokenize.TokenError) as error:
        raise SourceError(
            f"the cell holds a {MARK} template but is not valid Python ({error}).",
            "Mend the cell.",
            line=getattr(error, "lineno", None),
        ) from error
    lines = source.split("\n")
    return [
        Run(first, last, indent, _texts(lines, first, last, indent))
        for first, last, indent in _comment_blocks(lines, tokens)
    ]


def _texts(lines, first, last, indent):
    """{level: text} of ``#?`` lines; those with no level are what the source itself shows."""
    texts = {}
    for number in range(first, last + 1):
        mark = _TEMPLATE.match(lines[number - 1][indent:])
        text = lines[number - 1][indent + mark.end() :].removeprefix(" ").rstrip()
        texts.setdefault(mark[1] or "expression", []).append(text)
    return {level: "\n".join(text) for level, text in texts.items()}


def _comment_blocks(lines, tokens):
    """(first line, last line, indentation) of each run of ``#?`` comments."""
    blocks = []
    for token in tokens:
        if token.type != tokenize.COMMENT or not is_template(token.string):
            continue
        line, column = token.start
        if lines[line - 1][:column].strip():
            raise SourceError(
                f"a {MARK} template stands behind code.",
                "Put it on a line of its own, directly above the statement that it hides.",
                line=line,
            )
        if blocks and blocks[-1][1] == line - 1 and blocks[-1][2] == column:
            blocks[-1][1] = line
        else:
            blocks.append([line, line, column])
    return blocks


def _read_template(source, lines, starts, ends, run, text):
    first, last, indent = run.first, run.last, run.indent
    statements = starts[last + 1]
    answer_last = min((end for end in ends if end > last), default=last + 1)
    inside = sum(len(starts.get(number, [])) for number in range(last + 1, answer_last + 1))
    if inside > 1:
        raise SourceError(
            f"several statements stand on the line below the template `{text}`.",
            "Give each statement a line of its own.",
            line=last + 1,
        )
    statement = statements[0]
    if statement.col_offset != indent:
        raise SourceError(
            f"the template `{text}` is not indented like the statement below it.",
            f"Indent both by {statement.col_offset} spaces.",
            line=first,
        )
    refuse_help_syntax(text, first)
    found = _match_statement(text, statement, first)
    if found is None:
        raise SourceError(
            f"the template `{text}` does not match its answer `{lines[last].strip()}`.",
            "Each ? stands for one expression, name, attribute or argument; "
            "all else must be the same in both.",
            line=first,
        )
    return Template(
        text=text,
        answer="\n".join(line[indent:] for line in lines[last:answer_last]),
        blanks=tuple(_text_of(source, item) for item in found),
        indent=indent,
        first=first,
        answer_first=last + 1,
        answer_last=answer_last,
    )


def refuse_help_syntax(text, line):
    """Refuse shapes that IPython would run as help, so that the cell passes unfilled."""
    if text.lstrip().startswith("?"):
        raise SourceError(
            f"the template `{text}` begins with ?, which IPython runs as help without an error.",
            "Keep the left side of the statement: `x = ?`, `return ?`.",
            line=line,
        )
    shown = text + "\n"
    if TransformerManager().transform_cell(shown) != shown:
        raise SourceError(
            f"a line of the template `{text}` ends in a name and ?, "
            "which IPython runs as help without an error.",
            "Let the ? stand for the whole expression, or put brackets round it.",
            line=line,
        )


def match(text, statement):
    """What each blank of a template stands for in the syntax tree of a statement.

    A list of nodes, and of `Word`s where a blank stands for a name; None where they differ. Of a
    compound statement only the header is compared.
    """
    template, count = _parse_template(text)
    found = {}
    if not _match(template, statement, found, skip=_NOT_HEADER):
        return None
    return [found[_name(number)] for number in range(count)]


class Word(str):
    """A name that a blank stands for; ``node`` is what it belongs to."""

    node = None


def _match_statement(text, statement, line):
    try:
        return match(text, statement)
    except SourceError as error:
        raise error.at(line=line) from error.__cause__


_OPENED = re.compile(rb"(?:=|\b(?:return|yield|in|if|while|with))\s*\(+$")


def as_line(text):
    """A template that hides all that its statement does: the whole right side, or argument.

    What is assigned or called stays, and so does the form of ``[?, ?, ?]``, where nothing but
    blanks stands on the right.
    """
    statement, count = _parse_template(text)
    code = fill_blanks(text, [_name(number) for number in range(count)]).encode()
    starts = [0]
    for line in code.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    spans, outer = [], -1
    for node in _right_sides(statement):
        start = starts[node.lineno - 1] + node.col_offset
        spans.append((start, starts[node.end_lineno - 1] + node.end_col_offset))
    for start, end in sorted(spans):  # of an index within an index the outer one
        if start < outer:
            spans.remove((start, end))
        outer = max(outer, end)
    for start, end in sorted(spans, reverse=True):
        head, tail, blank = code[:start].rstrip(), code[end:].lstrip(), b"?"
        while _OPENED.search(head) and tail.startswith(b")"):  # brackets that the tree does not see
            head, tail, blank = head[:-1].rstrip(), tail[1:].lstrip(), b" ?"
            start, end = len(head), len(code) - len(tail)
        code = code[:start] + blank + code[end:]
    return re.sub(r"__blank_\d+__", "?", code.decode())


def _at_line(text, line):
    try:
        return as_line(text)
    except SourceError as error:
        raise error.at(line=line) from error.__cause__


def _right_sides(statement):
    """The parts of a template's statement that a ``?`` of level ``line`` stands for."""
    if isinstance(statement, ast.Expr):
        value = statement.value
        value = value.value if isinstance(value, ast.Await) else value
        if isinstance(value, ast.Call):
            for part in _arguments(value):
                yield part.value if isinstance(part, ast.keyword) else part
        elif isinstance(value, ast.Yield | ast.YieldFrom) and value.value is not None:
            yield value.value
        return
    for target in [getattr(statement, "target", None), *getattr(statement, "targets", [])]:
        for node in ast.walk(target) if target is not None else ():
            if isinstance(node, ast.Subscript) and _has_blank(node.slice):
                yield node.slice
    for name in ("value", "iter", "test", "subject"):
        part = getattr(statement, name, None)
        if isinstance(part, ast.expr) and not _is_form(part):
            yield part
    for item in getattr(statement, "items", ()):
        yield item.context_expr


def _is_form(node):
    """Whether it is ``?`` or such as ``[?, ?]``, which tells how many numbers are asked for."""
    parts = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
    return bool(parts) and all(isinstance(p, ast.Name) and _is_blank(p.id) for p in parts)


def _has_blank(node):
    return any(isinstance(part, ast.Name) and _is_blank(part.id) for part in ast.walk(node))


@functools.lru_cache(maxsize=1000)
def _parse_template(text):
    """Its syntax tree, with a name for each blank, and how many there are."""
    blanks = find_blanks(text)
    if not blanks:
        raise SourceError(
            f"the template `{text}` has no ?.",
            f"Put a ? where the student is to write, or drop the {MARK} line.",
        )
    code = fill_blanks(text, [_name(number) for number in range(len(blanks))])
    template = None
    for body in ("", "\n    pass"):
        try:
            template = ast.parse(code + body).body
            break
        except SyntaxError as error:
            cause = error
    if template is None:
        raise SourceError(
            f"the template `{text}` is not Python, even with its blanks filled.",
            "Each ? stands for one expression, name, attribute or argument.",
        ) from cause
    _refuse_hidden_targets(template, text)
    return (template[0] if len(template) == 1 else None), len(blanks)


def _refuse_hidden_targets(template, text):
    for node in ast.walk(ast.Module(template, [])):
        stored = isinstance(getattr(node, "ctx", None), ast.Store | ast.Del)
        if stored and _is_blank(getattr(node, "id", getattr(node, "attr", ""))):
            raise SourceError(
                f"the template `{text}` hides the name that its statement assigns.",
                "Keep the left side; blanks belong on the right, or within an index.",
            )


def _name(number):
    return f"__blank_{number}__"


def _is_blank(text):
    return isinstance(text, str) and text.startswith("__blank_")


def _match(template, answer, found, skip=frozenset()):
    """Are the two trees the same, but for blanks? Collects into ``found`` what these stand for."""
    if isinstance(template, ast.Name) and _is_blank(template.id):
        if not isinstance(answer, ast.expr):
            return False
        found[template.id] = answer
        return True
    if isinstance(template, ast.AST):
        if type(template) is not type(answer):
            return False
        if isinstance(template, ast.Call):
            return _match(template.func, answer.func, found) and _match_arguments(
                _arguments(template), _arguments(answer), found
            )
        fields = [f for f in template._fields if f not in skip and f not in _IGNORED]
        for name in fields:
            one, other = getattr(template, name, None), getattr(answer, name, None)
            if _is_blank(one) and isinstance(other, str):
                found[one] = Word(other)
                found[one].node = answer
            elif not _match(one, other, found):
                return False
        return True
    if isinstance(template, list):
        return len(template) == len(answer) and all(
            _match(one, other, found) for one, other in zip(template, answer, strict=True)
        )
    if _is_blank(template) and isinstance(answer, str):
        found[template] = Word(answer)
        return True
    return type(template) is type(answer) and template == answer


def _arguments(call):
    """Positional and keyword arguments in the order in which they are written."""
    return sorted([*call.args, *call.keywords], key=lambda node: (node.lineno, node.col_offset))


def _match_arguments(template, answer, found):
    if len(template) != len(answer):
        return False
    for one, other in zip(template, answer, strict=True):
        if isinstance(one, ast.Name) and _is_blank(one.id):
            found[one.id] = other  # a whole argument, be it positional or by keyword
        elif not _match(one, other, found):
            return False
    return True


def _text_of(source, item):
    if isinstance(item, str):
        return item
    return ast.get_source_segment(source, item) or ast.unparse(item)


def fill(text, fillings):
    """A template with its blanks filled by the given texts; ``"?"`` leaves one open."""
    return fill_blanks(text, fillings)


def read_blanks(text, statement):
    """What a student wrote in each blank of a template.

    ``statement`` is the student's statement, or the header of a compound one, as source text
    without indentation. Returns a list of texts, or None where the statement no longer has the
    template's form (then only a test can judge it).
    """
    for code in (statement, statement + "\n    pass"):
        try:
            body = ast.parse(code).body
        except SyntaxError:
            continue
        if len(body) == 1:
            found = match(text, body[0])
            return found and [_text_of(code, item) for item in found]
    return None
