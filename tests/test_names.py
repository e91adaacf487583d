"""The names that a cell defines and uses, by Python's own rules, on every Python that we claim."""

import json
import random
import re
import symtable
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pythons import VERSIONS, run

from nbjudge.names import names_defined, names_used, names_used_in_classes

DEFINED = {
    "assignments": ("x, (y, *z) = 1, (2, 3)\nq.r = w[0] = 1", "x y z"),
    "imports": (
        "import a.b as c, d.e\nfrom f import g, h as i\nfrom .j import k\nfrom l import *",
        "c d g i k",
    ),
    "functions and classes": ("def f(a): b = 1\nasync def g(): pass\nclass A:\n    c = 1", "f g A"),
    "loops, with, except": (
        "for i, j in k: pass\nwith a as b, c as (d, e): pass\n"
        "try: pass\nexcept E as error: f = 1\nelse: g = 1\nfinally: h = 1\nwhile m: n = 1",
        "i j b d e error f g h n",
    ),
    "a walrus": (
        "print(x := 1)\nif (y := 2): pass\n[(z := i, [w := j for j in i]) for i in k]",
        "x y z w",
    ),
    "a walrus in a function": ("def f(): return [x := i for i in y]", "f"),
    "comprehensions have names of their own": (
        "a = [b for b in c]\n{d: e for d, e in f}\n{g for g in h}\nlist(i for i in j)",
        "a",
    ),
    "patterns": (
        "match a:\n    case [b, *c]: pass\n    case {'k': d, **e}: pass\n"
        "    case P(f, g=h) as i: pass\n    case Q.r | 1: pass\n    case _: pass",
        "b c d e f h i",
    ),
    "changed in place": ("x += 1", "x"),
    "only annotated": ("x: int\ny: int = 1\n(z): int\nq.w: int = 1", "y"),
    "deleted": ("x = 1\ndel x, y, z[0]", "x"),
    "a global of a class": ("class A:\n    global x\n    x = 1\n    y = 2", "A x"),
    "a global of a function, which a call defines": ("def f():\n    global x\n    x = 1", "f"),
    "decorated": ("@a.b(c)\ndef f(): pass\n@d\nclass A: pass", "f A"),
    "IPython's last value": ("_ = 1\n_, x = 2, 3", "x"),
    "blanks": ("x, (y, *z) = ?\ndef f(a): return ?", "x y z f"),
    "a shell command": ("files = !ls\nx = 1\n!rm y\n%matplotlib inline", "files x"),
    "a magic's value": ("out = %pwd\n%time x = f(1)\n  \n%%timeit", "out x"),
    "a cell magic": ("%%time\nx = 1", "x"),
    "another language": ("%%bash\nx=1", ""),
    "help": ("np.sum?\nx = 1", "x"),
    "waiting at the top": (
        "x = await f()\nasync for y in z: pass\nasync with a as b: pass",
        "x y b",
    ),
    "no Python": ("x = = 1", ""),
}


@pytest.mark.parametrize(("code", "names"), DEFINED.values(), ids=DEFINED)
def test_the_names_that_a_cell_defines(code, names):
    assert names_defined(code) == set(names.split())


