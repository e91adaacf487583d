"""Read-only cells that give what an earlier assignment asks for: an instructor minds the dates."""

import ast
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_solution

from nbjudge.authoring.blanks import without_magics
from nbjudge.authoring.check_release import parts_shown
from nbjudge.authoring.check_source import cell_name
from nbjudge.authoring.levels import answers
from nbjudge.cell_code import parse

__all__ = ["revealed"]


def revealed(earlier: Iterable[tuple[str, NotebookNode]], nb: NotebookNode) -> Iterator[str]:
    """What the read-only cells of a source give away, in words.

    ``earlier`` are (assignment, source) of those that students have before this one. A cell gives
    an exercise away where it holds a part of its answer, or defines a function or class that the
    exercise asks for.
    """
    asked = [
        (f"{cell_name(cell, index)} in {assignment}", _definitions(cell), answers(cell.source))
        for assignment, source in earlier
        for index, cell in enumerate(source.cells)
        if cell.cell_type == "code" and is_solution(cell)
    ]
    for index, cell in enumerate(nb.cells):
        if cell.cell_type != "code" or not is_locked(cell) or is_grade(cell) or is_solution(cell):
            continue
        given = _definitions(cell)
        found = [
            exercise
            for exercise, names, texts in asked
            if given & names or next(parts_shown(cell.source, texts), None) is not None
        ]
        if found:
            yield (
                f"cell {cell_name(cell, index)}: it shows what students are to write in "
                f"{', '.join(found)}. Release it when nobody can hand that in any more."
            )


def _definitions(cell: NotebookNode) -> set[str]:
    """Functions and classes that a cell defines."""
    tree = parse(without_magics(cell.source), None)
    body = tree.body if tree is not None else []
    return {node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
