"""How much of an exercise a release shows: scaffolds that fade, all made from one source.

Each level hides all that the one before hides, and more:

- ``expression`` : what the ``?`` of the source's templates stand for;
- ``line`` : the whole right side of these statements, ``z1 = ?``;
- ``body`` : all of a function below its docstring, ``return ?``. One that returns nothing shows the
  attributes that it sets, ``self.output = ?``. One that has no docstring, or neither returns nor
  sets anything, says too little, and is shown line by line;
- ``specification`` : functions and classes as a whole. Words made of their headers and docstrings
  say what to write, above ``softmax = ?``. One without any docstring is shown as its body is.

Whatever is not an answer in the source stays at each level, unless it stands in such a body or
class. Where this would not do, lines in the source say what is shown, see `authoring.blanks`.
"""

import ast
import itertools
import textwrap
from dataclasses import dataclass

from nbjudge.authoring.blanks import (
    MARK,
    Template,
    find_runs,
    find_templates,
    is_template,
    open_blanks,
    refuse_help_syntax,
    without_magics,
)
from nbjudge.cell_code import find_blanks
from nbjudge.errors import ConfigurationError, SourceError

__all__ = ["LEVELS", "answer_lines", "answers", "check_level", "hidden", "level_of", "show"]

LEVELS = ("expression", "line", "body", "specification")
_WIDTH = 99  # of the comments of a specification
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_DOCUMENTED = (*_FUNCTIONS, ast.ClassDef)
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


def check_level(level):
    """Raise `ConfigurationError` for a word that is no level; None is none, and is fine."""
    if level is not None and level not in LEVELS:
        raise ConfigurationError(f"There is no level {level!r}. There are: {', '.join(LEVELS)}.")


def level_of(nb, cell, chosen=""):
    """The level of an exercise: ``chosen``, or else what its cell or its notebook says.

    They say it in their metadata: ``"nbjudge": {"level": "body"}``. Raises `SourceError` for a word
    that is no level.
    """
    own = [part.metadata.get("nbjudge") for part in (cell, nb)]
    said = [one.get("level") for one in own if isinstance(one, dict)]
    level = next(filter(None, (chosen, *said)), LEVELS[0])
    if level not in LEVELS:
        raise SourceError(f"there is no level {level!r}.", f"There are: {', '.join(LEVELS)}.")
    return level


def show(source, level):
    """What a student sees of a solution cell at a level; nbgrader's regions are left to nbgrader.

    Raises `SourceError` where a template is faulty.
    """
    return open_blanks(source, hidden(source, level))


def answers(source, level=LEVELS[0]):
    """The answers that a solution cell hides at a level, each as Python text from column 0."""
    parts = hidden(source, level)
    found = [part.answer if level in LEVELS[:2] else _kept_back(part) for part in parts]
    for first, last in _regions(source):
        if not any(part.first <= first <= part.answer_last for part in parts):
            found.append(_text(source, first + 1, last - 1))
    return found


def answer_lines(source):
    """The numbers of the lines of a solution cell that hold what ``?`` and regions stand for."""
    places = [(part.answer_first, part.answer_last) for part in find_templates(source, LEVELS[0])]
    return {n for first, last in [*places, *_regions(source)] for n in range(first, last + 1)}


def _kept_back(part):
    """The answer of a part, without lines that the text in its place shows too."""
    shown = {line.strip() for line in part.text.split("\n") if not find_blanks(line)}
    rest = "\n".join(line for line in part.answer.split("\n") if line.strip() not in shown)
    try:
        ast.parse(rest)
    except SyntaxError:  # they hold other lines together
        return part.answer
    return rest


def hidden(source, level):
    """The parts of a solution cell that are hidden at a level, as `Template`s, in order.

    Of a part that is a body or a whole definition the blanks are not told apart.
    """
    if level in LEVELS[:2]:
        return find_templates(source, level)
    lines = find_templates(source, "line")  # it also refuses what is no Python
    cell = _Cell(source)
    cell.refuse_idle()
    parts = list(cell.definitions()) if level == LEVELS[3] else []
    for finer in (list(cell.bodies()), lines):
        taken = [(part.first, part.answer_last) for part in parts]
        parts += [one for one in finer if not any(a <= one.first <= b for a, b in taken)]
    for part in parts:
        _check_shown(part)
    return sorted(parts, key=lambda part: part.first)


