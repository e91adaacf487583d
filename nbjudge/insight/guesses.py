"""What a class guessed before a figure showed it: the calls of `check.predict` in notebooks.

A guess is read from the text of its cell. It is the student's own word: nothing depends on it.
"""

import ast
import math
import operator
from dataclasses import dataclass

from nbgrader.utils import is_grade

from nbjudge.cell_code import parse, without_magics

__all__ = ["Question", "guesses", "questions", "spread"]

_MOST = 8  # bars of numbers
_LOG = 50  # the largest number is so many times the smallest: then each bar is a factor
_LONGEST = 10_000  # characters of a cell that is looked at
_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}


@dataclass(frozen=True)
class Question:
    """A question for a guess.

    ``choices`` are the texts to choose from, None where it is for a number; ``between`` are the
    smallest and the largest number that can be.
    """

    text: str
    choices: tuple[str, ...] | None = None
    between: tuple[float, float] | None = None


def questions(nb):
    """The `Question`s of a source notebook, in order."""
    found = {}
    for cell in nb.cells:
        if cell.cell_type == "code" and not is_grade(cell):
            for text, call in _calls(cell.source):
                known = {one.arg: _literal(one.value) for one in call.keywords}
                choices, between = known.get("choices"), known.get("between")
                texts = tuple(map(str, choices)) if isinstance(choices, list | tuple) else None
                found.setdefault(text, Question(text, texts, between))
    return list(found.values())


def guesses(code):
    """{text of a question: the guess} in a student's cell, a float or a text; no open ones.

    What is no plain number or text is left out: it was never run here.
    """
    if len(code) > _LONGEST or "predict" not in code:
        return {}
    found = {}
    for text, call in _calls(code):
        given = [*call.args[1:2], *(k.value for k in call.keywords if k.arg == "guess")]
        value = _value(given[0]) if given else None
        if value is not None:
            found[text] = value
    return found


def spread(question, given):
    """[(words, how many)] of all guesses, for a chart or a table.

    ``given`` are guesses of a class, of which those are left out that the question does not take.
    """
    if question.choices is not None:
        chosen = [_choice(question, one) for one in given]
        return [(one, chosen.count(one)) for one in question.choices]
    low, high = question.between or (-math.inf, math.inf)
    numbers = sorted(one for one in given if isinstance(one, float) and low <= one <= high)
    different = sorted(set(numbers))
    if len(different) <= _MOST:
        return [(f"{one:,g}", numbers.count(one)) for one in different]
    low, high = numbers[0], numbers[-1]
    if low > 0 and high / low > _LOG:
        edges = [low * (high / low) ** (i / _MOST) for i in range(_MOST)] + [high]
    else:
        # Halves first: the difference of two large numbers may not be one that there is.
        edges = [low * (1 - i / _MOST) + high * (i / _MOST) for i in range(_MOST)] + [high]
    rows = []
    for i in range(_MOST):
        last = i == _MOST - 1
        count = sum(edges[i] <= n and (last or n < edges[i + 1]) for n in numbers)
        begin, end = (f"{float(f'{edge:.3g}'):,g}" for edge in edges[i : i + 2])
        rows.append((f"{begin} to {end}", count))
    return rows


def _choice(question, guess):
    text = (f"{guess:g}" if isinstance(guess, float) else guess).casefold()
    return next((one for one in question.choices if one.casefold() == text), None)


def _calls(code):
    """(question, call) of each `check.predict` in a cell."""
    tree = parse(without_magics(code))
    for node in ast.walk(tree) if tree is not None else ():
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", None))
        text = _literal(node.args[0])
        if name == "predict" and isinstance(text, str):
            yield " ".join(text.split()), node


def _literal(node):
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def _value(node):
    """A float, a text, or None where it is neither."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.strip()[:200] or None
    try:
        number = _number(node)
        return number if math.isfinite(number) else None
    except (ValueError, ArithmeticError, RecursionError):
        return None


def _number(node):
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)
    if isinstance(node, ast.UnaryOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_number(node.operand))
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        return _OPERATORS[type(node.op)](_number(node.left), _number(node.right))
    raise ValueError
