"""Cells for looking: figures, timings and comparisons on which no mark depends.

The source tags such a cell ``looking``. Where a student has left it as it was, grading does not run
it, and keeps the outputs that were handed in. So nothing else may use what it makes or may change:
the build refuses that in the source, and in a submission such a cell is run after all. What a cell
may change is read from its text, from the functions of the notebook that it reaches, and from
nothing that runs; where that cannot tell, it counts as changed.
"""

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Mapping

from nbformat import NotebookNode
from nbgrader.utils import is_locked, is_solution

from nbjudge.cell_code import LIMIT, parse
from nbjudge.course import grade_id, is_test
from nbjudge.names import names_defined, names_used

__all__ = ["TAG", "is_for_looking", "known", "left_out", "plain", "review"]

TAG = "looking"
_SKIPPED = "skip-execution"  # nbclient's: cells that grading never runs

# Methods and functions whose result is new, and which change nothing.
_FRESH = frozenset([
    "all", "any", "argmax", "argmin", "argsort", "astype", "conj", "copy", "count", "cumsum",
    "describe", "dot", "endswith", "find", "format", "index", "isna", "join", "lower", "max",
    "mean", "min", "nonzero", "prod", "repeat", "round", "startswith", "std", "strip", "sum",
    "tobytes", "tolist", "trace", "upper", "value_counts", "var",
])  # fmt: skip
# Those whose result may be a part of what they are given.
_VIEWS = frozenset([
    "asanyarray", "asarray", "array_split", "atleast_1d", "atleast_2d", "broadcast_to", "chain",
    "dict", "enumerate", "filter", "flatten", "flip", "get", "getattr", "head", "hsplit",
    "items", "iter", "keys", "list", "map", "moveaxis", "ravel", "replace", "reshape",
    "reversed", "sorted", "split", "squeeze", "swapaxes", "tail", "take", "title", "transpose",
    "tuple", "values", "view", "vsplit", "zip",
])  # fmt: skip
# Functions of libraries that change what they are given.
_CHANGING = frozenset([
    "shuffle", "copyto", "put", "put_along_axis", "putmask", "place", "fill_diagonal",
    "setattr", "delattr", "next",
])  # fmt: skip
_WRITES = frozenset([
    "chdir", "dump", "environ", "makedirs", "mkdir", "putenv", "remove", "rename", "rmtree",
    "save", "savefig", "savetxt", "savez", "system", "to_csv", "to_pickle", "touch", "unlink",
    "write_bytes", "write_text",
])  # fmt: skip
_SEEDS = frozenset([
    "seed", "set_seed", "set_random_seed", "manual_seed",
])  # fmt: skip
# Names with which code can reach any other name; a numbered one is IPython's.
_ANY = frozenset([
    "globals", "locals", "vars", "dir", "eval", "exec", "compile", "__import__", "__main__",
    "get_ipython", "In", "Out", "inspect", "gc", "sys", "importlib", "builtins",
])  # fmt: skip
# What of importlib reaches no name: whether a package is there.
_ASKING = frozenset([
    "importlib.util.find_spec", "importlib.invalidate_caches", "importlib.metadata.version",
])  # fmt: skip
# Commands of IPython that reach none either, if they hold no expression of Python's.
_PLAIN_MAGIC = re.compile(
    r"^([ \t]*)%(?:(?:pip|conda|matplotlib)\b[^{}$\n\\]*"
    r"|config[ \t]+[\w.]+[ \t]*=[ \t]*(?:[\d.]+|True|False|'[^'\n]*'|\"[^\"\n]*\")[ \t]*)$",
    re.MULTILINE,
)
_HISTORY = re.compile(r"_+(?:i*\d*|oh|dh|ih)")
_RANDOM, _FILES = "the state of np.random", "a file"
_OUTSIDE = _ANY | {_RANDOM, _FILES}
_BUILT_IN = frozenset(dir(builtins)) - _ANY
_Definition = ast.FunctionDef | ast.ClassDef


def is_for_looking(cell: NotebookNode) -> bool:
    """Whether a source's cell bears the tag."""
    return cell.cell_type == "code" and TAG in cell.metadata.get("tags", [])


