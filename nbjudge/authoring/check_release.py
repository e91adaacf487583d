"""What a built release must not hold: markers, templates, answers, outputs."""

import ast

from nbjudge.authoring.blanks import MARK, find_templates
from nbjudge.authoring.check_source import REGIONS, cell_name, markers
from nbjudge.cell_code import fill_blanks
from nbjudge.errors import SourceError

__all__ = ["answers", "check_release"]

# Smaller answers (`0`, `x.T`, `return loss`) stand in any notebook by chance.
_MIN_NODES = 7
_MIN_TEXT = 14


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
    secrets = [
        (name, dump, text)
        for name, texts in hidden.items()
        for answer in texts
        for dump, text in _pieces(answer)
    ]
    for index, cell in enumerate(nb.cells):
        where = cell_name(cell, index)
        _check_marks(cell, where)
        shown = _dumps(cell.source) if cell.cell_type == "code" else set()
        squeezed = "".join(cell.source.split())
        for owner, dump, text in secrets:
            if dump in shown or (len(text) >= _MIN_TEXT and text in squeezed):
                raise SourceError(
                    f"the release would show `{text}`, which is part of the answer of {owner}.",
                    "Say it in other words, or move it into the hidden tests.",
                    cell=where,
                )


def _check_marks(cell, where):
    for region in REGIONS:
        if f"BEGIN {region}" in cell.source or f"END {region}" in cell.source:
            raise SourceError(
                f"the release would hold a marker of {region}.", "Report this as a bug.", cell=where
            )
    if cell.cell_type == "code":
        for number, line in enumerate(cell.source.split("\n"), start=1):
            if line.strip().startswith(MARK):
                raise SourceError(
                    "the release would hold a template line.",
                    "Report this as a bug.",
                    cell=where,
                    line=number,
                )
        if cell.outputs:
            raise SourceError(
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
    lines = fill_blanks(source).split("\n")
    code = "\n".join("pass" if line.startswith(("%", "!")) else line for line in lines)
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return set()
    return {ast.dump(node) for node in ast.walk(tree) if isinstance(node, ast.stmt | ast.expr)}