USED = {
    "a use": ("a.b(c[d], e=f)", "a c d f", "a c d f"),
    "its own": ("x = 1\nprint(x)", "x print", "x print"),
    "only given a value": ("x = 1\nfor i in y: pass", "y", "y"),
    "changed in place": ("x += 1\nx.y -= z", "x z", "x z"),
    "deleted": ("del x, y.z", "x y", "x y"),
    "in a function": ("def f(a, b=c):\n    d = a\n    return d + e", "c e", "c"),
    "in a function of a function": (
        "def f(a):\n    def g(): return a + b + c\n    c = 1\n    return g",
        "b",
        "",
    ),
    "a global of a function": ("def f():\n    global x\n    x = 1\n    return x", "x", ""),
    "a global above a local": (
        "def f():\n    x = 1\n    def g():\n        global x\n        return x",
        "x",
        "",
    ),
    "a nonlocal": (
        "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = x + y",
        "y",
        "",
    ),
    "a lambda": ("f = lambda x, y=z: x + w", "z w", "z"),
    "a comprehension": ("[x + y for x in z if w for v in x]", "y z w", "y z w"),
    "a comprehension in a function": ("def f(a): return [a + b + c for b in d]", "c d", ""),
    "a generator": ("sum(x for x in y)", "sum y", "sum y"),
    "a comprehension in a class": (
        "class A:\n    n = 1\n    m = [n + k for k in n]",
        "n",
        "n",
    ),
    "a class": (
        "@d\nclass A(B, metaclass=M):\n    x = y\n    z = x\n    def f(self, a=x): return x + w",
        "d B M y x w",
        "d B M y",
    ),
    "what a class knows of itself": (
        "class A:\n    def f(self): return __class__, super().f()",
        "super",
        "",
    ),
    "a private name of a class": ("class A:\n    def f(self): return __x", "_A__x", ""),
    "annotations": (
        "def f(a: T, *b: S) -> R:\n    c: Q = 1\nx: P = 1\ny: 'O' = 1",
        "T S R Q P",
        "T S R P",
    ),
    "decorators and defaults in a function": ("def f():\n    @a\n    def g(b=c): pass", "a c", ""),
    "patterns": ("match a:\n    case P(b, c=Q.d) if e: pass", "a P Q e", "a P Q e"),
    "errors": ("try: pass\nexcept (A, B) as e: print(e)", "A B print e", "A B print e"),
    "an f-string": ("f'{a:{b}} {c!r}'", "a b c", "a b c"),
    "a walrus in a comprehension": ("[y := x for x in z]\ny", "z y", "z y"),
    "magics": ("%matplotlib inline\na = b\n!ls", "b", "b"),
}


@pytest.mark.parametrize(("code", "called", "at_once"), USED.values(), ids=USED)
def test_the_names_that_a_cell_uses(code, called, at_once):
    assert names_used(code) == set(called.split())
    assert names_used(code, called=False) == set(at_once.split())


NEW = {
    "an alias": ("type X[T] = list[T] | Y", "X", "list Y", ""),
    "a function": ("def f[T: B](a: T, b: C = d) -> T: return e", "f", "B C d e", "C d"),
    "a class": ("class A[T](P[T]):\n    x: T\n    def f(self, y: T) -> Q: pass", "A", "P Q", "P Q"),
    "several": ("def f[T, *Ts, **P](*a: *Ts): pass", "f", "", ""),
    "quotes within an f-string": ("x = f'{d['a?']}'", "x", "d", "d"),
}


@pytest.mark.parametrize("version", [v for v in VERSIONS if v != "3.11"])
def test_what_python_3_12_has_added(version, tmp_path):
    """Parameters of types have a scope of their own; bounds and aliases are not evaluated."""
    code = f"""
from nbjudge.names import names_defined, names_used
for name, (code, defined, used, at_once) in {NEW!r}.items():
    assert names_defined(code) == set(defined.split()), name
    assert names_used(code) == set(used.split()), (name, names_used(code))
    assert names_used(code, called=False) == set(at_once.split()), (name, names_used(code, False))
"""
    run(version, code, tmp_path)


CLASSES = {
    "its body": ("x = 1\nclass A(B):\n    y = x + z\n    def f(self): return w", "x z"),
    "its own names": ("class A:\n    y = 1\n    z = y", ""),
    "of a function": ("def f(a):\n    class A:\n        b = a + c", "c"),
    "a comprehension in it": ("class A:\n    y = [x + z for x in w]", "w z"),
    "a class within": ("class A:\n    class B(C):\n        x = y", "C y"),
}


@pytest.mark.parametrize(("code", "names"), CLASSES.values(), ids=CLASSES)
def test_the_names_that_classes_use_while_they_are_made(code, names):
    assert names_used_in_classes(code) == set(names.split())


# Cells at random, of statements and expressions within each other.

POOL = ["a", "b", "c", "d", "f", "g", "A", "__p"]


