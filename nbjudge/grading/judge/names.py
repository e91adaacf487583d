"""What the instructor's own notebook says of the names that its test cells use.

In the source, an import outside of the answers is trusted text, so its module is the judge's own in
the tests, whatever a student has made of that name. A name that a read-only cell defines and a
later cell of the students' assigns or fills is theirs. And what a test cell imports or defines in
plain sight may be used by the students' cells after it.
"""

import ast
import builtins
import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

from nbgrader.utils import is_grade, is_locked, is_solution

from nbjudge import looking
from nbjudge.course import grade_id, is_test
from nbjudge.grading.judge.files import may_run
from nbjudge.grading.judge.judge import to_python
from nbjudge.names import names_used

__all__ = ["answer_lines", "read_names"]

_Cells = list[tuple[Any, ast.Module]]  # with their syntax trees
_Import = ast.Import | ast.ImportFrom | ast.Expr
_REGIONS = {
    "answer": (re.compile(r"###\s*BEGIN SOLUTION"), re.compile(r"###\s*END SOLUTION")),
    "hidden": (re.compile(r"###\s*BEGIN HIDDEN TESTS"), re.compile(r"###\s*END HIDDEN TESTS")),
}
_FILE = re.compile(r"[\w./ -]{0,150}\.\w{1,8}")
_TEMPLATE = re.compile(r"\s*#\s?\?")  # the student's version of the statement after it
_NAMED_SCOPES = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_SCOPES = _NAMED_SCOPES | ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
_MIRRORED = {"__lt__": "__gt__", "__gt__": "__lt__", "__le__": "__ge__", "__ge__": "__le__"}
# Methods that change the object they belong to.
_CHANGING = frozenset(
    [
        "add",
        "append",
        "appendleft",
        "clear",
        "discard",
        "extend",
        "insert",
        "pop",
        "popitem",
        "remove",
        "reverse",
        "setdefault",
        "sort",
        "update",
    ]
)


def read_names(cells: Iterable[Any]) -> dict[str, Any]:
    """What the source says of its names, in plain data.

    Parameters
    ----------
    cells : those of the source notebook, in its order.

    Returns
    -------
    dict of

    imports : statements that import, outside of the answers; the judge runs them itself.
    modules : {name: module} that only answers import.
    students : {grade id of a read-only cell, or "" for the end: names of read-only cells that are
        the student's by then}.
    lent : names of test cells that the students' cells use.
    again : {grade id of a test: names of earlier tests that students' cells define before it}.
    shadowed : built-in names that the students' cells define anew.
    functions : names of functions and classes that the students' cells define.
    operators : {class: its special methods} of the source's classes.
    looking : {text of a cell for looking: names that it makes or may change} (`nbjudge.looking`).
    files : what its cells but the tests may call files.
    runs : whether tests or read-only cells could run what stands in a file (`files.may_run`).
    """
    for_looking = looking.known(cells)
    cells = [(cell, _parse(cell)) for cell in cells if cell.cell_type == "code"]
    cells = [(cell, tree) for cell, tree in cells if tree is not None]
    imports, answers, bound = [], [], set()
    for cell, tree in cells:
        if is_test(cell):
            continue
        scope = _Scope(tree)
        bound |= scope.bound
        known = _answer_imports(cell, tree)
        imports += [node for node in scope.imports if node not in known]
        answers += [node for node in scope.imports if node in known]
    given = {name for node in imports for name in _names_of(node)}
    modules = {
        name: module
        for node in answers
        for name, module in _modules_of(node)
        if name not in bound | given
    }
    return {
        "imports": [text for node in imports for text in _statements(node, bound)],
        "modules": modules,
        "students": _students(cells),
        "lent": _lent(cells),
        "again": _again(cells),
        "shadowed": sorted(name for name in bound if hasattr(builtins, name)),
        "functions": sorted(_functions(cells)),
        "operators": _operators(cells),
        "looking": for_looking,
        "files": sorted(_file_names(cells)),
        "runs": may_run(cell.source for cell, _ in cells if is_test(cell) or is_locked(cell)),
    }


