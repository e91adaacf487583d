"""What a built release must not hold: markers, templates, answers, outputs."""

import ast

from nbjudge.authoring.blanks import find_templates, is_template, without_magics
from nbjudge.authoring.check_source import REGIONS, cell_name, markers
from nbjudge.cell_code import fill_blanks
from nbjudge.errors import SourceError

__all__ = ["answers", "check_release", "parts_shown", "review_blanks", "review_release"]

# Smaller answers (`0`, `x.T`, `return loss`) stand in any notebook by chance.
_MIN_NODES = 7
_MIN_TEXT = 14


_CONFIGURE = (
    "Let nbgrader_config.py say nbjudge.configure(c), and below it nothing that takes its steps of "
    "GenerateAssignment away."
)


def review_blanks(source, release):
    """`SourceError`s of templates in a source that are no blanks in its release."""
    shown = {cell_name(cell, index): cell.source for index, cell in enumerate(release.cells)}
    for index, cell in enumerate(source.cells):
        name = cell_name(cell, index)
        if cell.cell_type == "code" and any(
            template.text.split("\n")[0] not in shown.get(name, "")
            for template in find_templates(cell.source)
        ):
            yield SourceError("the release would not show the blanks.", _CONFIGURE, cell=name)


def answers(cell):
    """The answers in a source cell, each as Python text without indentation."""
    found = [template.answer for template in find_templates(cell.source)]
    lines = cell.source.split("\n")
    edges = [number for number, _, region in markers(cell) if region == "SOLUTION"]
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        region = lines[begin : end - 1]
        indent = min((len(x) - len(x.lstrip()) for x in region if x.strip()), default=0)
        found.append("\n".join(line[indent:] for line in region))
    return found


def check_release(nb, hidden):
    """Search a release for what it should not hold; raises `SourceError` naming the cell.

    ``hidden`` maps the name of each source cell to its `answers`.
    """
    for error in review_release(nb, hidden):
        raise error


def review_release(nb, hidden):
    """`SourceError`s of what a release should not hold; ``style`` where it is only a hint.

    A hint is a part of an answer; an answer that is left whole in its own cell is none.
    """
    secrets = [
        (name, dump, text, "".join(answer.split()))
        for name, texts in hidden.items()
        for answer in texts
        for dump, text in _pieces(answer)
    ]
    for index, cell in enumerate(nb.cells):
        where = cell_name(cell, index)
        yield from _check_marks(cell, where)
        shown = _dumps(cell.source) if cell.cell_type == "code" else set()
        squeezed = "".join(cell.source.split())
        for owner, dump, text, whole in secrets:
            if dump in shown or (len(text) >= _MIN_TEXT and text in squeezed):
                yield SourceError(
                    f"the release would show `{text}`, which is part of the answer of {owner}.",
                    "Say it in other words, or move it into the hidden tests.",
                    cell=where,
                    style=owner != where or whole not in squeezed,
                )


def parts_shown(code, texts):
    """The parts of answers, given as texts, that a cell's code shows."""
    shown, squeezed = _dumps(code), "".join(code.split())
    for dump, text in (piece for answer in texts for piece in _pieces(answer)):
        if dump in shown or (len(text) >= _MIN_TEXT and text in squeezed):
            yield text


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
