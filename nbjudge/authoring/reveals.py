"""Read-only cells that give what an earlier assignment asks for: an instructor minds the dates."""

import ast
from collections.abc import Iterable, Iterator

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_solution

from nbjudge.authoring.blanks import without_magics
from nbjudge.authoring.check_release import answer_parts, owners_shown
from nbjudge.authoring.check_source import cell_name
from nbjudge.authoring.levels import answer_lines, answers
from nbjudge.authoring.same_work import Formula, formulas, goals, steps
from nbjudge.cell_code import parse

__all__ = ["revealed", "work_asked_for"]


def revealed(earlier: Iterable[tuple[str, NotebookNode]], nb: NotebookNode) -> Iterator[str]:
    """What the read-only cells of a source give away, in words.

    ``earlier`` are (assignment, source) of those that students have before this one. A cell gives
    an exercise away where it holds a part of its answer, works out the same formula in other words,
    or defines a function or class that the exercise asks for; ``softmax`` and ``Softmax`` are one.
    Or where its metadata say so, ``"nbjudge": {"gives": ["softmax in 02-name"]}``.
    """
    asked = [
        (
            f"{cell_name(cell, index)} in {assignment}",
            _definitions(cell),
            answer_parts(answers(cell.source)),
            goals(work_asked_for(cell)),
        )
        for assignment, source in earlier
        for index, cell in enumerate(source.cells)
        if cell.cell_type == "code" and is_solution(cell)
    ]
    for index, cell in enumerate(nb.cells):
        if cell.cell_type != "code" or not is_locked(cell) or is_grade(cell) or is_solution(cell):
            continue
        given, work = _definitions(cell), steps(formulas(_tree(cell)))
        found = {one for one, names, _, wanted in asked if given & names or work & wanted}
        found.update(owners_shown(cell.source, ((one, parts) for one, _, parts, _ in asked)))
        said = _said(cell)
        for exercise in said:
            if all(exercise != one for one, *_ in asked):
                yield (
                    f"cell {cell_name(cell, index)}: its metadata say that it gives {exercise}, "
                    f"which no earlier assignment asks for. Write: softmax in 02-name."
                )
        told = [one for one, *_ in asked if one in found or one in said]
        if told:
            yield (
                f"cell {cell_name(cell, index)}: it shows what students are to write in "
                f"{', '.join(told)}. Release it when nobody can hand that in any more."
            )


def work_asked_for(cell: NotebookNode) -> set[Formula]:
    """The formulas that students are to find for a solution cell."""
    return formulas(_tree(cell), answer_lines(cell.source))


def _said(cell: NotebookNode) -> list[str]:
    """The exercises that a cell gives, by its metadata."""
    own = cell.metadata.get("nbjudge")
    said = own.get("gives", []) if isinstance(own, dict) else []
    return [said] if isinstance(said, str) else list(said)


def _tree(cell: NotebookNode) -> ast.Module:
    tree = parse(without_magics(cell.source), None)
    return tree if tree is not None else ast.Module([], [])


def _definitions(cell: NotebookNode) -> set[str]:
    """Functions and classes that a cell defines, as one word in small letters."""
    body = _tree(cell).body
    names = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    return {name.replace("_", "").lower() for name in names}
