"""The meaning of a piece of code, as far as its syntax tree tells: a text, equal for equals.

``-Y * np.log(P)`` and ``-(np.log(P)*Y)``, ``x.sum(0)`` and ``np.sum(x, axis=0)``, ``a > b`` and
``b < a`` mean the same. Nothing is run. It is for sorting the answers of a class, and no proof: two
answers of one meaning do the same on arrays of numbers, but equal answers can be written in ways
that it does not see.
"""

import ast
import functools
import warnings

__all__ = ["LONGEST", "header_meaning", "meaning", "meaning_of", "parse"]

LONGEST = 20_000  # characters
_REDUCTIONS = {"sum", "mean", "max", "min", "prod", "std", "var", "argmax", "argmin", "any", "all"}
_OPERATORS = {
    "add": ast.Add,
    "subtract": ast.Sub,
    "multiply": ast.Mult,
    "divide": ast.Div,
    "true_divide": ast.Div,
    "power": ast.Pow,
    "matmul": ast.MatMult,
    "dot": ast.MatMult,
}
_SAME = {"amax": "max", "amin": "min", "absolute": "abs", "fabs": "abs"}
_MODULES = {"np", "numpy", "tf", "math", "check", "plots"}
_FAILURES = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)
_BODIES = ("body", "orelse", "finalbody", "handlers", "cases", "decorator_list")


def parse(code):
    """The syntax tree of a cell, or None where it has none."""
    if len(code) > LONGEST:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a student wrote
            return ast.parse(code)
    except _FAILURES:
        return None


@functools.lru_cache(maxsize=50_000)
def meaning(code):
    """The meaning of an expression, an argument or statements, given as text."""
    tree = parse(code)
    if tree and len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
        tree = tree.body[0].value
    elif tree is None and (call := parse(f"f({code})")):  # a keyword argument
        tree = call.body[0].value
    return " ".join(code.split()) if tree is None else meaning_of(tree)


@functools.lru_cache(maxsize=50_000)
def header_meaning(text):
    """The meaning of a statement without its body, or None where the text alone is none."""
    tree = parse(text) or parse(f"{text}\n    pass")
    return meaning_of(tree.body[0], header=True) if tree and len(tree.body) == 1 else None


def meaning_of(node, header=False):
    """The meaning of a node of a syntax tree; ``header``: without the body of a statement."""
    try:
        return repr(_Form(header).of(node))
    except _FAILURES:
        return "too deep to be read"


