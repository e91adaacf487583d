"""Whether two pieces of code calculate the same, though they are written differently.

What is compared are the formulas that a piece of code works out, in a plain form: names of
variables, docstrings, signs, axes and small guards do not count, ``x.sum()`` is ``np.sum(x)``,
``@`` is ``np.dot``, the order of factors and summands is free, and what a variable holds stands in
its place. So softmax over rows is that over columns, and a function that has another name is found.
What is worked out in another way (a loop in place of a product) is not seen. Code does the work of
other code where its `steps` hold one of the other's `goals`.
"""

import ast
from collections.abc import Container, Iterator
from typing import Any

__all__ = ["Formula", "formulas", "goals", "steps"]

_LEAST = 5  # weight of a formula that says something; a mean of a difference is lighter
# Parts of what is put in the place of a variable: doubled often, it would fill memory.
_LARGEST = 200
_LIGHT = {"range", "zeros", "ones", "empty", "vstack", "hstack", "append"}
_TINY = 1e-6  # what keeps a logarithm finite
_COMMUTATIVE = {"Add", "Mult"}
_ONE_NAME = {
    "MatMult": "dot",
    "matmul": "dot",
    "add": "Add",
    "subtract": "Sub",
    "multiply": "Mult",
    "divide": "Div",
    "true_divide": "Div",
    "power": "Pow",
    "amax": "max",
    "amin": "min",
}
# What changes how numbers are kept, not which.
_SAME = {"array", "asarray", "astype", "copy", "float", "list", "ravel", "reshape", "transpose"}
_SIZES = {"len", "shape", "size"}

Formula = tuple[Any, ...]  # ("x",) for a variable or number, else (what is done, Formula, …)
_LEAF: Formula = ("x",)


def formulas(tree: ast.AST, lines: Container[int] | None = None) -> set[Formula]:
    """The formulas that some code works out and that say something: each statement's.

    ``lines`` : only of the statements on these lines; what others put into a variable is known.
    """
    found: set[Formula] = set()
    for body in _bodies(tree):
        held: dict[str, Formula] = {}
        for statement in body:
            value = getattr(statement, "value", None)
            if not isinstance(value, ast.expr):
                continue
            formula = _formula(value, held)
            if isinstance(statement, ast.AugAssign):
                formula = _done(
                    type(statement.op).__name__, _formula(statement.target, held), formula
                )
            if _weight(formula) >= _LEAST and (lines is None or value.lineno in lines):
                found.add(formula)
            changed = getattr(statement, "targets", None) or [getattr(statement, "target", None)]
            for target in changed:
                if isinstance(target, ast.Name):
                    small = sum(1 for _ in _parts(formula)) <= _LARGEST
                    held[target.id] = formula if small else _LEAF
    return found


def goals(found: set[Formula]) -> set[Formula]:
    """Those of some formulas that are no step to another one of them."""
    return found - {part for one in found for part in _parts(one) if part != one}


def steps(found: set[Formula]) -> set[Formula]:
    """Some formulas and all their parts."""
    return {part for one in found for part in _parts(one)}


def _bodies(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    """The statements of each function, and of the code outside of them, in order."""
    own: list[ast.stmt] = []
    waiting = list(ast.iter_child_nodes(tree))[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _bodies(ast.Module(_statements(node), []))
        elif not isinstance(node, ast.expr):
            if isinstance(node, ast.stmt):
                own.append(node)
            waiting += list(ast.iter_child_nodes(node))[::-1]
        else:
            inner = [one for one in ast.walk(node) if isinstance(one, ast.Lambda)]
            waiting += inner
    if own:
        yield own


def _statements(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> list[ast.stmt]:
    return [ast.Expr(node.body)] if isinstance(node, ast.Lambda) else node.body


def _formula(node: ast.AST, held: dict[str, Formula]) -> Formula:
    if isinstance(node, ast.Name):
        return held.get(node.id, _LEAF)
    if isinstance(node, ast.UnaryOp):
        return _formula(node.operand, held)
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.Add) and _is_tiny(node.right):
            return _formula(node.left, held)
        if isinstance(node.op, ast.Pow) and getattr(node.right, "value", None) == 0.5:
            return ("sqrt", _formula(node.left, held))
        return _done(
            type(node.op).__name__, *(_formula(one, held) for one in (node.left, node.right))
        )
    if isinstance(node, ast.Compare):
        return ("Compare", *sorted(_formula(one, held) for one in (node.left, *node.comparators)))
    if isinstance(node, ast.Call):
        return _call(node, held)
    if isinstance(node, ast.Attribute) and node.attr in _SIZES:
        return _LEAF
    if isinstance(node, ast.Subscript | ast.Attribute | ast.Starred):
        return _formula(node.value, held)
    parts = [_formula(part, held) for part in ast.iter_child_nodes(node) if _counts(part)]
    return (type(node).__name__, *parts) if parts else _LEAF


def _call(node: ast.Call, held: dict[str, Formula]) -> Formula:
    """A call without keywords and numbers; of a method, with its object as first argument."""
    arguments = list(node.args)
    if isinstance(node.func, ast.Attribute):
        name = node.func.attr
        if not isinstance(node.func.value, ast.Name) or node.func.value.id not in {"np", "math"}:
            arguments.insert(0, node.func.value)
    else:
        name = node.func.id if isinstance(node.func, ast.Name) else "call"
    if name in _SIZES:
        return _LEAF
    guard = name in {"maximum", "clip"} and any(_is_tiny(one) for one in arguments)
    parts = [_formula(one, held) for one in arguments if not isinstance(one, ast.Constant)]
    if parts and (guard or name in _SAME):
        return parts[0]
    if name == "mean" and parts:
        return _done("Div", _done("sum", *parts), _LEAF)
    if name == "square" and parts:
        return _done("Pow", *parts, _LEAF)
    return _done(name, *parts)


def _done(name: str, *parts: Formula) -> Formula:
    name = _ONE_NAME.get(name, name)
    if name == "sum" and len(parts) == 1 and parts[0][0] == "sum":
        return parts[0]
    return (name, *(sorted(parts) if name in _COMMUTATIVE else parts))


def _counts(node: ast.AST) -> bool:
    return isinstance(node, ast.expr | ast.comprehension | ast.keyword)


def _is_tiny(node: ast.AST) -> bool:
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, int | float) and 0 < abs(value) < _TINY


def _parts(formula: Formula) -> Iterator[Formula]:
    yield formula
    for part in formula[1:]:
        yield from _parts(part)


def _weight(formula: Formula) -> int:
    """How much a formula says: 2 for a function, 1 for an operator, 0 for a variable."""
    name = formula[0]
    own = 0 if formula == _LEAF else 1 if name[0].isupper() or name in _LIGHT else 2
    return own + sum(map(_weight, formula[1:]))
