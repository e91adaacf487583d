"""Which names a cell defines and uses, read from its syntax tree by Python's rules of scopes.

Every text is a cell. One that Python cannot read, or that is longer than the limit, has no names;
nothing here raises for it or recurses.
"""

import ast
import functools
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from nbjudge.cell_code import LIMIT, fill_blanks, parse, without_magics

__all__ = ["names_begun", "names_defined", "names_used", "names_used_in_classes"]

# Possessive, so that its time grows with the length of a text alone, whatever the text.
_DEFINED = re.compile(
    r"^(?:async[ \t]++)?(?:def|class)[ \t]++(\w+)"  # def f, class F
    r"|^([A-Za-z_(][\w ,()*\t]*+)(?::[^=\n]*+)?=(?!=)",  # a = …, (a, b), c = …, a: int = …
    re.MULTILINE,
)


def names_defined(code: str, limit: int | None = LIMIT) -> set[str]:
    """Names that a cell defines at its top level, for good or for a time.

    What only a call of its functions would define is left out, and so is what is only annotated.
    Its blanks count as filled. ``limit`` as in `parse`.
    """
    return set(_names(code, limit).defined)


def names_begun(code: str) -> set[str]:
    """The names that the unindented lines of a cell would define; nothing is parsed.

    So they are known of a cell as well that Python cannot read.
    """
    found: set[str] = set()
    for name, targets in _DEFINED.findall(code):
        if name:
            found.add(name)
        elif (one := targets.strip()).isidentifier():
            found.add(one)
        elif targets.count("(") == targets.count(")"):
            found.update(re.findall(r"[A-Za-z_]\w*", targets))
    return found


def names_used(code: str, called: bool = True, limit: int | None = LIMIT) -> set[str]:
    """Global names that a cell uses, at its top level or, with ``called``, within its functions.

    Built-in ones are among them. Its blanks count as filled. ``limit`` as in `parse`.
    """
    names = _names(code, limit)
    return set(names.used if called else names.used_at_once)


def names_used_in_classes(code: str, limit: int | None = LIMIT) -> set[str]:
    """Global names that the bodies of a cell's classes use while they are made."""
    return set(_names(code, limit).used_in_classes)


class _Names(NamedTuple):
    defined: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()
    used_at_once: frozenset[str] = frozenset()
    used_in_classes: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=128)
def _names(code: str, limit: int | None) -> _Names:
    tree = parse(code, limit)
    if tree is None and (limit is None or len(code) <= limit):
        code = fill_blanks(code)
        tree = parse(code, None) or parse(without_magics(code), None)
    if tree is None:
        return _Names()
    scopes = _scopes(tree)
    defined, used, used_at_once, used_in_classes = set(), set(), set(), set()
    for scope in scopes:
        if scope.at_once:
            defined |= scope.stored & scope.declared if scope.parent else scope.stored
        free = {name for name in scope.used if scope.is_global(name)}
        used |= free
        if scope.at_once:
            used_at_once |= free
        if scope.in_class:
            used_in_classes |= free
    parts = (defined - {"_"}, used, used_at_once, used_in_classes)
    return _Names(*map(frozenset, parts))


@dataclass(eq=False)
class _Scope:
    """A part of the code with names of its own."""

    kind: str  # module, class, function, comprehension, type (of type parameters)
    parent: "_Scope | None" = None
    owner: str = ""  # the class whose private names are meant within
    at_once: bool = True  # does it run while the cell runs, without a call?
    in_class: bool = False  # does it run while a class is made?
    bound: set[str] = field(default_factory=set)  # its own names
    stored: set[str] = field(default_factory=set)  # those of its names that are given a value
    used: set[str] = field(default_factory=set)
    declared: set[str] = field(default_factory=set)  # global
    nonlocals: set[str] = field(default_factory=set)

    def mangled(self, name: str) -> str:
        """A private name of a class as Python knows it: ``__x`` in ``A`` is ``_A__x``."""
        owner = self.owner.lstrip("_")
        if owner and name.startswith("__") and not name.endswith("__") and "." not in name:
            return f"_{owner}{name}"
        return name

    def store(self, name: str) -> None:
        self.bound.add(self.mangled(name))
        self.stored.add(self.mangled(name))

    def is_global(self, name: str) -> bool:
        """Does a name that is used here mean the module's, or a built-in one?"""
        scope, visible = self, True
        while scope.parent is not None:
            if name in scope.declared:
                return True
            if scope.kind == "class" and not visible:
                if name == "__class__":
                    return False
            elif name in scope.bound and name not in scope.nonlocals:
                return False
            visible = visible and scope.kind == "type"  # a method does not see its class's names
            scope = scope.parent
        return True

    def home(self) -> "_Scope":
        """The scope whose name a ``:=`` defines."""
        scope = self
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        return scope


