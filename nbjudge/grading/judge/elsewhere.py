"""What a test looks at, or replaces, that is in the student's process and not in the judge's.

Files that the student's code writes, environment variables, warnings, the current figure: a test
that looks at its own process sees none of them. Which they are is read from the syntax tree of the
cell, by what its names mean; what is in a text or a comment does not count.
"""

import ast
import subprocess
import sys
import traceback
import types
from collections.abc import Iterable, Iterator, Mapping

from nbjudge.errors import JudgeError, NbjudgeError

__all__ = ["FIGURE", "FILES", "Elsewhere"]

_OWN_MODULES = ("builtins", "__main__", "sys")  # what a test may change of them is passed on
FILES, _VARIABLES, _LOG, FIGURE = (
    "files", "environment variables", "log", "current figure",
)  # fmt: skip
# These run what docstrings say, and find none of the student's.
_OF_DOCTEST = [
    f"doctest.{name}"
    for name in ("testmod", "run_docstring_examples", "DocTestFinder", "DocTestSuite")
]
_PATH = "pathlib.Path()"  # what stands for an instance
# Functions by what they mean → what they look at.
_LOOKS = {
    **{
        f"os.path.{name}": FILES
        for name in ("exists", "lexists", "isfile", "isdir", "getsize", "getmtime")
    },
    **{f"os.{name}": FILES for name in ("listdir", "scandir", "walk", "stat", "access")},
    **{f"glob.{name}": FILES for name in ("glob", "iglob")},
    **{
        f"{_PATH}.{name}": FILES
        for name in ("exists", "is_file", "is_dir", "iterdir", "glob", "rglob", "stat")
    },
    "sqlite3.connect": FILES,  # makes an empty one where there is none
    "os.getenv": _VARIABLES,
    "os.environ": _VARIABLES,
    "os.environb": _VARIABLES,
    **{
        f"matplotlib.pyplot.{name}": FIGURE
        for name in ("gca", "gcf", "gci", "get_fignums", "get_figlabels", "fignum_exists")
    },
}
_OF_UNITTEST = ("assertLogs", "assertNoLogs")
_SAME = {"genericpath": "os.path", "posixpath": "os.path", "ntpath": "os.path"}
_PATHS = ("pathlib.Path", "pathlib.PosixPath", "pathlib.PurePath", "pathlib.PurePosixPath")
_OF_A_PATH = ("joinpath", "with_suffix", "with_name", "absolute", "resolve", "parent")
_NOT_THERE = (FileNotFoundError, subprocess.SubprocessError)
_Named = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_Branch = (ast.If, ast.While)


