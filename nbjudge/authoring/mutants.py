"""Mutants: a right answer with one small fault, made by operators on its syntax tree.

A hidden test that is worth its points notices each of them, unless the fault changes nothing.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nbjudge.authoring.blanks import is_template
from nbjudge.authoring.levels import hidden
from nbjudge.grading.judge.names import answer_lines

__all__ = ["Mutant", "mutants", "same_code"]

_OPERATORS: dict[type, type] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
_FUNCTIONS = {
    "sum": "mean",
    "mean": "sum",
    "max": "min",
    "min": "max",
    "maximum": "minimum",
    "minimum": "maximum",
    "argmax": "argmin",
    "argmin": "argmax",
    "zeros": "ones",
    "ones": "zeros",
    "log": "log2",
    "exp": "exp2",
    "var": "std",
    "std": "var",
    "hstack": "vstack",
    "vstack": "hstack",
    "any": "all",
    "all": "any",
    "permutation": "arange",
    "sin": "cos",
    "cos": "sin",
    "append": "extend",
}
_ORDERED = {"dot", "matmul", "outer", "where"}  # of which two arguments are easily swapped
_COPIES = {"copy"}
_SINGLE = "in float32"
_UNSIGNED = ast.Constant | ast.Tuple | ast.List | ast.Call | ast.Compare  # or changed elsewhere


@dataclass(frozen=True)
class Mutant:
    """One faulty answer: the whole text of the solution cell, and what was changed in it."""

    exercise: str
    title: str  # "axis=0 for axis=1, in line 3: …"
    text: str

    def __str__(self) -> str:
        return f"{self.exercise}, {self.title}"

    @property
    def excuse(self) -> str:
        """Why tests may let it pass; empty for a fault that they must notice."""
        return "the tests let single precision pass" if self.title.startswith(_SINGLE) else ""


def mutants(exercise: str, source: str, level: str = "expression") -> list[Mutant]:
    """All mutants of the solution cell of a source notebook, none of them twice.

    Only what students write at a level is changed: the statements below templates, and those
    between nbgrader's marks. A cell that Python cannot read has none.
    """
    lines = answer_lines(source)
    for template in hidden(source, level):
        lines |= set(range(template.answer_first, template.answer_last + 1))
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return []
    found: dict[str, Mutant] = {}
    original = ast.dump(tree)
    for change in _changes(tree, lines):
        text = ast.unparse(ast.fix_missing_locations(change.tree))
        mutated = ast.dump(ast.parse(text))
        if mutated != original and mutated not in found:
            old = source.splitlines()[change.line - 1].strip()
            title = f"{change.what}, in line {change.line}: {old}"
            found[mutated] = Mutant(exercise, title, text)
    return list(found.values())


def same_code(one: str, other: str) -> bool:
    """Whether two cells are the same but for comments, docstrings, templates and layout."""
    return _code(one) == _code(other)


def _code(text: str) -> str:
    text = "\n".join(line for line in text.split("\n") if not is_template(line))
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return text
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.dump(tree)


@dataclass(frozen=True)
class _Change:
    tree: ast.Module
    what: str
    line: int


def _changes(tree: ast.Module, lines: set[int]) -> Iterator[_Change]:
    """Every change of one node in ``lines``; each has a tree of its own."""
    unknown = _unknown_sizes(tree)
    for number, node in enumerate(ast.walk(tree)):
        line = None if node in unknown else getattr(node, "lineno", None)
        if line is None or not lines & set(range(line, (node.end_lineno or line) + 1)):
            continue
        if isinstance(node, ast.stmt) and hasattr(node, "body") and line not in lines:
            continue
        for what, change in _of_node(node):
            changed = copy.deepcopy(tree)
            target = next(n for i, n in enumerate(ast.walk(changed)) if i == number)
            replacement = change(target)
            if replacement is not None and replacement is not target:
                _Replace(target, replacement).visit(changed)
            yield _Change(changed, what, line)


def _unknown_sizes(tree: ast.Module) -> set[ast.AST]:
    """The 1 of each -1 in a reshape: to NumPy any negative number means the size that is left."""
    return {
        node.operand
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] == "reshape"
        for node in ast.walk(call)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    }


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self._old, self._new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self._new if node is self._old else self.generic_visit(node)


_Changer = Callable[..., ast.AST | None]


def _of_node(node: ast.AST) -> Iterator[tuple[str, _Changer]]:
    """[(what is changed, function that changes the node, or gives what stands in its place)]."""
    if isinstance(node, ast.BinOp):
        yield from _of_operation(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        yield f"{ast.unparse(node.operand)} for {ast.unparse(node)}", lambda n: n.operand
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _OPERATORS:
        yield "another comparison", _swap_comparison
    elif isinstance(node, ast.BoolOp):
        yield "and for or, or the other way round", _swap_operator
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield "not transposed", lambda n: n.value
    elif isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.Return):
        yield from _of_statement(node)


def _of_operation(node: ast.BinOp) -> Iterator[tuple[str, _Changer]]:
    shown = ast.unparse(node)
    if type(node.op) in _OPERATORS:
        yield f"another operator in {shown}", _swap_operator
    if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        yield f"only the first part of {shown}", lambda n: n.left
    if isinstance(node.op, ast.Add | ast.Mult):
        yield f"only the last part of {shown}", lambda n: n.right
    if isinstance(node.op, ast.Sub):
        yield f"the sign of {shown}", lambda n: ast.UnaryOp(ast.USub(), n)
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult | ast.Pow):
        yield f"{shown} the other way round", _swap_sides
    if isinstance(node.op, ast.MatMult):
        yield f"a transposed factor in {shown}", _transpose_right


def _of_constant(node: ast.Constant) -> Iterator[tuple[str, _Changer]]:
    value = node.value
    if isinstance(value, bool):
        others: list[object] = [not value]
    elif isinstance(value, int):
        others = [value + 1, *([value - 1] if value > 0 else [])]
    elif isinstance(value, float):
        others = [2 * value, -value] if value else [1.0]
    else:
        others = []
    for other in others:
        yield f"{other} for {value}", lambda n, other=other: ast.Constant(other)


def _of_call(node: ast.Call) -> Iterator[tuple[str, _Changer]]:
    function, shown = node.func, ast.unparse(node)
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in _FUNCTIONS:
        yield f"{_FUNCTIONS[name]} for {name}", _rename_call
    if name in _COPIES:
        kept = (lambda n: n.args[0]) if node.args else (lambda n: n.func.value)
        yield f"no copy in {shown}", kept
    if name in _ORDERED and len(node.args) >= 2 and not _starred(node):
        yield f"the arguments of {shown} the other way round", _swap_arguments
    for number, keyword in enumerate(node.keywords):
        if keyword.arg is not None:
            what = f"{shown} without {keyword.arg}"
            yield what, lambda n, number=number: n.keywords.pop(number) and None


def _of_statement(node: ast.stmt) -> Iterator[tuple[str, _Changer]]:
    value = node.value if isinstance(node, ast.Return | ast.Assign) else None
    if value is not None and not isinstance(value, _UNSIGNED):
        yield "another sign", _negate_value
    if isinstance(node, ast.Return) and node.value is not None:
        yield _SINGLE, _in_float32
    target = node.targets[0] if isinstance(node, ast.Assign) else None
    kept = isinstance(node, ast.AugAssign) or isinstance(target, ast.Attribute | ast.Subscript)
    if kept or (isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)):
        yield "left out", lambda n: ast.Pass()
    if (
        isinstance(target, ast.Name | ast.Attribute)
        and isinstance(node, ast.Assign)
        and isinstance(node.value, ast.BinOp)
        and ast.unparse(node.value.left) == ast.unparse(target)
    ):
        yield "in place", _in_place


def _swap_operator(node):
    node.op = _OPERATORS[type(node.op)]()


def _swap_comparison(node):
    node.ops[0] = _OPERATORS[type(node.ops[0])]()


def _swap_sides(node):
    node.left, node.right = node.right, node.left


def _transpose_right(node):
    node.right = ast.Attribute(node.right, "T", ast.Load())


def _rename_call(node):
    if isinstance(node.func, ast.Attribute):
        node.func.attr = _FUNCTIONS[node.func.attr]
    else:
        node.func.id = _FUNCTIONS[node.func.id]


def _starred(node):
    return any(isinstance(argument, ast.Starred) for argument in node.args)


def _swap_arguments(node):
    node.args[-2:] = node.args[-2:][::-1]


def _negate_value(node):
    node.value = ast.UnaryOp(ast.USub(), node.value)


def _in_float32(node):
    single = ast.parse("__import__('numpy').float32(0)", mode="eval").body
    single.args = [node.value]
    node.value = single


def _in_place(node):
    return ast.AugAssign(node.targets[0], node.value.op, node.value.right)