def _again(cells: _Cells) -> dict[str, list[str]]:
    """Names that tests define and that, before a later test, the students' cells define."""
    tests: set[str] = set()
    taken: set[str] = set()
    found: dict[str, list[str]] = {}
    for cell, tree in cells:
        scope = _Scope(tree)
        bound = scope.bound | {name for node in scope.imports for name in _names_of(node)}
        if is_test(cell):
            if taken:
                found[grade_id(cell)] = sorted(taken)
            tests = (tests - taken) | bound
            taken = set()
        elif not is_locked(cell) or is_solution(cell):
            taken |= bound & tests
    return found


def _file_names(cells: _Cells) -> set[str]:
    """Texts of the cells but the tests that look like names of files."""
    return {
        os.path.normpath(node.value)
        for cell, tree in cells
        if not is_test(cell)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _FILE.fullmatch(node.value)
    }


def _functions(cells: _Cells) -> set[str]:
    """Functions and classes that the students' cells define."""
    return {
        node.name
        for cell, tree in cells
        if not is_test(cell) and not is_locked(cell)
        for node in tree.body
        if isinstance(node, _NAMED_SCOPES)
    }


def _operators(cells: _Cells) -> dict[str, list[str]]:
    """{class: its special methods} of all classes that the source defines outside of its tests."""
    found: dict[str, list[str]] = {}
    for cell, tree in cells:
        if is_test(cell):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                methods = {one.name for one in node.body if isinstance(one, _NAMED_SCOPES)}
                methods |= {
                    target.id
                    for one in node.body
                    if isinstance(one, ast.Assign)
                    for target in one.targets
                    if isinstance(target, ast.Name)
                }
                special = {name for name in methods if name.startswith("__")}
                decorated = " ".join(ast.unparse(one) for one in node.decorator_list)
                if "dataclass" in decorated or "NamedTuple" in map(ast.unparse, node.bases):
                    special.add("__eq__")
                if "total_ordering" in decorated or "order=True" in decorated:
                    special |= {"__lt__", "__le__", "__gt__", "__ge__"}
                special |= {"__ne__"} if "__eq__" in special else set()
                special |= {_MIRRORED[name] for name in special if name in _MIRRORED}
                found[node.name] = sorted(special | set(found.get(node.name, ())))
    return found


def answer_lines(source: str, kind: str = "answer") -> set[int]:
    """Numbers of the lines within nbgrader's regions for answers, or for ``"hidden"`` tests."""
    begin, end = _REGIONS[kind]
    found, inside = set(), False
    for number, line in enumerate(source.splitlines(), start=1):
        inside = inside or begin.search(line) is not None
        if inside:
            found.add(number)
        inside = inside and end.search(line) is None
    return found


def _parse(cell: Any) -> ast.Module | None:
    try:
        return ast.parse(to_python(cell.source))
    except (SyntaxError, ValueError):
        return None  # %%bash, %%html and the like


class _Scope:
    """What a cell binds at its top level: names, and apart from them its imports."""

    def __init__(self, tree: ast.AST) -> None:
        self.bound: set[str] = set()
        self.imports: list[_Import] = []
        self._read(tree)

    def _read(self, node: ast.AST) -> None:
        if isinstance(node, _SCOPES):
            if isinstance(node, _NAMED_SCOPES):
                self.bound.add(node.name)
            for inner in ast.walk(node):
                if isinstance(inner, ast.Global):
                    self.bound.update(inner.names)
            return
        if isinstance(node, ast.Import | ast.ImportFrom):
            self.imports.append(node)
            return
        if isinstance(node, ast.Expr) and _is_path(node.value):
            self.imports.append(node)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            self.bound.add(node.id)
        name = getattr(node, "name", None)  # of an exception or a pattern
        if type(name) is str:
            self.bound.add(name)
        for inner in ast.iter_child_nodes(node):
            self._read(inner)


def _is_path(node: ast.AST) -> bool:
    """Whether it is ``sys.path.append("…")`` or ``sys.path.insert(0, "…")``."""
    return (
        isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("sys.path.append", "sys.path.insert")
        and all(isinstance(part, ast.Constant) for part in node.args)
    )