class Elsewhere:
    """What a test cell looks at that is not in the judge's process.

    Parameters
    ----------
    code : the text of the cell, in Python.
    known : what names mean that the cell does not define itself; values of them may be modules.
    """

    def __init__(self, code: str, known: Mapping[str, object]) -> None:
        self._known = known
        try:
            self._tree = ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self._tree = ast.Module([], [])
        nodes = list(ast.walk(self._tree))
        self._imported = dict(_imports(nodes))
        self._paths: set[str] = set()  # names that are given a path
        self._tainted: dict[str, str] = {}  # names that are given what a look has found → its kind
        while self._spread(nodes):
            pass

    def looks_at_the_figure(self) -> bool:
        """Whether it looks at the current figure of pyplot."""
        return any(self._look_of(node) == FIGURE for node in ast.walk(self._tree))

    def before(self, seen: Iterable[str] = ()) -> JudgeError | None:
        """Why the judge cannot run the cell, as far as that can be told before; else None.

        ``seen`` are kinds of looks, `FILES` or `FIGURE`, that do see the student's process.

        A test that such a look decides would pass for any answer, or for none.
        """
        replaced = self._replaced()
        if replaced:
            return JudgeError(
                f"A test cannot replace {replaced} for the student's code, which runs in another "
                "process. Test what the code gives, or replace a function of the student's own."
            )
        if any(self._meaning(node) in _OF_DOCTEST for node in ast.walk(self._tree)):
            return JudgeError(
                "A test cannot run the examples in a student's docstrings: what they do and expect "
                "is the student's. Call the functions, and compare what they return."
            )
        for condition in _decisions(self._tree):
            what = self._look(condition)
            if what == FILES and not self._is_denied(condition):
                what = None  # that a file is there says that it is the course's
            if what is not None and what not in seen:
                return _refusal(what)
        return None

    def after(
        self, error: BaseException | None, filename: str, seen: Iterable[str] = ()
    ) -> BaseException | None:
        """The error of the cell; a `JudgeError` where it comes of what the judge cannot see."""
        if error is None or isinstance(error, NbjudgeError) or hasattr(error, "student_steps"):
            return error
        frames = traceback.extract_tb(error.__traceback__)
        lines = [step.lineno for step in frames if step.filename == filename]
        if FILES not in seen and any(isinstance(one, _NOT_THERE) for one in _chain(error)):
            what: str | None = FILES
        else:
            what = self._behind(lines[-1]) if lines and lines[-1] is not None else None
        if what is None or what in seen:
            return error
        return _refusal(what).with_traceback(error.__traceback__)

    # What names and expressions mean.

    def _meaning(self, node: ast.AST) -> str:
        """The full name of what an expression means, such as ``os.path.exists``; else ""."""
        if isinstance(node, ast.Name):
            if node.id in self._paths:
                return _PATH
            return self._imported.get(node.id) or _full_name(self._known.get(node.id))
        if isinstance(node, ast.Attribute):
            base = self._meaning(node.value)
            if base == _PATH and node.attr in _OF_A_PATH:
                return _PATH
            return f"{base}.{node.attr}" if base else ""
        if isinstance(node, ast.Call):
            called = self._meaning(node.func)
            return _PATH if called in _PATHS or called in (_PATH, "pathlib.Path.cwd") else ""
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            return self._meaning(node.left)
        return ""

    def _look(self, tree: ast.AST) -> str | None:
        """What an expression looks at, by itself or by the names that it uses."""
        return next(filter(None, map(self._look_of, ast.walk(tree))), None)

    def _look_of(self, node: ast.AST) -> str | None:
        """What one node looks at."""
        if isinstance(node, ast.Attribute) and node.attr in _OF_UNITTEST:
            return _LOG
        if not isinstance(node, ast.Name | ast.Attribute) or not isinstance(node.ctx, ast.Load):
            return None
        if isinstance(node, ast.Name) and node.id in self._tainted:
            return self._tainted[node.id]
        return _LOOKS.get(self._meaning(node))

    def _spread(self, nodes: Iterable[ast.AST]) -> bool:
        """Note names that are given a path or what a look has found; whether any is new."""
        before = len(self._paths) + len(self._tainted)
        for node in nodes:
            if isinstance(node, _Named):
                what = next(filter(None, map(self._look, node.body)), None)
                names = {node.name}
            else:
                target, value = _given(node)
                if target is None or value is None:
                    continue
                names = {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}
                what = self._look(value)
                if self._meaning(value) == _PATH:
                    self._paths |= names
            if what is not None:
                self._tainted |= {name: what for name in names if name not in self._tainted}
        return len(self._paths) + len(self._tainted) > before

    def _is_denied(self, condition: ast.AST) -> bool:
        """Whether it holds where a look finds nothing."""
        for node in ast.walk(condition):
            if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
                parts: list[ast.expr] = [node.operand]
            elif isinstance(node, ast.Compare) and _denies(node):
                parts = [node.left, *node.comparators]
            elif isinstance(node, ast.Call) and _last(node) in ("assertFalse", "assertNotIn"):
                parts = node.args
            else:
                continue
            if any(map(self._look, parts)):
                return True
        return False

    def _behind(self, line: int) -> str | None:
        """What the statement of a line looks at, or the branches that it stands in."""
        what: str | None = None
        node: ast.AST = self._tree
        while True:
            inner = [one for one in _statements(node) if _covers(one, line)]
            if not inner:
                return what
            node = inner[0]
            heads: list[ast.AST] = []
            if isinstance(node, _Branch):
                heads = [node.test]
            elif isinstance(node, ast.For | ast.AsyncFor):
                heads = [node.iter]
            elif isinstance(node, ast.With | ast.AsyncWith):
                # Where its body begins, it is no longer the statement itself that fails.
                heads = [] if line >= node.body[0].lineno else list(node.items)
            elif isinstance(node, ast.Try):
                handled = any(_covers(one, line) for one in node.handlers)
                heads = list(node.body) if handled else []
            elif not isinstance(node, _Named):
                heads = [node]
            what = what or next(filter(None, map(self._look, heads)), None)

    def _replaced(self) -> str:
        """What of a module the test puts something in the place of; else ""."""
        for node in ast.walk(self._tree):
            target = ""
            if isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load):
                module = node.value.id if isinstance(node.value, ast.Name) else ""
                known = self._known.get(module) or sys.modules.get(module)
                is_module = issubclass(type(known), types.ModuleType)
                target = f"{module}.{node.attr}" if is_module else ""
            elif isinstance(node, ast.Call) and node.args:
                place = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
                patches = _last(node) in ("patch", "setattr")
                target = place if patches and isinstance(place, str) else ""
            module, dot, _ = target.partition(".")
            if dot and module not in _OWN_MODULES:
                return target
        return ""