def _check_shown(part):
    """Refuse a text that would pass unfilled."""
    if not find_blanks(part.text):
        raise SourceError(
            f"the text `{part.text}` has no ?, so the cell would pass unfilled.",
            "Put a ? where the student is to write.",
            line=part.first,
        )
    for line in part.text.split("\n"):
        if not line.lstrip().startswith("#"):
            refuse_help_syntax(line.strip(), part.first)


def _regions(source):
    """(first line, last line) of each of nbgrader's regions for answers, with its marks."""
    lines = source.split("\n")
    begins = [n for n, line in enumerate(lines, 1) if "BEGIN SOLUTION" in line]
    ends = [n for n, line in enumerate(lines, 1) if "END SOLUTION" in line]
    return list(zip(begins, ends, strict=False))  # `check_source` says where they do not match


def _text(source, first, last):
    """Some lines of a cell without marks, from column 0."""
    lines = [
        line
        for line in source.split("\n")[first - 1 : last]
        if not is_template(line) and "### BEGIN" not in line and "### END" not in line
    ]
    return textwrap.dedent("\n".join(lines))


@dataclass
class _Cell:
    """A solution cell, and which of its functions and classes hold answers."""

    source: str

    def __post_init__(self):
        self.lines = self.source.split("\n")
        try:
            self.tree = ast.parse(without_magics(self.source))
        except SyntaxError:  # nothing but a region, for instance of another language
            self.tree = ast.Module([], [])
        self.runs = find_runs(self.source)
        self.regions = _regions(self.source)

    def refuse_idle(self):
        """Refuse lines for a level that stand where that level shows nothing of its own."""
        functions = [_first_statement(one).lineno for one in _outermost(self.tree.body)]
        top = [place for node in self.tree.body for place in (_first_line(node), node.lineno)]
        for level, places, where in (
            ("body", functions, "above the first statement of a function, below its docstring"),
            ("specification", top, "above a statement that is not indented"),
        ):
            for run in self.runs:
                if level in run.texts and run.last + 1 not in places:
                    raise SourceError(
                        f"{MARK}{level}: has no effect here.", f"Put it {where}.", line=run.first
                    )

    def bodies(self):
        """The bodies that hold an answer and can be hidden."""
        for function in _outermost(self.tree.body):
            documented = ast.get_docstring(function) is not None and len(function.body) > 1
            first = function.body[0].end_lineno + 1 if documented else function.body[0].lineno
            statement = _first_statement(function)
            run = next((run for run in self.runs if run.last + 1 == statement.lineno), None)
            own = run.texts.get("body") if run else None
            if not documented and own is not None:
                first = run.first
            if statement.lineno < first or first <= function.lineno:
                continue  # all on one line
            last = self._end(function, statement.col_offset)
            if not self._holds_answer(first, last):
                continue
            text = own if own is not None else documented and _what_it_gives(function)
            if text:
                yield self._part(text, statement.col_offset, first, last)

    def definitions(self):
        """Functions and classes that hold an answer, as a whole, and what has a text of its own."""
        for node in self.tree.body:
            first = _first_line(node)
            runs = [run for run in self.runs if run.last + 1 in (first, node.lineno)]
            own = next((run.texts[LEVELS[3]] for run in runs if LEVELS[3] in run.texts), None)
            first = min([first, *(run.first for run in runs)])
            body = getattr(node, "body", None)
            last = self._end(node, body[0].col_offset if body else 1)
            defines = isinstance(node, _DOCUMENTED)
            if own is None and defines and self._holds_answer(first, last):
                own = _specification(node)
            if own:
                yield self._part(own, 0, first, last)

    def _part(self, text, indent, first, last):
        answer = _text(self.source, first, last)
        return Template(text, answer, (), indent, first, first, last)

    def _holds_answer(self, first, last):
        """Whether templates or regions stand between two lines, and no region round them."""
        if any(a < first and last < b for a, b in self.regions):
            return False
        places = [run.first for run in self.runs] + [a for a, _ in self.regions]
        return any(first <= place <= last for place in places)

    def _end(self, node, column):
        """The last line of a statement, with the comments below that belong to its body."""
        last = node.end_lineno
        for number in range(node.end_lineno + 1, len(self.lines) + 1):
            line = self.lines[number - 1]
            comment = line.lstrip().startswith("#")
            if line.strip() and not (comment and len(line) - len(line.lstrip()) >= column):
                break
            last = number if comment else last
        return last