class _Walk:
    """Collects the scopes of a syntax tree, with a list of what is still to be read."""

    def __init__(self, tree: ast.Module) -> None:
        self.scopes: list[_Scope] = []
        self._left: list[tuple[ast.AST, _Scope]] = [(tree, self._scope("module", None))]
        while self._left:
            node, scope = self._left.pop()
            visit = _VISIT.get(type(node), _Walk._visit)
            visit(self, node, scope)

    def _scope(self, kind: str, parent: _Scope | None, owner: str = "") -> _Scope:
        scope = _Scope(kind, parent, owner or (parent.owner if parent else ""))
        if parent is not None:
            stays = kind in ("class", "comprehension", "type")
            scope.at_once = stays and parent.at_once
            scope.in_class = kind == "class" or (stays and parent.in_class)
        self.scopes.append(scope)
        return scope

    def _read(self, scope: _Scope, *nodes: ast.AST | None) -> None:
        self._left += [(node, scope) for node in nodes if node is not None]

    def _visit(self, node, scope):
        self._read(scope, *ast.iter_child_nodes(node))

    def _name(self, node, scope):
        name = scope.mangled(node.id)
        if isinstance(node.ctx, ast.Store):
            scope.store(node.id)
        else:
            scope.used.add(name)
        if isinstance(node.ctx, ast.Del):  # it must be there, and is the scope's own
            scope.bound.add(name)

    def _changed(self, node, scope):
        if isinstance(node.target, ast.Name):
            scope.used.add(scope.mangled(node.target.id))
        self._visit(node, scope)

    def _annotated(self, node, scope):
        if isinstance(node.target, ast.Name) and node.value is None:
            scope.bound.add(scope.mangled(node.target.id))
        else:
            self._read(scope, node.target)
        self._read(scope, node.annotation, node.value)

    def _walrus(self, node, scope):
        scope.home().store(node.target.id)
        self._read(scope, node.value)

    def _declaration(self, node, scope):
        names = scope.declared if isinstance(node, ast.Global) else scope.nonlocals
        names.update(map(scope.mangled, node.names))

    def _import(self, node, scope):
        for alias in node.names:
            name = alias.asname or alias.name
            if name != "*":
                scope.store(name.partition(".")[0] if isinstance(node, ast.Import) else name)

    def _named(self, node, scope):
        """An ``except``, or a part of a pattern, which may give its find a name."""
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        if name is not None:
            scope.store(name)
        self._visit(node, scope)

    def _function(self, node, scope):
        arguments = node.args
        self._read(scope, *getattr(node, "decorator_list", ()))
        self._read(scope, *arguments.defaults, *arguments.kw_defaults)
        if not isinstance(node, ast.Lambda):
            scope.store(node.name)
        around = self._type_parameters(node, scope)
        inner = self._scope("function", around)
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        for argument in (*every, arguments.vararg, arguments.kwarg):
            if argument is not None:
                inner.store(argument.arg)
                self._read(around, argument.annotation)
        self._read(around, getattr(node, "returns", None))
        self._read(inner, *(node.body if isinstance(node.body, list) else [node.body]))

    def _class(self, node, scope):
        self._read(scope, *node.decorator_list)
        scope.store(node.name)
        around = self._type_parameters(node, scope)
        self._read(around, *node.bases, *node.keywords)
        self._read(self._scope("class", around, node.name), *node.body)

    def _comprehension(self, node, scope):
        first, *others = node.generators
        self._read(scope, first.iter)
        inner = self._scope("comprehension", scope)
        self._read(inner, first.target, *first.ifs, *others)
        parts = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
        self._read(inner, *parts)

    def _type_parameters(self, node, scope):
        """The scope of ``[T]`` behind a name (Python 3.12), where there is one."""
        parameters = getattr(node, "type_params", None)
        if not parameters:
            return scope
        around = self._scope("type", scope)
        for parameter in parameters:
            around.store(parameter.name)
            self._when_asked(around, getattr(parameter, "bound", None))
            self._when_asked(around, getattr(parameter, "default_value", None))
        return around

    def _alias(self, node, scope):
        self._read(scope, node.name)
        self._when_asked(self._type_parameters(node, scope), node.value)

    def _when_asked(self, scope, node):
        """What of a type is only evaluated when somebody asks for it."""
        inner = self._scope("type", scope)
        inner.at_once = inner.in_class = False
        self._read(inner, node)


_VISIT = {
    ast.Name: _Walk._name,
    ast.AugAssign: _Walk._changed,
    ast.AnnAssign: _Walk._annotated,
    ast.NamedExpr: _Walk._walrus,
    ast.Global: _Walk._declaration,
    ast.Nonlocal: _Walk._declaration,
    ast.Import: _Walk._import,
    ast.ImportFrom: _Walk._import,
    ast.ExceptHandler: _Walk._named,
    ast.MatchAs: _Walk._named,
    ast.MatchStar: _Walk._named,
    ast.MatchMapping: _Walk._named,
    ast.FunctionDef: _Walk._function,
    ast.AsyncFunctionDef: _Walk._function,
    ast.Lambda: _Walk._function,
    ast.ClassDef: _Walk._class,
    ast.ListComp: _Walk._comprehension,
    ast.SetComp: _Walk._comprehension,
    ast.DictComp: _Walk._comprehension,
    ast.GeneratorExp: _Walk._comprehension,
}
if hasattr(ast, "TypeAlias"):  # Python 3.12
    _VISIT[ast.TypeAlias] = _Walk._alias


def _scopes(tree: ast.Module) -> list[_Scope]:
    return _Walk(tree).scopes