class Cells:
    """Makes the text of a cell, by a `random.Random`."""

    def __init__(self, random):
        self.random = random

    def name(self):
        return self.random.choice(POOL)

    def expression(self, depth=3):
        if depth == 0:
            return self.random.choice([self.name(), "1", "'x'"])
        one, two = (self.expression(depth - 1) for _ in range(2))
        name, other = self.name(), self.name()
        loop = f"for {name} in {one}"
        return self.random.choice(
            [
                name,
                f"({one} + {two})",
                f"{name}({one}, {other}={two})",
                f"{name}.{other}",
                f"{name}[{one}]",
                f"({one} if {two} else {name})",
                f"(lambda {name}, *{other}_, k={one}: {two})",
                f"[{two} {loop}]",
                f"{{{two} {loop} if {other}}}",
                f"{{{name}: {two} {loop} for {other} in {name}}}",
                f"list({two} {loop})",
                f"({name} := {one})",
                f'f"{{{name}}} {{{other}!r:{{{name}}}}}"',
            ]
        )

    def block(self, depth, function=False):
        lines = []
        if function and self.random.random() < 0.3:
            lines.append(f"{self.random.choice(['global', 'nonlocal'])} {self.name()}")
        for _ in range(self.random.randint(1, 3)):
            lines += self.statement(depth)
        return lines

    def statement(self, depth=3):
        name, other, value = self.name(), self.name(), self.expression(2)
        simple = [
            [f"{name} = {value}"],
            [f"{name}, *{other} = {value}"],
            [f"{name}.x = {other}[0] = {value}"],
            [f"{name}: {other} = {value}"],
            [value],
            [f"import {name}.{other}"],
            [f"import {name}.{other} as {self.name()}"],
            [f"from {name} import {other}"],
            [f"assert {value}, {name}"],
        ]
        if depth == 0:
            return self.random.choice(simple)
        inner = ["    " + line for line in self.block(depth - 1)]
        called = ["    " + line for line in self.block(depth - 1, function=True)]
        compound = [
            [f"for {name} in {value}:", *inner, "else:", *inner],
            [f"while {value}:", *inner],
            [f"if {value}:", *inner, f"elif {name}:", *inner],
            [f"with {value} as {name}, {other}:", *inner],
            ["try:", *inner, f"except {name} as {other}:", *inner, "finally:", *inner],
            [f"@{other}", f"def {name}({other}, k={value}, *, j: {name} = 1):", *called],
            [f"async def {name}(*{other}) -> {value}:", *called],
            [f"@{value}", f"class {name}({other}, k={value}):", *called],
            [f"match {value}:", f"    case [{name}, *{other}]:", *("    " + x for x in inner)],
            [f"match {value}:", f"    case {name}(x={other}):", *("    " + x for x in inner)],
        ]
        return self.random.choice(simple + compound)

    def cell(self):
        return "\n".join(self.block(3))


def by_symtable(code):
    """What `symtable` of Python 3.11 says; later ones fold comprehensions into their scopes."""
    table = symtable.symtable(code, "cell", "exec")
    defined, used, scopes = set(), set(), [table]
    for scope in scopes:  # grows as it goes
        top = scope.get_type() == "module"
        for symbol in scope.get_symbols():
            name = symbol.get_name()
            if top and (symbol.is_assigned() or symbol.is_imported()):
                defined.add(name)
            if symbol.is_referenced() and (top or symbol.is_global()):
                used.add(name)
        scopes += scope.get_children()
    return defined, used


def cells(count):
    """That many cells that Python accepts, the same ones each time."""
    numbers, found = iter(range(100_000)), []
    while len(found) < count:
        code = Cells(random.Random(next(numbers))).cell()
        try:
            compile(code, "cell", "exec")
        except SyntaxError:
            continue
        found.append(code)
    return found


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="symtable folds comprehensions from 3.12 on"
)
@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_names_are_those_of_pythons_own_table(seed):
    code = Cells(random.Random(seed)).cell()
    try:
        compile(code, "cell", "exec")
    except SyntaxError:
        return
    defined, used = by_symtable(code)
    assert names_used(code) == used, code
    assert names_defined(code) >= defined, code
    # There, a walrus in a comprehension and a global of a class count as globals only.
    for name in names_defined(code) - defined:
        written = re.sub(r"^_\w+?(?=__p$)", "", name)  # a class puts its own name before __p
        assert f"({written} := " in code or f"global {written}" in code, code


@pytest.mark.parametrize("version", VERSIONS)
def test_names_are_the_same_on_every_python(version, tmp_path):
    some = cells(150)
    code = """
import json, sys
from nbjudge.names import names_defined, names_used, names_used_in_classes
def names(c):
    return names_defined(c), names_used(c), names_used(c, False), names_used_in_classes(c)
print(json.dumps([[*map(sorted, names(c))] for c in json.load(sys.stdin)]))
"""
    told = json.loads(run(version, code, tmp_path, input=json.dumps(some)))
    for cell, names in zip(some, told, strict=True):
        here = names_defined(cell), names_used(cell), names_used(cell, False)
        assert [*map(sorted, (*here, names_used_in_classes(cell)))] == names, cell