def _answer_imports(cell: Any, tree: ast.AST) -> set[_Import]:
    """The imports of a cell that are (part of) an answer."""
    if not is_solution(cell):
        return set()
    found: set[_Import] = {
        node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
    }
    lines = cell.source.splitlines()
    regions = answer_lines(cell.source)
    templates = {number for number, line in enumerate(lines, start=1) if _TEMPLATE.match(line)}
    if not regions and not templates:
        return found  # all of the cell is the answer
    return {n for n in found if n.lineno in regions or n.lineno - 1 in templates}


def _names_of(node: Any) -> list[str]:
    if isinstance(node, ast.Expr):
        return []
    return [alias.asname or alias.name.partition(".")[0] for alias in node.names]


def _modules_of(node: Any) -> Iterator[tuple[str, str]]:
    """(name, module) of what an import statement binds to a module as a whole."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            root = alias.name.partition(".")[0]
            yield alias.asname or root, alias.name if alias.asname else root


def _statements(node: Any, bound: set[str]) -> list[str]:
    """An import as statements of one name each, without names that the students' cells assign."""
    if isinstance(node, ast.Expr):
        return ["import sys\n" + ast.unparse(node)]
    found = []
    for alias in node.names:
        name = alias.asname or alias.name.partition(".")[0]
        if alias.name == "*":
            taken = "".join(f"\n{name} = None; del {name}" for name in sorted(bound))
            found.append(ast.unparse(node) + taken)
        elif name not in bound:
            one = ast.copy_location(type(node)(**{**vars(node), "names": [alias]}), node)
            found.append(ast.unparse(one))
    return found


def _students(cells: _Cells) -> dict[str, list[str]]:
    """Names of read-only cells that a later cell of the students' assigns or changes."""
    ours: set[str] = set()
    theirs: set[str] = set()
    found: dict[str, list[str]] = {}
    for cell, tree in cells:
        if is_grade(cell) and not is_solution(cell):
            continue
        bound = _Scope(tree).bound
        if is_locked(cell) and not is_solution(cell):
            if theirs and grade_id(cell):
                found[grade_id(cell)] = sorted(theirs)
            ours |= bound
            theirs -= bound
        else:
            theirs |= (bound | set(_changed(tree))) & ours
    return found | ({"": sorted(theirs)} if theirs else {})


def _changed(tree: ast.AST, local: frozenset[str] = frozenset()) -> Iterator[str]:
    """Global names whose objects a cell changes in place, also within its functions."""
    for node in ast.iter_child_nodes(tree):
        inner = local
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            inner = local | _local_names(node)
        target = None
        if isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
            target = node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            target = node.func.value if node.func.attr in _CHANGING else None
        while isinstance(target, ast.Subscript | ast.Attribute):
            target = target.value
        if isinstance(target, ast.Name) and target.id not in inner:
            yield target.id
        yield from _changed(node, inner)


def _local_names(function: Any) -> set[str]:
    """Parameters of a function, and what it assigns without saying ``global``."""
    arguments = function.args
    found = {one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
    found |= {one.arg for one in (arguments.vararg, arguments.kwarg) if one}
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
    for node in ast.walk(function):
        if isinstance(node, ast.Global):
            found -= set(node.names)
    return found


def _lent(cells: _Cells) -> list[str]:
    """Names that a test cell makes in plain sight and that only later cells of students' use."""
    made: dict[str, Any] = {}
    found: set[str] = set()
    bound: set[str] = set()
    for cell, tree in cells:
        if is_test(cell):
            hidden = answer_lines(cell.source, "hidden")
            for node in tree.body:
                if node.lineno not in hidden:
                    scope = _Scope(node)
                    names = scope.bound | {n for one in scope.imports for n in _names_of(one)}
                    made |= dict.fromkeys(names, node)
            continue
        scope = _Scope(tree)
        bound |= scope.bound | {name for node in scope.imports for name in _names_of(node)}
        found |= (names_used(cell.source, limit=None) & set(made)) - bound
    new = found
    while new:  # what the functions among them use
        text = "\n".join(ast.unparse(made[name]) for name in new)
        new = (names_used(text, limit=None) & set(made)) - found - bound
        found |= new
    return sorted(found)