def _refusal(what: str) -> JudgeError:
    return JudgeError(
        f"The test looks at the {what} of its own process, where the student's code has not run. "
        "Let it call a function of the student's that returns what is asked for."
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, and those of the test's own that were handled when it was raised."""
    seen: list[BaseException] = []
    here: BaseException | None = error
    while here is not None and here not in seen:
        if not hasattr(here, "student_steps"):
            yield here
        seen.append(here)
        here = here.__context__


def _full_name(value: object) -> str:
    """The name by which a module, or a function or class of one, can be imported."""
    kind = type(value)  # and not its __class__: an object of the student's would be asked for it
    if issubclass(kind, types.ModuleType):
        name = str(getattr(value, "__name__", ""))
        return _SAME.get(name, name)
    if issubclass(kind, types.FunctionType | types.BuiltinFunctionType | type):
        module = getattr(value, "__module__", "") or ""
        return f"{_SAME.get(module, module)}.{getattr(value, '__qualname__', '')}"
    return ""


def _imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    """(name, its meaning) of what a cell imports."""
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                root = alias.name.partition(".")[0]
                yield alias.asname or root, alias.name if alias.asname else root
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _given(node: ast.AST) -> tuple[ast.AST | None, ast.AST | None]:
    """(target, value) of a node that gives a value to names; else (None, None)."""
    if isinstance(node, ast.Assign):
        return ast.Tuple(node.targets), node.value
    if isinstance(node, ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
        return node.target, node.value
    if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        return node.target, node.iter
    if isinstance(node, ast.withitem):
        return node.optional_vars, node.context_expr
    return None, None


def _decisions(tree: ast.Module) -> Iterator[ast.AST]:
    """The conditions and calls by which a test passes or fails, and the value that it ends in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            yield node.test
        elif isinstance(node, _Branch):
            inner = [one for part in (*node.body, *node.orelse) for one in ast.walk(part)]
            if any(isinstance(one, ast.Raise | ast.Assert) for one in inner):
                yield node.test
        elif isinstance(node, ast.Call) and _last(node).startswith("assert"):
            yield node
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        yield tree.body[-1].value


def _denies(node: ast.Compare) -> bool:
    """Whether a comparison is ``not in``, or with False."""
    false = any(isinstance(one, ast.Constant) and one.value is False for one in node.comparators)
    return false or any(isinstance(one, ast.NotIn) for one in node.ops)


def _last(node: ast.Call) -> str:
    """The last part of the name of what is called."""
    called = node.func
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    """The statements within a node that are in no other one within it."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.stmt):
            yield inner
        elif isinstance(inner, ast.ExceptHandler | ast.match_case):
            yield from _statements(inner)


def _covers(node: ast.stmt | ast.ExceptHandler, line: int) -> bool:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(one.lineno for one in decorators)])
    return first <= line <= (node.end_lineno or first)
