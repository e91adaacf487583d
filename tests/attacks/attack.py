"""What an attack is; those that there are stand in ``corpus/``, by theme.

One that is code of a student's is a call of `attack`, one that changes the notebook or its folder a
function below `tampers`. Its author's own work is right for the exercise ``double`` alone, and is
graded between two innocent submissions; an attack succeeds when its marks are others, when it
costs anybody else's, when it learns a secret, or when something is left of it.
"""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Attack", "attack", "load_attacks", "tampers"]

_attacks: dict[str, "Attack"] = {}
_theme = ""  # of the file that is being read


@dataclass(frozen=True)
class Attack:
    """An attack in one submission.

    Parameters
    ----------
    name, idea : of one line each.
    cell : code of a cell before the exercises.
    answers : {exercise: text} in place of the half-right ones.
    later : code of a cell after the exercises.
    tamper : changes what is handed in: given the notebook and its folder, it returns the notebook
        to hand in, or None where it has written what it wants.
    marks : {test: points}, or points any of which may come, where it costs its author marks.
    quick : whether it belongs to the subset of ``make test``.
    theme : the file of the corpus that it stands in.
    stock : whether stock nbgrader is tried too; not where that would harm the machine.
    """

    name: str
    idea: str
    cell: str | None = None
    answers: dict = field(default_factory=dict)
    later: str | None = None
    tamper: Callable = lambda nb, folder: nb
    marks: dict = field(default_factory=dict)
    quick: bool = False
    theme: str = ""
    stock: bool = True


def attack(name, idea, **parts):
    """Make an `Attack` known; ``parts`` are the rest of its fields."""
    if name in _attacks:
        raise ValueError(f"There are two attacks of the name {name}.")
    _attacks[name] = Attack(name, idea, theme=_theme, **parts)


def tampers(**parts):
    """Make a function of notebook and folder known as an `Attack`, with its name and docstring."""

    def known(function):
        attack(function.__name__, function.__doc__, tamper=function, **parts)
        return function

    return known


def load_attacks():
    """{name: `Attack`}, in the order of their names."""
    global _theme
    here = Path(__file__).parent
    stray = {path.name for path in here.glob("*.py")} - {
        "attack.py", "conftest.py", "harness.py", "test_attacks.py", "test_commands.py",
        "test_ways.py", "victim.py",
    }  # fmt: skip
    if stray:
        raise ValueError(f"Attacks stand in {here / 'corpus'}; these do not: {sorted(stray)}")
    if not _attacks:
        for path in sorted((here / "corpus").glob("*.py")):
            _theme = path.stem
            spec = importlib.util.spec_from_file_location(f"attacks_{path.stem}", path)
            spec.loader.exec_module(importlib.util.module_from_spec(spec))
    return dict(sorted(_attacks.items()))