def review(cells: Iterable[NotebookNode]) -> Iterator[tuple[int, str, str]]:
    """(place, fault, remedy) of each cell of a source that cannot be one for looking."""
    cells = list(cells)
    others = [
        (place, cell)
        for place, cell in enumerate(cells)
        if cell.cell_type == "code"
        and not is_for_looking(cell)
        and _SKIPPED not in cell.metadata.get("tags", [])
    ]
    needs = {place: _needed(cell.source, None) for place, cell in others}
    functions = _Functions(cells)
    for place, cell in enumerate(cells):
        if not is_for_looking(cell):
            continue
        if grade_id(cell) and (is_test(cell) or is_solution(cell) or is_locked(cell)):
            yield (
                place,
                f"a cell tagged {TAG} is no test, answer or read-only cell.",
                ("Take the tag away."),
            )
            continue
        tree = parse(cell.source, None)
        if tree is None:
            yield (
                place,
                f"a cell tagged {TAG} holds what is no plain Python, such as a magic.",
                ("Write it in Python, or take the tag away."),
            )
            continue
        made = names_defined(cell.source, None)
        touched = made | functions.changed_by(tree)
        if outside := sorted(touched & _OUTSIDE):
            yield (
                place,
                (
                    f"a cell tagged {TAG} uses or changes {', '.join(outside)}, so it may change "
                    "anything that another cell needs."
                ),
                "Let it do without, such as by np.random.default_rng(0), or take the tag away.",
            )
            continue
        for other, needed in needs.items():
            if common := sorted(touched & needed):
                verb = "makes" if common[0] in made else "may change"
                user = grade_id(cells[other]) or cells[other].get("id") or str(other + 1)
                yield (
                    place,
                    (
                        f"it is tagged {TAG}, and {verb} {common[0]}, which the cell {user} uses: "
                        "it must run when that one is graded."
                    ),
                    "Use names and objects of its own in it, or take the tag away.",
                )
                break


def known(cells: Iterable[NotebookNode]) -> dict[str, list[str]]:
    """{text: names that it makes or may change} of a source's sound cells for looking."""
    cells = list(cells)
    if not any(map(is_for_looking, cells)):
        return {}
    faulty = {place for place, _, _ in review(cells)}
    functions = _Functions(cells)
    found = {}
    for place, cell in enumerate(cells):
        tree = parse(cell.source, None) if is_for_looking(cell) else None
        if tree is not None and place not in faulty:
            touched = names_defined(cell.source, None) | functions.changed_by(tree)
            found[plain(cell.source)] = sorted(touched)
    return found


def left_out(
    cells: Iterable[NotebookNode], looking: Mapping[str, list[str]], skipped: str = _SKIPPED
) -> set[int]:
    """Places of the cells of a submission that need not be run.

    ``looking`` is what `known` says of the source, ``skipped`` the tag of cells that are never run.
    A cell is run that has another text, that nbgrader knows, or of which a cell that is run uses a
    name.
    """
    cells = list(cells)
    found = {
        place: set(looking[plain(cell.source)])
        for place, cell in enumerate(cells)
        if cell.cell_type == "code" and not grade_id(cell) and plain(cell.source) in looking
    }
    if not found:
        return set()
    used: set[str] = set()
    left = [
        cell
        for place, cell in enumerate(cells)
        if cell.cell_type == "code"
        and place not in found
        and skipped not in cell.metadata.get("tags", [])
    ]
    while left:
        for cell in left:
            needed = set() if is_test(cell) or is_locked(cell) else _needed(cell.source)
            if needed & _ANY or any(map(_HISTORY.fullmatch, needed)):
                return set()
            used |= needed
        run = [place for place, touched in found.items() if touched & used]
        left = [cells[place] for place in run]
        for place in run:
            del found[place]
    return set(found)


def plain(text: str) -> str:
    """The text of a cell without what an editor changes by itself: spaces at the ends."""
    return "\n".join(map(str.rstrip, text.strip().splitlines()))


def _needed(code: str, limit: int | None = LIMIT) -> set[str]:
    """Names that a cell must find when it begins, or when its functions are called.

    Of a text that cannot be read, or runs commands of IPython, all names.
    """
    if limit is not None and len(code) > limit:
        return {"globals"}
    code = _PLAIN_MAGIC.sub(r"\1pass", code)
    if re.search(r"^\s*[%!]|=\s*[%!]", code, re.MULTILINE):
        return {"get_ipython"}
    tree = parse(code, limit)
    if tree is None:  # blanks, or an error at which IPython stops
        return names_used(code, limit=limit)
    bound: set[str] = set()
    found: set[str] = set()
    for node in tree.body:
        text = ast.unparse(node)
        found |= names_used(text, limit=limit) - bound
        if isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.name.partition(".")[0] for alias in node.names} & _ANY
        if not isinstance(node, ast.If | ast.For | ast.While | ast.Try):  # these may not get there
            bound |= names_defined(text, limit)
    return found - {"importlib"} if "importlib" in found and _only_asks(tree) else found


def _only_asks(tree: ast.AST) -> bool:
    """Whether code uses importlib for no more than `_ASKING`."""
    names = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == "importlib"]
    asked = [n for n in ast.walk(tree) if isinstance(n, ast.Attribute) and _dotted(n) in _ASKING]
    imports = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    return len(names) == len(asked) and not any(
        (isinstance(one, ast.ImportFrom) and (one.module or "").startswith("importlib"))
        or any(alias.asname and alias.name.startswith("importlib") for alias in one.names)
        for one in imports
    )


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