def _first_line(node):
    """Where a statement begins, be it with a decorator."""
    return min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])


def _first_statement(function):
    """The first of a function below its docstring, or the docstring if that is all."""
    documented = ast.get_docstring(function) is not None and len(function.body) > 1
    return function.body[1 if documented else 0]


def _outermost(body):
    """Functions and methods that stand in no other function."""
    for node in body:
        if isinstance(node, _FUNCTIONS):
            yield node
        else:
            for name in _BLOCKS:
                yield from _outermost(getattr(node, name, ()))


def _what_it_gives(function):
    """What a student sees below the docstring: ``return ?``, or the attributes; "" for neither."""
    own = list(_own_nodes(function))
    if any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own):
        return "yield ?"
    if any(isinstance(node, ast.Return) and not _is_none(node.value) for node in own):
        return "return ?"
    first = next((a.arg for a in (*function.args.posonlyargs, *function.args.args)), None)
    attributes = [
        f"{first}.{node.attr}"
        for node in own
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == first
    ]
    return "\n".join(f"{name} = ?" for name in dict.fromkeys(attributes))


def _is_none(value):
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _own_nodes(node):
    """The nodes of a function in order, without those of functions and classes in it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (*_DOCUMENTED, ast.Lambda)):
            yield child
            yield from _own_nodes(child)


def _specification(node):
    """What to write, in words, as comments; below them a blank for the name. "" without words."""
    if not any(_docstring(one) for one in (node, *node.body) if isinstance(one, _DOCUMENTED)):
        return ""
    kind = "class" if isinstance(node, ast.ClassDef) else "function"
    by = "".join(f", decorated with @{ast.unparse(one)}" for one in node.decorator_list)
    words = [f"Write the {kind} {_header(node)}{by}:"]
    words += _docstring(node, 4)
    if kind == "class":
        for method in node.body:
            if isinstance(method, _FUNCTIONS):
                words += [f"    {_header(method)}", *_docstring(method, 8)]
    comments = [line for text in words for line in _wrapped(text)]
    return "\n".join([*comments, f"{node.name} = ?"])


def _header(node):
    if isinstance(node, ast.ClassDef):
        bases = ", ".join(map(ast.unparse, (*node.bases, *node.keywords)))
        return f"{node.name}({bases})" if bases else node.name
    gives = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{node.name}({ast.unparse(node.args)}){gives}"


def _docstring(node, indent=0):
    """The lines of a docstring, indented. A paragraph with one that is too long is set anew."""
    text = ast.get_docstring(node)
    room = _WIDTH - len("# ") - indent
    lines = []
    for depth, group in itertools.groupby(text.split("\n") if text else [], _depth):
        some = list(group)
        listed = any(line.lstrip()[:1] in set("-*>|$0123456789") for line in some)
        if max(map(len, some)) > room and not listed:
            margin = " " * depth
            options = {"initial_indent": margin, "subsequent_indent": margin}
            some = textwrap.wrap(" ".join(map(str.strip, some)), room, **options)
        lines += some
    return [" " * indent + line for line in lines]


def _depth(line):
    """How far a line is indented; -1 where it is empty."""
    return len(line) - len(line.lstrip()) if line.strip() else -1


def _wrapped(text):
    indent = " " * (len(text) - len(text.lstrip()))
    options = {"initial_indent": f"# {indent}", "subsequent_indent": f"# {indent}    "}
    return textwrap.wrap(text.strip(), _WIDTH, break_long_words=False, **options) or ["#"]