class _Form:
    """Nodes as nested tuples. Signs are kept apart, so that they can be moved outwards."""

    def __init__(self, header=False):
        self._names = [{}]  # names that the code itself binds → their neutral names
        self._header = header

    def of(self, node):
        if isinstance(node, ast.expr):
            sign, form = self._signed(node)
            return form if sign > 0 else ("-", form)
        if isinstance(node, list):
            return tuple(self.of(item) for item in node if not _is_docstring(item))
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            return self._function(node)
        if isinstance(node, ast.Expr):
            return self.of(node.value)
        if isinstance(node, ast.arg):
            return self._name(node.arg)
        if isinstance(node, ast.AST):
            return self._generic(node)
        return node

    def _generic(self, node):
        skip = {"ctx", "kind", "type_comment", "annotation", "returns"}
        if self._header and isinstance(node, ast.stmt):
            skip |= set(_BODIES)
        fields = (name for name in node._fields if name not in skip)
        return (type(node).__name__, *(self.of(getattr(node, name, None)) for name in fields))

    def _signed(self, node):
        match node:
            case ast.Name(id=name):
                return 1, self._name(name)
            case ast.Constant(value=bool() | None):
                return 1, repr(node.value)
            case ast.Constant(value=int() | float()):
                value = node.value
                return 1, repr(int(value) if abs(value) < 1e15 and value == int(value) else value)
            case ast.Constant():
                return 1, ("constant", repr(node.value))
            case ast.UnaryOp(op=ast.USub()):
                sign, form = self._signed(node.operand)
                return -sign, form
            case ast.UnaryOp(op=ast.UAdd()):
                return self._signed(node.operand)
            case ast.BinOp(op=ast.Add() | ast.Sub()):
                return self._sum(node)
            case ast.BinOp(op=ast.Mult() | ast.Div()):
                return self._product(node)
            case ast.BinOp(op=ast.MatMult()):
                return self._matrix_product(node.left, node.right)
            case ast.BinOp(left=ast.Name(), op=ast.Pow(), right=ast.Constant(value=2)):
                return self._product(ast.BinOp(node.left, ast.Mult(), node.left))
            case ast.Compare(ops=[op]):
                return 1, self._comparison(node.left, op, node.comparators[0])
            case ast.Call():
                return self._call(node)
            case ast.Lambda():
                return 1, self._function(node)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
                return 1, self._comprehension(node)
            case ast.Attribute(attr="T"):
                return 1, ("T", self.of(node.value))
        return 1, self._generic(node)

    def _name(self, name):
        for names in reversed(self._names):
            if name in names:
                return names[name]
        return "np" if name == "numpy" else name

    # Arithmetic.

    def _sum(self, node):
        terms, ordered = [], False

        def collect(node, sign):
            nonlocal ordered
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
                collect(node.left, sign)
                collect(node.right, sign if isinstance(node.op, ast.Add) else -sign)
                return
            ordered = ordered or _is_sequence(node)
            own, form = self._signed(node)
            terms.append((repr(form), sign * own, form))

        collect(node, 1)
        if ordered:  # texts and lists are joined in their order
            return 1, ("joined", tuple((sign, form) for _, sign, form in terms))
        terms.sort(key=lambda term: term[:2])
        first = terms[0][1]
        return first, ("sum", tuple((sign * first, form) for _, sign, form in terms))

    def _product(self, node):
        above, below, sign = [], [], 1

        def collect(node, place, other):
            nonlocal sign
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div):
                collect(node.left, place, other)
                if isinstance(node.op, ast.Mult):
                    collect(node.right, place, other)
                else:
                    collect(node.right, other, place)
                return
            own, form = self._signed(node)
            sign *= own
            if form != "1":
                place.append(form)

        collect(node, above, below)
        if len(above) == 1 and not below:
            return sign, above[0]
        return sign, ("product", tuple(sorted(above, key=repr)), tuple(sorted(below, key=repr)))

    def _matrix_product(self, left, right):
        (sign, left), (other, right) = self._signed(left), self._signed(right)
        return sign * other, ("@", left, right)

    def _comparison(self, left, op, right):
        left, right = self.of(left), self.of(right)
        if isinstance(op, ast.Gt | ast.GtE):
            left, right = right, left
            op = ast.Lt() if isinstance(op, ast.Gt) else ast.LtE()
        elif isinstance(op, ast.Eq | ast.NotEq):
            left, right = sorted((left, right), key=repr)
        return (type(op).__name__, left, right)

    # Calls.

    def _call(self, node):
        name, args, keywords = self._function_and_arguments(node)
        plain = not keywords and not any(isinstance(arg, ast.Starred) for arg in args)
        if name in _OPERATORS and plain and len(args) == 2:
            return self._signed(ast.BinOp(args[0], _OPERATORS[name](), args[1]))
        if name == "negative" and plain and len(args) == 1:
            return self._signed(ast.UnaryOp(ast.USub(), args[0]))
        if name == "square" and plain and len(args) == 1:
            return self._signed(ast.BinOp(args[0], ast.Pow(), ast.Constant(2)))
        if name == "transpose" and plain and len(args) == 1:
            return 1, ("T", self.of(args[0]))
        if name in _REDUCTIONS and len(args) == 2:
            args, keywords = args[:1], [ast.keyword("axis", args[1]), *keywords]
        sign, forms = 1, [self.of(arg) for arg in args]
        if name in ("sum", "mean") and args and not isinstance(args[0], ast.Starred):
            sign, forms[0] = self._signed(args[0])  # both are linear
        named = sorted(
            (str(keyword.arg), repr(self.of(keyword.value)))
            for keyword in keywords
            if not _is_default(keyword)
        )
        function = ("np", name) if name else self.of(node.func)
        return sign, ("call", function, tuple(forms), tuple(named))

    def _function_and_arguments(self, node):
        """(name, arguments, keywords) of a NumPy function, ``x.sum()`` as ``np.sum(x)``.

        The name is None for any other function.
        """
        args, keywords = node.args, node.keywords
        if not isinstance(node.func, ast.Attribute):
            return None, args, keywords
        of, name = node.func.value, _SAME.get(node.func.attr, node.func.attr)
        if isinstance(of, ast.Name) and of.id in _MODULES:
            return (name if of.id in ("np", "numpy") else None), args, keywords
        if name in _REDUCTIONS or (name == "dot" and len(args) == 1):
            return name, [of, *args], keywords
        if name == "transpose" and not args:
            return name, [of], keywords
        return None, args, keywords

    # What binds names.

    def _function(self, node):
        own = node.args
        arguments = [*own.posonlyargs, *own.args, *own.kwonlyargs]
        names = {}
        if self._header and not isinstance(node, ast.Lambda):
            pass
        elif isinstance(node, ast.Lambda):
            names = {arg.arg: f"_{len(self._names)}_{i}" for i, arg in enumerate(arguments)}
        else:  # its arguments can be given by name
            kept = {arg.arg for arg in arguments} | _declared(node)
            for name in _stored(node.body):
                if name not in kept and name not in names:
                    names[name] = f"_{len(self._names)}_{len(names)}"
        defaults = self.of([*own.defaults, *filter(None, own.kw_defaults)])
        self._names.append(names)
        header = (getattr(node, "name", ""), tuple(map(self.of, arguments)), defaults)
        body = () if self._header and not isinstance(node, ast.Lambda) else self.of(node.body)
        self._names.pop()
        return ("function", *header, body)

    def _comprehension(self, node):
        stored = [name for part in node.generators for name in _stored([part.target])]
        self._names.append({name: f"_{len(self._names)}_{i}" for i, name in enumerate(stored)})
        form = self._generic(node)
        self._names.pop()
        return form


def _is_docstring(node):
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _is_sequence(node):
    text = isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    return text or isinstance(node, ast.JoinedStr | ast.List | ast.Tuple | ast.ListComp)


def _is_default(keyword):
    value = getattr(keyword.value, "value", ...)
    return (keyword.arg == "axis" and value is None) or (
        keyword.arg == "keepdims" and value is False
    )


def _stored(nodes):
    """Names that are assigned, in order, but not those within inner functions."""
    for node in nodes:
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                yield node.id
        elif not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda | ast.comprehension):
            yield from _stored(ast.iter_child_nodes(node))


def _declared(function):
    return {
        name
        for node in ast.walk(function)
        if isinstance(node, ast.Global | ast.Nonlocal)
        for name in node.names
    }