class _Functions:
    """Functions and classes of a notebook, and what their text says that they may change."""

    def __init__(self, cells: Iterable[NotebookNode]) -> None:
        self._nodes: dict[str, list[_Definition]] = {}  # name → its definitions
        self._methods: dict[str, list[_Definition]] = {}  # the same of methods, of any class
        self._modules: set[str] = set()  # and all else that is imported
        self._random = {"random"}  # what draws from a state that all share
        nodes = [
            node
            for cell in cells
            if cell.cell_type == "code" and (tree := parse(cell.source, None)) is not None
            for node in ast.walk(tree)
        ]
        for node in nodes:
            if isinstance(node, _Definition):
                self._nodes.setdefault(node.name, []).append(node)
            if isinstance(node, ast.ClassDef):
                for inner in _methods_of(node):
                    self._methods.setdefault(inner.name, []).append(inner)
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.asname or alias.name.partition(".")[0] for alias in node.names}
                self._modules |= names
                if isinstance(node, ast.ImportFrom) and node.module in ("random", "numpy.random"):
                    self._random |= names - {"default_rng", "Generator"}
        self._handed_on: dict[ast.AST, set[str]] = {}
        # Objects of the notebook's classes, as far as their use tells.
        own = {n.attr for n in nodes if isinstance(n, ast.Attribute) and _is_self(n.value)}
        own |= self._methods.keys()
        self._instances = {
            _root(node) for node in nodes if isinstance(node, ast.Attribute) and node.attr in own
        } - {*self._modules, "", "self"}

    def changed_by(self, tree: ast.AST) -> set[str]:
        """Names of the module whose objects some code, or what it reaches, may change."""
        found: set[str] = set()
        for node in self._all_reached(tree):
            found |= self._changed(node) - _locals(node)
        return found

    def _all_reached(self, tree: ast.AST) -> set[ast.AST]:
        """A text, and all functions and methods of the notebook that it names, and these again."""
        seen: set[ast.AST] = set()
        left: list[ast.AST] = [tree]
        while left:
            node = left.pop()
            if node in seen:
                continue
            seen.add(node)
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name):
                    reached = self._nodes.get(inner.id, [])
                elif isinstance(inner, ast.Attribute):
                    reached = self._methods.get(inner.attr, [])
                else:
                    continue
                for one in reached:
                    left += _methods_of(one) if isinstance(one, ast.ClassDef) else [one]
        return seen

    def _changed(self, node: ast.AST) -> set[str]:
        """What the text itself changes, its inner functions included."""
        found = self._changed_in_place(node)
        for inner in ast.walk(node):
            if isinstance(inner, ast.Global):
                found |= set(inner.names)
            elif isinstance(inner, ast.Name):
                found |= {inner.id} & _ANY
                found |= {_FILES} if inner.id == "open" else set()
                found |= {_RANDOM} if inner.id in self._random - {"random"} else set()
            elif isinstance(inner, ast.Attribute):
                found |= self._changed_outside(inner)
            elif isinstance(inner, ast.Call):
                found |= self._changed_by_call(inner)
        return self._with_aliases(found, node) - self._modules

    def _changed_outside(self, node: ast.Attribute) -> set[str]:
        """What a name of a module changes that is no object of the notebook's."""
        first, *parts = ast.unparse(node).split(".") if _root(node) in self._modules else [""]
        if node.attr in _WRITES:
            return {_FILES}
        drawn = first in self._random or "random" in parts[:-1]
        if node.attr in _SEEDS or (drawn and node.attr not in ("default_rng", "Generator")):
            return {_RANDOM}
        return set()

    def _changed_in_place(self, node: ast.AST) -> set[str]:
        """Roots of what a text assigns to, or calls a changing method of."""
        found = set()
        for inner in ast.walk(node):
            if isinstance(inner, ast.Attribute | ast.Subscript):
                if not isinstance(inner.ctx, ast.Load):
                    found |= self._sources(inner)
            elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Del):
                found.add(inner.id)
            elif isinstance(inner, ast.AugAssign):
                found |= self._sources(inner.target)
            elif isinstance(inner, ast.Call):
                found |= set().union(
                    *(self._sources(k.value) for k in inner.keywords if k.arg == "out")
                )
                if isinstance(inner.func, ast.Attribute):
                    name = inner.func.attr
                    if name in self._methods or name not in _FRESH | _VIEWS:
                        found |= self._sources(inner.func.value)
        return self._with_aliases(found, node) - self._modules

    def _changed_by_call(self, call: ast.Call) -> set[str]:
        """What a function may change of that which it is given."""
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        method = isinstance(call.func, ast.Attribute)
        name = call.func.attr if isinstance(call.func, ast.Attribute) else _root(call.func)
        targets = (self._methods if method else self._nodes).get(name, [])
        if name in _CHANGING or any(map(self._changes_its_arguments, targets)):
            return set().union(*map(self._sources, given))
        if targets or name == "print":
            return set()
        # A library may call an object of the notebook's that it is given.
        return {one.id for one in given if isinstance(one, ast.Name)} & self._instances

    def _changes_its_arguments(self, node: ast.AST) -> bool:
        parts = _methods_of(node) if isinstance(node, ast.ClassDef) else [node]
        return any(
            self._changed_in_place(one) & _parameters(one)
            for part in parts
            for one in self._all_reached(part)
            if isinstance(one, ast.FunctionDef)
        )

    def _with_aliases(self, names: set[str], node: ast.AST) -> set[str]:
        """With all whose parts, or which themselves, some names of a text may stand for."""
        meant: dict[str, set[str]] = {}
        for inner in ast.walk(node):
            targets: list[ast.expr | None]
            value: ast.expr | None
            if isinstance(inner, ast.Assign):
                targets, value = [*inner.targets], inner.value
            elif isinstance(inner, ast.AnnAssign | ast.NamedExpr):
                targets, value = [inner.target], inner.value
            elif isinstance(inner, ast.For | ast.comprehension):
                targets, value = [inner.target], inner.iter
            elif isinstance(inner, ast.withitem):
                targets, value = [inner.optional_vars], inner.context_expr
            else:
                continue
            for target in targets:
                for part in ast.walk(target) if target is not None else ():
                    if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                        meant.setdefault(part.id, set()).update(self._sources(value))
        found, new = set(names), set(names)
        while new:
            new = set().union(*(meant.get(name, set()) for name in new)) - found
            found |= new
        return found

    def _handed_on_by(self, function: ast.FunctionDef) -> set[str]:
        """Names of which the result of a function may be a part, its own among them."""
        if function not in self._handed_on:
            self._handed_on[function] = _parameters(function)  # where it calls itself
            found = set().union(
                *(self._sources(n.value) for n in ast.walk(function) if isinstance(n, ast.Return))
            )
            self._handed_on[function] = self._with_aliases(found, function)
        return self._handed_on[function]

    def _sources(self, node: ast.AST | None) -> set[str]:
        """Names of which a value may be a part, or the whole."""
        if isinstance(node, ast.Name):
            return {node.id} - self._modules - (_BUILT_IN - self._nodes.keys())
        if isinstance(node, ast.Attribute | ast.Subscript | ast.Starred | ast.NamedExpr):
            return self._sources(node.value)
        if isinstance(node, ast.Call):
            parts = [*node.args, *(keyword.value for keyword in node.keywords)]
            if isinstance(node.func, ast.Attribute):
                name = node.func.attr
                if _root(node.func) in self._modules:
                    parts = parts if name in _VIEWS else []
                else:
                    parts = [] if name in _FRESH and name not in self._methods else parts
                    parts = [node.func.value, *parts] if name not in _FRESH else parts
                return set().union(*map(self._sources, parts))
            name = _root(node.func)
            found, hands_on = set(), name in _VIEWS
            for one in self._nodes.get(name, []):
                if isinstance(one, ast.FunctionDef):
                    handed = self._handed_on_by(one)
                    found |= handed - _locals(one)
                    hands_on = hands_on or bool(handed & _parameters(one))
                else:
                    hands_on = True  # an object may hold what it is given
            return found.union(*map(self._sources, parts if hands_on else []))
        if isinstance(node, ast.BinOp | ast.Compare | ast.UnaryOp | ast.Lambda | ast.Constant):
            return set()
        if isinstance(node, ast.AST):
            return set().union(*map(self._sources, ast.iter_child_nodes(node)))
        return set()


def _methods_of(node: ast.AST) -> list[ast.FunctionDef]:
    body = node.body if isinstance(node, ast.ClassDef) else []
    return [inner for inner in body if isinstance(inner, ast.FunctionDef)]


def _root(node: ast.AST) -> str:
    """The name that an attribute or an element is one of; empty where it is none of a name's."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _is_self(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _parameters(node: ast.FunctionDef) -> set[str]:
    every = node.args
    found = {one.arg for one in (*every.posonlyargs, *every.args, *every.kwonlyargs)}
    return (found | {one.arg for one in (every.vararg, every.kwarg) if one}) - {"self"}


def _locals(node: ast.AST) -> set[str]:
    """Names of a function's own."""
    if not isinstance(node, ast.FunctionDef):
        return set()
    found, declared = _parameters(node) | {"self"}, set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Global):
            declared |= set(inner.names)
        elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            found.add(inner.id)
    return found - declared
