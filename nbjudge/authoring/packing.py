"""Which answers an audit puts into which submission: few, and no fault hides another."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_locked, is_solution

from nbjudge.authoring.answers import Answer
from nbjudge.grading.reach import key

__all__ = ["cover", "lean", "needed", "pack"]


def cover(answers: Mapping[str, Sequence[Answer]]) -> list[dict[str, Answer]]:
    """As few submissions {exercise: answer} as hold each of {exercise: [answers]} at least once."""
    most = max(map(len, answers.values()), default=0)
    return [
        {name: choice[i % len(choice)] for name, choice in answers.items() if choice}
        for i in range(most)
    ]


def pack(
    answers: Mapping[str, Sequence[Any]], uses: Mapping[str, Collection[str]]
) -> list[dict[str, Any]]:
    """Spread {exercise: [answers]} over as few submissions as keep them apart.

    ``uses`` maps an exercise to the exercises that its tests depend on. No submission holds two
    answers of which one's exercise uses the other's. Returns a list of {exercise: answer}.
    """
    submissions: list[dict[str, Any]] = []
    for exercise, answer in ((name, answer) for name, files in answers.items() for answer in files):
        for chosen in submissions:
            if exercise not in chosen and not any(
                other in uses[exercise] or exercise in uses[other] for other in chosen
            ):
                chosen[exercise] = answer
                break
        else:
            submissions.append({exercise: answer})
    return submissions


def lean(
    release: NotebookNode, chosen: Iterable[str], reached: Mapping[str, set[Any]]
) -> NotebookNode:
    """A release without the tests and plain cells that the tests of ``chosen`` do not need."""
    wanted = needed(chosen, reached)
    made: NotebookNode = nbformat.from_dict(release)
    made.cells = [
        cell
        for cell in made.cells
        if cell.cell_type != "code"
        or key(cell) in wanted
        or is_solution(cell)
        or (is_locked(cell) and not is_grade(cell))
    ]
    return made


def needed(chosen: Iterable[str], reached: Mapping[str, set[Any]]) -> set[Any]:
    """The cells that the tests of the chosen exercises depend on, see `reach.reach`."""
    return {place for exercise in chosen for place in reached[exercise]}
