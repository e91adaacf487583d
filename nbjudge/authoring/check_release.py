"""What a built release must not hold: markers, templates, answers, outputs."""

import ast

from nbgrader.utils import is_solution

from nbjudge.authoring.blanks import is_template, without_magics
from nbjudge.authoring.check_source import REGIONS, cell_name
from nbjudge.authoring.levels import LEVELS, answers, hidden, level_of
from nbjudge.cell_code import fill_blanks
from nbjudge.errors import SourceError

__all__ = [
    "all_answers",
    "answer_parts",
    "check_release",
    "owners_shown",
    "review_blanks",
    "review_release",
]

# Smaller answers (`0`, `x.T`, `return loss`) stand in any notebook by chance.
_MIN_NODES = 7
_MIN_TEXT = 14


_CONFIGURE = (
    "Let nbgrader_config.py say nbjudge.configure(c), and below it nothing that takes its steps of "
    "GenerateAssignment away."
)


def review_blanks(source, release, level=""):
    """`SourceError`s of what a source hides and its release does not show as a blank.

    ``level`` : chosen for all exercises; "" for what the source says.
    """
    shown = {cell_name(cell, index): cell.source for index, cell in enumerate(release.cells)}
    for index, cell in enumerate(source.cells):
        name = cell_name(cell, index)
        if cell.cell_type == "code" and any(
            part.text.split("\n")[0].rstrip() not in shown.get(name, "")
            for part in hidden(cell.source, level_of(source, cell, level))
        ):
            yield SourceError("the release would not show the blanks.", _CONFIGURE, cell=name)


def all_answers(nb, level="", whole=False):
    """{name of a solution cell: its answers} of a source notebook; ``level`` as above.

    With ``whole``, code that the source gives counts as an answer where the level hides it.
    """
    found = {}
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "code" and is_solution(cell):
            own = level_of(nb, cell, level)
            most = own if whole or own == LEVELS[0] else LEVELS[1]
            found[cell_name(cell, index)] = answers(cell.source, most)
    return found


def check_release(nb, secrets):
    """Search a release for what it should not hold; raises `SourceError` naming the cell.

    ``secrets`` maps the name of each source cell to its answers.
    """
    for error in review_release(nb, secrets):
        raise error


def review_release(nb, secrets):
    """`SourceError`s of what a release should not hold; ``style`` where it is only a hint.

    A hint is a part of an answer; an answer that is left whole in its own cell is none.
    """
    pieces = [
        (name, dump, text, "".join(answer.split()))
        for name, texts in secrets.items()
        for answer in texts
        for dump, text in _pieces(answer)
    ]
    for index, cell in enumerate(nb.cells):
        where = cell_name(cell, index)
        yield from _check_marks(cell, where)
        shown = _dumps(cell.source) if cell.cell_type == "code" else set()
        squeezed = "".join(cell.source.split())
        for owner, dump, text, whole in pieces:
            if dump in shown or (len(text) >= _MIN_TEXT and text in squeezed):
                yield SourceError(
                    f"the release would show `{text}`, which is part of the answer of {owner}.",
                    "Say it in other words, or move it into the hidden tests.",
                    cell=where,
                    style=owner != where or whole not in squeezed,
                )


def answer_parts(texts):
    """The parts of answers, given as texts, that `owners_shown` looks for."""
    return [piece for answer in texts for piece in _pieces(answer)]


def owners_shown(code, owned):
    """Those owners of (owner, parts of its answers) of which a cell's code shows a part."""
    shown, squeezed = _dumps(code), "".join(code.split())
    for owner, parts in owned:
        if any(d in shown or (len(t) >= _MIN_TEXT and t in squeezed) for d, t in parts):
            yield owner


def _check_marks(cell, where):
    for region in REGIONS:
        if f"BEGIN {region}" in cell.source or f"END {region}" in cell.source:
            yield SourceError(
                f"the release would hold a marker of {region}.", _CONFIGURE, cell=where
            )
    if cell.cell_type == "code":
        for number, line in enumerate(cell.source.split("\n"), start=1):
            if is_template(line):
                yield SourceError(
                    "the release would hold a template line.",
                    _CONFIGURE,
                    cell=where,
                    line=number,
                )
        if cell.outputs:
            yield SourceError(
                "the release would hold outputs.", "Clear the outputs of the source.", cell=where
            )


def _pieces(answer):
    """(tree, squeezed text) of each statement of an answer and of its right side, if not tiny."""
    for code in (answer, answer + "\n    pass"):
        try:
            tree = ast.parse(code)
            break
        except SyntaxError:
            continue
    else:
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt):
            continue
        whole = [] if hasattr(node, "body") else [node]
        for part in [*whole, *(getattr(node, f, None) for f in ("value", "iter", "test"))]:
            if isinstance(part, ast.AST) and sum(1 for _ in _significant(part)) >= _MIN_NODES:
                yield ast.dump(part), "".join(ast.unparse(part).split())


def _significant(node):
    return (n for n in ast.walk(node) if not isinstance(n, ast.expr_context))


def _dumps(source):
    """The trees of all statements and expressions of a cell; its blanks and magics are no bar."""
    code = without_magics(fill_blanks(source))
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return set()
    return {ast.dump(node) for node in ast.walk(tree) if isinstance(node, ast.stmt | ast.expr)}
