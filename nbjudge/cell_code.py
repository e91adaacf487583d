"""The code of a cell, whoever wrote it: its syntax tree, its blanks, its lines.

Every text is a cell: a student's may be no Python, hold a NUL or half a surrogate pair, be nested
deeper than Python can read, or be megabytes long. Nothing here raises for it, or takes longer than
a second or two. A text that cannot be read has no tree; one that is longer than `LIMIT`, or would
take too long, is read as one without a tree and without blanks.
"""

import ast
import re
import sys
import warnings
from collections.abc import Iterator, Sequence

from parso.python.tokenize import PythonToken, tokenize_lines
from parso.utils import parse_version_string

__all__ = [
    "LIMIT",
    "blanks_by_line",
    "fill_blanks",
    "find_blanks",
    "is_check",
    "parse",
    "split_lines",
    "with_title",
    "without_magics",
    "without_title",
]

# The first line of a check cell in a release; Colab shows it as the title of a form.
_TITLE = "# @title Check: "

LIMIT = 100_000  # characters; Python parses them in half a second and 100 MB at worst

_GRAMMAR = parse_version_string(f"{sys.version_info.major}.{sys.version_info.minor}")
_WORK = 20_000_000  # characters that the tokenizer may look at in a text: about two seconds
_PER_TOKEN = 500  # what a token takes, counted in such characters
# Cell magics whose body is Python; the bodies of all others (%%bash, %%html) are left alone.
_PYTHON_MAGICS = {"%%time", "%%timeit", "%%capture", "%%prun"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_SHELL_OR_MAGIC = re.compile(r"(?:[\w\s,.\[\]]*=\s*)?[!%](?!=)")  # of a stripped line
_ANY_TITLE = re.compile(r"#\s*@title\b")
_NAME = r"%{0,2}(?:[^\W\d]|\*)[\w*]*(?:\.[\w*]+|\[-?\d+\])*"
_HELP = re.compile(rf"(?:\?{{1,2}}\s*{_NAME}|{_NAME}\?{{1,2}})(?:\s*;)?")  # of a stripped line


def parse(code: str, limit: int | None = LIMIT) -> ast.Module | None:
    """The syntax tree of a cell's code; None where Python cannot read it.

    ``limit`` : how many characters are read at most; None for code that is no student's.
    """
    if limit is not None and len(code) > limit:
        return None
    try:
        with warnings.catch_warnings():  # of "\d" and the like
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except Exception:  # SyntaxError, ValueError, UnicodeError, RecursionError, MemoryError, …
        return None


def split_lines(code: str) -> list[str]:
    r"""The lines of a code as Python counts them, with their ends: ``\n``, ``\r\n`` or ``\r``."""
    return _LINE.findall(code)


def find_blanks(code: str) -> list[tuple[int, int]]:
    """Positions of the blanks in a cell's code: a list of (line from 1, column from 0).

    A ``?`` within a string, a comment or the text of an f-string is no blank. Lines are those of
    `split_lines`.
    """
    # What Python can read has no blanks: parso reads some f-strings of Python 3.12 wrongly.
    if "?" not in code or parse(code) is not None:
        return []
    return [
        token.start_pos
        for token in _tokens(code)
        if token.type.name == "ERRORTOKEN" and token.string == "?"
    ]


def fill_blanks(code: str, fillings: str | Sequence[str] = "_") -> str:
    """The code with its blanks replaced, all by the same text or each by its own.

    Raises ValueError where there are not as many texts as blanks.
    """
    blanks = find_blanks(code)
    texts = [fillings] * len(blanks) if isinstance(fillings, str) else fillings
    lines = split_lines(code)
    for (line, column), text in reversed(list(zip(blanks, texts, strict=True))):
        lines[line - 1] = lines[line - 1][:column] + text + lines[line - 1][column + 1 :]
    return "".join(lines)


def blanks_by_line(code: str) -> dict[int, int]:
    """The blanks that a student left in a cell: {line: how many}; IPython's help is no blank."""
    lines = split_lines(code)
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines and lines[start].startswith("%%"):
        if lines[start].split()[0] not in _PYTHON_MAGICS:
            return {}
        lines[start] = "\n"
        code = "".join(lines)
    blanks = find_blanks(code)
    if not blanks or code.strip() in ("?", "??"):  # IPython's own introduction
        return {}
    no_code = set()
    for first, last in _logical_lines(code):
        text = "".join(lines[first - 1 : last]).strip()
        if _SHELL_OR_MAGIC.match(text) or (first == last and _HELP.fullmatch(text)):
            no_code.update(range(first, last + 1))
    found: dict[int, int] = {}
    for line, _ in blanks:
        if line not in no_code:
            found[line] = found.get(line, 0) + 1
    return found


def without_magics(code: str) -> str:
    """The code with ``pass`` for what IPython alone understands; all else keeps its line.

    Of ``%time`` and of cell magics with a body of Python the statements stay; of others, such as
    ``%%bash``, nothing does.
    """
    lines = split_lines(code)
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if lines and lines[start].startswith("%%"):
        if lines[start].split()[0] not in _PYTHON_MAGICS:
            return ""
        lines[start] = "\n"
    for number, line in enumerate(lines):
        text = line.strip()
        if _SHELL_OR_MAGIC.match(text):
            indent = line[: len(line) - len(line.lstrip())]
            target, equals, _ = re.split("[!%]", text, maxsplit=1)[0].partition("=")
            statement = f"{target}= None" if equals else "pass"
            if text.startswith("%time "):
                statement = text.removeprefix("%time ").strip() or "pass"
            lines[number] = f"{indent}{statement}\n"
    return "".join(lines)


def is_check(code: str) -> bool:
    """Whether a cell's code is that of a check cell with a title."""
    return code.startswith(_TITLE)


def with_title(code: str, title: str) -> str:
    """The code of a check cell with a title as its first line, in place of one that is there.

    A cell magic must stay on the first line: such a cell is left as it is.
    """
    if code.lstrip().startswith("%%"):
        return code
    first, _, rest = code.partition("\n")
    return f"{_TITLE}{title}\n{rest if _ANY_TITLE.match(first) else code}"


def without_title(code: str) -> str:
    """The code of a check cell as it stands in the source: without the title of a release."""
    return code.partition("\n")[2] if is_check(code) else code


def _tokens(code: str) -> list[PythonToken]:
    """parso's tokens of a code; none of them where it is too long, or would take too long."""
    if len(code) > LIMIT:
        return []
    lines = split_lines(code)
    if lines and lines[0].startswith("\ufeff"):
        lines[0] = " " + lines[0][1:]  # parso drops it, and counts columns from what is left
    tokens, work, depth = [], 0, 0
    try:
        for token in tokenize_lines([*lines, ""], version_info=_GRAMMAR):
            depth += {"FSTRING_START": 1, "FSTRING_END": -1}.get(token.type.name, 0)
            # Within f-strings parso searches the rest of the line for each that is open.
            row = min(token.start_pos[0], len(lines)) - 1
            work += _PER_TOKEN + max(depth, 0) * len(lines[row])
            if work > _WORK:
                return []
            tokens.append(token)
    except Exception:  # parso has faults too
        return []
    return tokens


def _logical_lines(code: str) -> Iterator[tuple[int, int]]:
    """First and last line number of each logical line (one that brackets do not continue)."""
    first = None
    for token in _tokens(code):
        kind = token.type.name
        if kind in ("INDENT", "DEDENT", "ERROR_DEDENT"):
            continue
        if kind in ("NEWLINE", "ENDMARKER"):
            if first is not None:
                yield first, token.start_pos[0]
            first = None
        elif first is None:
            first = token.start_pos[0]
