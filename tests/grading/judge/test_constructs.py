# ruff: noqa: E501 (the answers and tests stand on one line each)
"""Constructs of test cells, one by one: a right answer passes, a wrong one never does.

What the judge cannot do ends in a `JudgeError`, for right and wrong answers alike.
"""

import pytest
from matplotlib import pyplot as plt
from nbformat.v4 import new_code_cell
from test_test_cells import Class

from nbjudge.grading.judge.names import read_names

SETUP = "import numpy as np\nimport pandas as pd"
PLOT = "import matplotlib\nmatplotlib.use('Agg')\nimport matplotlib.pyplot as plt\n"
VECTOR = """\
class V:
    def __init__(self, *v):
        self.v = v
    def __eq__(self, other):
        return self.v == tuple(getattr(other, 'v', other))
    def __mul__(self, k):
        return V(*(k * x for x in self.v))
    __rmul__ = __mul__
    def __radd__(self, other):
        return self if other == 0 else self + other
    def __add__(self, other):
        return V(*(x + y for x, y in zip(self.v, other.v)))
    def __contains__(self, x):
        return x in self.v
    def __lt__(self, other):
        return self.v[0] < (other if isinstance(other, int) else other.v[0])
"""
SALES = "sales = pd.DataFrame({'shop': ['a', 'b', 'a'], 'sold': [3, 1, %s]})"
# name → (right answer, wrong answer, test)
JUDGED = {
    # Values of richer types.
    "a date": (
        "from datetime import date\nday = date(2024, 2, 29)",
        "from datetime import date\nday = date(2024, 3, 1)",
        "import datetime\nassert day == datetime.date(2024, 2, 29)\n"
        "assert isinstance(day, datetime.date)",
    ),
    "a moment with its zone": (
        "from datetime import *\nnow = datetime(2024, 1, 1, 5, tzinfo=timezone.utc)",
        "from datetime import *\nnow = datetime(2024, 1, 1, 5)",
        "import datetime as dt\nassert now.utcoffset() == dt.timedelta(0)",
    ),
    "a duration": (
        "import datetime\ndef wait(n):\n    return datetime.timedelta(hours=n)",
        "import datetime\ndef wait(n):\n    return datetime.timedelta(minutes=n)",
        "from datetime import timedelta\nassert wait(25) == timedelta(days=1, hours=1)",
    ),
    "a date as argument": (
        "def year(d):\n    return d.year",
        "def year(d):\n    return d.day",
        "from datetime import date\nassert year(date(1999, 4, 5)) == 1999",
    ),
    "Decimal": (
        "from decimal import Decimal\nprice = Decimal('1.10') * 3",
        "price = 3.3000000000000003",
        "from decimal import Decimal\nassert price == Decimal('3.30') and str(price) == '3.30'",
    ),
    "Fraction": (
        "from fractions import Fraction\nhalf = Fraction(2, 4)",
        "half = 0.4",
        "from fractions import Fraction\nassert half == Fraction(1, 2) and half.denominator == 2",
    ),
    "Path": (
        "from pathlib import Path\nplace = Path('a') / 'b.txt'",
        "place = 'a/c.txt'",
        "from pathlib import Path\nassert place == Path('a/b.txt') and place.suffix == '.txt'",
    ),
    "Counter": (
        "from collections import Counter\ncount = Counter('abca')",
        "count = {'a': 2, 'b': 1, 'c': 1}",
        "from collections import Counter\nassert isinstance(count, Counter) and count['x'] == 0",
    ),
    "defaultdict": (
        "from collections import defaultdict\ngroups = defaultdict(list)\ngroups[1].append(2)",
        "groups = {1: [2]}",
        "assert groups[1] == [2] and groups[5] == []",
    ),
    "deque": (
        "from collections import deque\nlast = deque([1, 2, 3], maxlen=2)",
        "last = [2, 3]",
        "from collections import deque\nassert last == deque([2, 3]) and last.maxlen == 2",
    ),
    "a namedtuple": (
        "from collections import namedtuple\nP = namedtuple('P', 'x y')\np = P(1, 2)",
        "p = [1, 2]",
        "assert p == (1, 2) and p.y == 2 and isinstance(p, tuple) and isinstance(p, P)",
    ),
    "a namedtuple of the test": (
        "def norm(p):\n    return p.x + p.y",
        "def norm(p):\n    return p.x",
        "from collections import namedtuple\nP = namedtuple('P', 'x y')\nassert norm(P(1, 2)) == 3",
    ),
    "bytearray": (
        "data = bytearray(b'ab')",
        "data = 'ab'",
        "assert isinstance(data, bytearray) and data[0] == 97",
    ),
    "array.array": (
        "import array\nnumbers = array.array('d', [1, 2])",
        "numbers = [1, 3]",
        "import array\nassert numbers == array.array('d', [1, 2])",
    ),
    "an array with fields": (
        "t = np.array([(1, 2.5)], dtype=[('n', int), ('v', float)])",
        "t = np.array([(1, 3.5)], dtype=[('n', int), ('v', float)])",
        "assert t['v'][0] == 2.5 and t.dtype.names == ('n', 'v')",
    ),
    "an array of objects": (
        "o = np.array([None, 'x', [1]], dtype=object)",
        "o = np.array(['x'])",
        "assert o[0] is None and o[2] == [1] and o.dtype == object",
    ),
    "a masked array": (
        "m = np.ma.masked_greater(np.array([1, 5]), 3)",
        "m = np.ma.masked_greater(np.array([1, 2]), 3)",
        "assert m.mask.tolist() == [False, True] and m.sum() == 1 and np.ma.is_masked(m)",
    ),
    "a masked array of the test": (
        "def total(m):\n    return float(m.sum())",
        "def total(m):\n    return float(np.asarray(m).sum())",
        "m = np.ma.masked_greater([1.0, 2.0, 5.0], 3)\nassert total(m) == 3",
    ),
    "the masked value": (
        "def is_none(x):\n    return x is np.ma.masked",
        "def is_none(x):\n    return x is None",
        "assert is_none(np.ma.masked)",
    ),
    "a matrix": (
        "m = np.matrix([[1, 2], [3, 4]])",
        "m = np.array([[1, 2], [3, 4]])",
        "assert isinstance(m, np.matrix) and (m * m == np.matrix('7 10; 15 22')).all()",
    ),
    "a matrix of the test": (
        "def square(m):\n    return m * m",
        "def square(m):\n    return np.asarray(m) ** 2",
        "assert (square(np.matrix('1 2; 3 4')) == [[7, 10], [15, 22]]).all()",
    ),
    "a matrix that is changed in place": (
        "def clear(m):\n    m[0] = 0",
        "def clear(m):\n    m = 0",
        "m = np.matrix('1 2; 3 4')\nclear(m)\nassert (m == np.matrix('0 0; 3 4')).all()",
    ),
    "a polynomial": (
        "p = np.poly1d([1, 0, 1])",
        "p = np.poly1d([1, 0, 2])",
        "assert p == np.poly1d([1, 0, 1]) and p(2) == 5",
    ),
    "a sparse matrix": (
        "from scipy import sparse\ns = sparse.csr_matrix(np.eye(3))",
        "s = 2 * np.eye(3)",
        "from scipy import sparse\nassert sparse.issparse(s) and (s != sparse.eye(3)).nnz == 0",
    ),
    # pandas, both ways.
    "a table that is equal": (
        SALES % 2,
        SALES % 4,
        "pd.testing.assert_frame_equal(sales, pd.DataFrame("
        "{'shop': ['a', 'b', 'a'], 'sold': [3, 1, 2]}))",
    ),
    "operators of a column": (
        SALES % 2,
        SALES % 4,
        "assert (sales['sold'] == [3, 1, 2]).all() and 'shop' in sales",
    ),
    "what the test computes of a table": (
        SALES % 2,
        SALES % 4,
        "assert sales.groupby('shop')['sold'].sum().to_dict() == {'a': 5, 'b': 1}",
    ),
    "type of a table": (
        SALES % 2,
        "sales = [1]",
        "assert type(sales) is pd.DataFrame and type(sales.sold) == pd.Series",
    ),
    "a table as argument": (
        "def top(t):\n    return t[t['n'] > 1]",
        "def top(t):\n    return t",
        "t = pd.DataFrame({'n': [1, 2]})\nassert top(t)['n'].tolist() == [2]\nassert len(t) == 2",
    ),
    "a table that is changed in place": (
        "def add(t):\n    t['twice'] = 2 * t['n']",
        "def add(t):\n    pass",
        "t = pd.DataFrame({'n': [1, 2]})\nadd(t)\nassert t['twice'].tolist() == [2, 4]",
    ),
    "a series by its index": (
        "s = pd.Series([1, 2], index=['a', 'b'])",
        "s = pd.Series([1, 2])",
        "assert s['b'] == 2 and s.equals(pd.Series([1, 2], index=['a', 'b']))",
    ),
    "a moment of pandas": (
        "m = pd.Timestamp('2024-05-06', tz='Europe/Berlin')",
        "m = pd.Timestamp('2024-05-06')",
        "assert m == pd.Timestamp('2024-05-05 22:00', tz='UTC')",
    ),
    "a column of categories": (
        "c = pd.Series(list('abab'), dtype='category')",
        "c = pd.Series(list('abab'))",
        "assert c.cat.categories.tolist() == ['a', 'b']",
    ),
    # Names.
    "dir and globals": (
        "found = 1",
        "lost = 1",
        "assert 'found' in dir() and 'found' in globals() and globals()['found'] == 1",
    ),
    "a name that must not be there": (
        "x = 1",
        "x = 1\nforbidden = 2",
        "assert 'forbidden' not in globals()",
    ),
    "an exercise named like a built-in": (
        "def sum(x):\n    return 99",
        "def sum(x):\n    return 98",
        "assert sum([1]) == 99",
    ),
    "%%time": ("def f():\n    return 1", "def f():\n    return 2", "%%time\nassert f() == 1"),
    # Classes, functions and errors.
    "type is": (
        "class A:\n    pass\na = A()",
        "class A:\n    pass\na = 3",
        "assert type(a) is A and type(a).__name__ == 'A'",
    ),
    "__doc__": ("def f():\n    'It does.'", "def f():\n    pass", "assert f.__doc__"),
    "__bases__": (
        "class A: pass\nclass B(A): pass",
        "class A: pass\nclass B: pass",
        "assert B.__bases__ == (A,)",
    ),
    "methods of a class": (
        "class A:\n    def area(self): pass",
        "class A: pass",
        "assert 'area' in dir(A)",
    ),
    "isfunction and isclass": (
        "def f(): pass\nclass A: pass",
        "f = A = 3",
        "import inspect\nassert inspect.isfunction(f) and inspect.isclass(A)",
    ),
    "a generator": (
        "def g():\n    yield 1",
        "def g():\n    return [1]",
        "import types\nassert isinstance(g(), types.GeneratorType)",
    ),
    "defaults": (
        "def f(a, b=2): pass",
        "def f(a, b=3): pass",
        "import inspect\nassert inspect.signature(f).parameters['b'].default == 2\n"
        "assert f.__defaults__ == (2,) and f.__code__.co_argcount == 2",
    ),
    "arguments of an error": (
        "def f():\n    return {}['k']",
        "def f():\n    raise KeyError('q')",
        "try:\n    f()\nexcept KeyError as e:\n    assert e.args == ('k',)",
    ),
    "attributes of an error": (
        "class E(Exception):\n    def __init__(self, code):\n        self.code = code\n"
        "def f():\n    raise E(7)",
        "class E(Exception):\n    code = 8\ndef f():\n    raise E()",
        "try:\n    f()\n    raise ValueError\nexcept E as e:\n    assert e.code == 7",
    ),
    "an error of numpy's": (
        "def f():\n    raise np.linalg.LinAlgError('singular')",
        "def f():\n    raise ValueError('singular')",
        "try:\n    f()\n    raise AssertionError\nexcept np.linalg.LinAlgError as e:\n    assert str(e) == 'singular'",
    ),
    "an error derived from numpy's": (
        "class Singular(np.linalg.LinAlgError): pass\ndef f():\n    raise Singular('x')",
        "class Singular(ValueError): pass\ndef f():\n    raise Singular('x')",
        "try:\n    f()\nexcept np.linalg.LinAlgError as e:\n    assert type(e) is Singular",
    ),
    "an error that wants more than a text": (
        "import json\ndef f():\n    return json.loads('{')",
        "import json\ndef f():\n    raise ValueError('{')",
        "import json\ntry:\n    f()\nexcept json.JSONDecodeError as e:\n    assert 'line 1' in str(e)",
    ),
    "a class of errors as a value": (
        "kinds = [np.linalg.LinAlgError, KeyError]",
        "kinds = [ValueError, KeyError]",
        "assert kinds == [np.linalg.LinAlgError, KeyError]",
    ),
    "a hash": (
        "class K:\n    def __init__(self, k):\n        self.k = k\n    def __hash__(self):\n        return hash(self.k)\n"
        "    def __eq__(self, o):\n        return self.k == o.k",
        "class K:\n    def __init__(self, k):\n        self.k = k",
        "assert len({K(1), K(1), K(2)}) == 2",
    ),
    "an error in a with block": (
        "class C:\n    def __enter__(self):\n        return self\n    def __exit__(self, kind, *rest):\n"
        "        self.kind = kind\n        return True",
        "class C:\n    def __enter__(self):\n        return self\n    def __exit__(self, *rest):\n"
        "        self.kind = None\n        return True",
        "with C() as c:\n    raise ValueError('x')\nassert c.kind is ValueError",
    ),
    "an error of the student's own in a with block": (
        "class E(Exception):\n    def __init__(self, n):\n        self.n = n\ndef f():\n    raise E(3)\n"
        "class C:\n    def __enter__(self):\n        return self\n    def __exit__(self, kind, error, trace):\n"
        "        return kind is E and error.n == 3",
        "class E(Exception): pass\ndef f():\n    raise E()\n"
        "class C:\n    def __enter__(self):\n        return self\n    def __exit__(self, kind, error, trace):\n"
        "        return kind is None",
        "with C():\n    f()",
    ),
    "an error of numpy's in a with block": (
        "class C:\n    def __enter__(self):\n        return self\n    def __exit__(self, kind, error, trace):\n"
        "        return kind is np.linalg.LinAlgError",
        "class C:\n    def __enter__(self):\n        return self\n    def __exit__(self, kind, error, trace):\n"
        "        return kind is None",
        "with C():\n    np.linalg.inv(np.zeros((2, 2)))",
    ),
    "a dict of a class of one's own": (
        "class D(dict): pass\nd = D(a=1)",
        "class D(dict): pass\nd = D(a=2)",
        "assert d == {'a': 1} and isinstance(d, dict)",
    ),
    "an IntEnum": (
        "import enum\nclass L(enum.IntEnum):\n    LOW = 1\nx = L.LOW",
        "import enum\nclass L(enum.IntEnum):\n    LOW = 2\nx = L.LOW",
        "assert x == 1 and x.name == 'LOW'",
    ),
    "a copy": (
        "class A:\n    def __init__(self):\n        self.l = [1]\na = A()",
        "class A:\n    l = [2]\na = A()",
        "import copy\nb = copy.deepcopy(a)\nb.l.append(3)\nassert a.l == [1]",
    ),
    "await": (
        "async def f():\n    return 3",
        "async def f():\n    return 4",
        "assert await f() == 3",
    ),
    "its argument, itself": (
        "def same(l):\n    return l",
        "def same(l):\n    return list(l)",
        "l = [1]\nassert same(l) is l",
    ),
    "not its argument": (
        "def new(l):\n    return list(l)",
        "def new(l):\n    return l",
        "l = [1]\nassert new(l) is not l",
    ),
    "objects of the test that are compared": (
        "def larger(a, b):\n    return a if a > b else b",
        "def larger(a, b):\n    return b",
        "class N:\n    def __init__(self, v):\n        self.v = v\n    def __gt__(self, o):\n        return self.v > o.v\n"
        "x = N(3)\nassert larger(x, N(2)) is x",
    ),
    # What a test puts in place of something.
    "input": (
        "def ask():\n    return int(input('?')) + 1",
        "def ask():\n    return int(input('?'))",
        "input = lambda *a: '3'\nassert ask() == 4\ndel input",
    ),
    "input, mocked": (
        "def ask():\n    return int(input('?')) + 1",
        "def ask():\n    return int(input('?'))",
        "from unittest import mock\nwith mock.patch('builtins.input', return_value='3'):\n    assert ask() == 4",
    ),
    "print, mocked": (
        "def say():\n    print('x')",
        "def say():\n    pass",
        "from unittest import mock\nwith mock.patch('builtins.print') as p:\n    say()\np.assert_called_with('x')",
    ),
    "a helper": (
        "def help(x):\n    return x\ndef use(x):\n    return help(x) + 1",
        "def help(x):\n    return x\ndef use(x):\n    return x + 1",
        "kept = help\ndef help(x):\n    return 100\nassert use(3) == 101\nhelp = kept\nassert use(3) == 4",
    ),
    "a built-in that is forbidden": (
        "def total(x):\n    t = 0\n    for i in x:\n        t += i\n    return t",
        "def total(x):\n    return sum(x)",
        "import builtins\nkept = builtins.sum\ndef no(*a):\n    raise AssertionError\n"
        "builtins.sum = no\ntry:\n    assert total([1, 2]) == 3\nfinally:\n    builtins.sum = kept",
    ),
    # Random generators.
    "random.Random": (
        "def draw(r):\n    return r.random()",
        "def draw(r):\n    return 0.5",
        "import random\na, b = random.Random(1), random.Random(1)\n"
        "assert draw(a) == b.random() and a.random() == b.random()",
    ),
    "RandomState": (
        "def draw(r):\n    return r.randint(100)",
        "def draw(r):\n    return 200",
        "a, b = np.random.RandomState(1), np.random.RandomState(1)\n"
        "assert draw(a) == b.randint(100) and a.randint(100) == b.randint(100)",
    ),
    "a column that could hold NA": (
        "s = pd.Series([1, 2, 3], dtype='Int64')",
        "s = pd.Series([1, 2, 4], dtype='Int64')",
        "assert (s == [1, 2, 3]).all() and s.dtype == 'Int64'",
    ),
    "an array that a method changes in place, and returns something": (
        "class Layer:\n    def step(self, g):\n        self.w -= g\n        return 1\nd = Layer()",
        "class Layer:\n    def step(self, g):\n        self.w += g\n        return 1\nd = Layer()",
        "d.w = np.ones((2, 3))\nd.step(0.5)\nassert (d.w == 0.5).all()",
    ),
    "a seed for what was drawn before": (
        "np.random.seed(7)\nfirst = np.random.rand()",
        "first = 2.0",
        "np.random.seed(7)\nassert first == np.random.rand()",
    ),
    "whole numbers, some missing": (
        "s = pd.Series([1, pd.NA, 3], dtype='Int64')",
        "s = pd.Series([1, 2, 3], dtype='Int64')",
        "assert s.isna().tolist() == [False, True, False] and s.sum() == 4",
    ),
    "numbers that are missing, passed": (
        "def fill(s):\n    return s.fillna(s.mean())",
        "def fill(s):\n    return s.fillna(0)",
        "s = pd.Series([1.0, pd.NA, 3.0], dtype='Float64')\nassert fill(s)[1] == 2",
    ),
    "words, some missing": (
        "s = pd.Series(['a', pd.NA], dtype='string')",
        "s = pd.Series(['a', 'b'], dtype='string')",
        "pd.testing.assert_series_equal(s, pd.Series(['a', pd.NA], dtype='string'))",
    ),
    "a table with missing values of all kinds": (
        "t = pd.DataFrame({'a': pd.array([True, None], dtype='boolean'),\n"
        "    'b': pd.Categorical(['x', None]), 'c': pd.to_datetime(['2024-01-01', None])})",
        "t = pd.DataFrame({'a': pd.array([True, True], dtype='boolean'),\n"
        "    'b': pd.Categorical(['x', 'x']), 'c': pd.to_datetime(['2024-01-01'] * 2)})",
        "assert t.isna().sum().tolist() == [1, 1, 1]\n"
        "assert t['a'][1] is pd.NA and t['c'][1] is pd.NaT",
    ),
    # Objects of the student's own classes.
    "equality of an object and data": (
        VECTOR,
        "class V:\n    def __init__(self, *v):\n        self.v = v",
        "assert V(1, 2) == (1, 2) and V(1, 2) != (1, 3)",
    ),
    "an object that agrees with everything": (
        VECTOR,
        "class V:\n    def __init__(self, *v):\n        self.v = v\n"
        "    def __eq__(self, other):\n        return True",
        "assert V(1, 2) == (1, 2) and not V(1, 2) == (1, 3)",
    ),
    "arithmetic of an object and data": (
        VECTOR,
        VECTOR.replace("k * x", "k + x"),
        "v = V(1, 2)\nassert 2 * v == v * 2 == V(2, 4) and (v * 2 * 3).v[1] == 12",
    ),
    "data in an object": (
        VECTOR,
        VECTOR.replace("x in self.v", "True"),
        "assert 1 in V(1, 2) and 5 not in V(1, 2)",
    ),
    "order of an object and data": (
        VECTOR,
        VECTOR.replace("self.v[0] <", "not self.v[0] <"),
        "assert V(1) < 3 and not V(4) < 3 and 3 > V(1)",
    ),
    "a sum of objects": (
        VECTOR,
        VECTOR.replace("x + y", "x - y"),
        "assert sum([V(1, 2), V(3, 4)]) == (4, 6)",
    ),
    "a class derived from a student's class": (
        "class Shape:\n    def describe(self):\n        return f'area {self.area()}'",
        "class Shape:\n    def describe(self):\n        return 'area'",
        "class Square(Shape):\n    def area(self):\n        return 4\n"
        "assert Square().describe() == 'area 4' and isinstance(Square(), Shape)",
    ),
    "a derived class that calls its base": (
        "class Animal:\n    def __init__(self, name):\n        self.name = name\n"
        "    def speak(self):\n        return self.name",
        "class Animal:\n    def __init__(self, name):\n        self.name = ''\n"
        "    def speak(self):\n        return self.name",
        "class Dog(Animal):\n    legs = 4\n    def __init__(self):\n"
        "        super().__init__('dog')\n    def speak(self):\n"
        "        return super().speak() + '!'\nassert Dog().speak() == 'dog!' and Dog.legs == 4",
    ),
    "an abstract class, derived in the test": (
        "from abc import ABC, abstractmethod\nclass Shape(ABC):\n    @abstractmethod\n"
        "    def area(self): ...",
        "class Shape:\n    def area(self): ...",
        "class Bare(Shape):\n    pass\nclass Dot(Shape):\n    def area(self):\n"
        "        return 0\nassert Dot().area() == 0\ntry:\n    Bare()\nexcept TypeError:\n"
        "    pass\nelse:\n    assert False",
    ),
    "the fields of a dataclass": (
        "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int",
        "class P:\n    def __init__(self, x):\n        self.x = x",
        "import dataclasses\nassert dataclasses.asdict(P(1)) == {'x': 1}\n"
        "assert dataclasses.replace(P(1), x=2).x == 2\n"
        "assert [f.name for f in dataclasses.fields(P)] == ['x']",
    ),
    "the docstring of a decorated function of the test's": (
        "import functools\ndef same(f):\n    @functools.wraps(f)\n    def wrapped(*args):\n"
        "        return f(*args)\n    return wrapped",
        "def same(f):\n    return lambda *args: f(*args)",
        "@same\ndef double(x):\n    'twice x'\n    return 2 * x\n"
        "assert double(2) == 4 and double.__doc__ == 'twice x'",
    ),
    # What the student's process has besides values.
    "a stream of text": (
        "def count(file):\n    return len(file.readlines())",
        "def count(file):\n    return 0",
        "import io\nfile = io.StringIO('a\\nb')\nassert count(file) == 2 and file.read() == ''",
    ),
    "a stream that is written into": (
        "def write(file):\n    print('hi', file=file)",
        "def write(file):\n    print('hi')",
        "import io\nfile = io.StringIO()\nwrite(file)\nassert file.getvalue() == 'hi\\n'",
    ),
    "a stream of the student's": (
        "import io\nlog = io.BytesIO()\ndef note():\n    log.write(b'x')",
        "import io\nlog = io.BytesIO()\ndef note():\n    log.write(b'y')",
        "mine = log\nnote()\nassert mine.getvalue() == b'x'",
    ),
    "warnings of the student's code": (
        "import warnings\ndef old():\n    warnings.warn('old')",
        "def old():\n    pass",
        "import warnings\nwith warnings.catch_warnings(record=True) as caught:\n"
        "    warnings.simplefilter('always')\n    old()\n"
        "assert len(caught) == 1 and issubclass(caught[0].category, UserWarning)",
    ),
    "a warning that is expected": (
        "def log(x):\n    return np.log(x)",
        "def log(x):\n    return 0",
        "import pytest\nwith pytest.warns(RuntimeWarning, match='divide'):\n    log(np.zeros(2))",
    ),
    "no warning": (
        "def old():\n    pass",
        "import warnings\ndef old():\n    warnings.warn('old', DeprecationWarning)",
        "import warnings\nwith warnings.catch_warnings():\n"
        "    warnings.simplefilter('error')\n    old()",
    ),
    "axes of the test's, drawn into": (
        f"{PLOT}def draw(ax):\n    ax.plot([1, 2])",
        f"{PLOT}def draw(ax):\n    pass",
        f"{PLOT}fig, (ax, other) = plt.subplots(1, 2)\ndraw(ax)\n"
        "assert len(ax.lines) == 1 and not other.lines",
    ),
    "the current figure": (
        f"{PLOT}def draw():\n    plt.figure()\n    plt.plot([1, 2])",
        f"{PLOT}def draw():\n    plt.figure()",
        f"{PLOT}plt.close('all')\ndraw()\nassert len(plt.gca().lines) == 1\n"
        "assert len(plt.get_fignums()) == 1",
    ),
    # As in the courses of others.
    "a function that the test maps over a column": (
        "def grade(p):\n    return 'A' if p > 90 else 'B'",
        "def grade(p):\n    return 'A'",
        "s = pd.Series([95, 50])\nassert s.apply(grade).tolist() == ['A', 'B']\nassert s.map(grade).iloc[1] == 'B'",
    ),
    "a function that the test applies to each row": (
        "def total(row):\n    return row['a'] * row.b",
        "def total(row):\n    return row['a'] + row.b",
        "d = pd.DataFrame({'a': [1, 2], 'b': [3, 4]})\nassert d.apply(total, axis=1).tolist() == [3, 8]",
    ),
    "a function that the test gives to groups": (
        "def spread(s):\n    return s.max() - s.min()",
        "def spread(s):\n    return s.max()",
        "d = pd.DataFrame({'g': [1, 1, 2], 'v': [5, 9, 1]})\nassert d.groupby('g')['v'].agg(spread).tolist() == [4, 0]\nassert d.groupby('g').agg({'v': spread}).loc[1, 'v'] == 4",
    ),
    "a query that the test writes out": (
        "df = pd.DataFrame({'city': ['Ulm', 'Bonn', 'Ulm', 'Kiel'], 'temp': [3.5, 7.0, 4.5, 2.0], 'n': [1, 2, 3, 4]})",
        "df = pd.DataFrame({'city': ['Ulm', 'Bonn', 'Ulm', 'Kiel'], 'temp': [3.5, 7.0, 2.5, 2.0], 'n': [1, 2, 3, 4]})",
        "assert df.query('temp > 3 and city == \"Ulm\"').shape[0] == 2\nassert df.eval('temp * n').sum() == 3.5 + 14 + 13.5 + 8",
    ),
    "groups of a table": (
        "df = pd.DataFrame({'city': ['Ulm', 'Bonn', 'Ulm', 'Kiel'], 'temp': [3.5, 7.0, 4.5, 2.0], 'n': [1, 2, 3, 4]})\ngroups = df.groupby('city')",
        "df = pd.DataFrame({'city': ['Ulm', 'Bonn', 'Ulm', 'Kiel'], 'temp': [3.5, 7.0, 9.0, 2.0], 'n': [1, 2, 3, 4]})\ngroups = df.groupby('city')",
        "assert groups.get_group('Ulm')['temp'].sum() == 8.0\nfor name, part in groups:\n    assert (part.city == name).all()\nassert groups.size().to_dict() == {'Bonn': 1, 'Kiel': 1, 'Ulm': 2}",
    ),
    "a pivot table": (
        "df = pd.DataFrame({'city': ['Ulm', 'Bonn', 'Ulm', 'Kiel'], 'temp': [3.5, 7.0, 4.5, 2.0], 'n': [1, 2, 3, 4]})\np = df.pivot_table(index='city', values=['temp', 'n'], aggfunc=['mean', 'max'])",
        "df = pd.DataFrame({'city': ['Ulm', 'Bonn', 'Ulm', 'Kiel'], 'temp': [3.5, 7.0, 4.5, 2.0], 'n': [1, 2, 3, 4]})\np = df.pivot_table(index='city', values=['temp', 'n'], aggfunc=['mean', 'min'])",
        "assert p.loc['Ulm', ('max', 'n')] == 3\nassert p.columns.nlevels == 2 and p.shape == (3, 4)",
    ),
    "a column of periods": (
        "p = pd.period_range('2024-01', periods=3, freq='M')\ns = pd.Series([1, 2, 3], index=p)",
        "p = pd.period_range('2024-01', periods=3, freq='M')\ns = pd.Series([1, 2, 4], index=p)",
        "assert s['2024-03'] == 3 and str(s.index[0]) == '2024-01' and isinstance(s.index, pd.PeriodIndex)",
    ),
    "a moving window": (
        "df = pd.DataFrame({'city': ['Ulm', 'Bonn', 'Ulm', 'Kiel'], 'temp': [3.5, 7.0, 4.5, 2.0], 'n': [1, 2, 3, 4]})\nr = df.n.rolling(2)",
        "df = pd.DataFrame({'city': ['Ulm', 'Bonn', 'Ulm', 'Kiel'], 'temp': [3.5, 7.0, 4.5, 2.0], 'n': [1, 2, 3, 4]})\nr = df.n.rolling(3)",
        "assert r.mean().iloc[1] == 1.5 and np.isnan(r.mean()[0])",
    ),
    "a distribution that is frozen": (
        "from scipy import stats\nd = stats.norm(loc=2, scale=3)",
        "from scipy import stats\nd = stats.norm(loc=2, scale=2)",
        "assert np.isclose(d.cdf(2), 0.5) and np.isclose(d.std(), 3)\nassert d.mean() == 2",
    ),
    "the result of a fit": (
        "from scipy.stats import linregress\nfit = linregress([0, 1, 2], [1, 3, 5])",
        "from scipy.stats import linregress\nfit = linregress([0, 1, 2], [1, 3, 6])",
        "assert np.isclose(fit.slope, 2) and np.isclose(fit.intercept, 1) and fit.rvalue > 0.99\nslope, intercept, *_ = fit\nassert np.isclose(slope, 2)",
    ),
    "a model that the test fits": (
        "def model(x, a, b):\n    return a * np.exp(b * x)",
        "def model(x, a, b):\n    return a + b * x",
        "from scipy.optimize import curve_fit\nx = np.linspace(0, 1, 20)\np, cov = curve_fit(model, x, 2 * np.exp(0.5 * x), p0=[1, 1])\nassert np.allclose(p, [2, 0.5], atol=1e-3)",
    ),
    "an estimator that is fitted": (
        "from sklearn.linear_model import LinearRegression\nfrom sklearn.datasets import load_iris\nX, y = load_iris(return_X_y=True)\nmodel = LinearRegression().fit(X, y)",
        "from sklearn.linear_model import LinearRegression\nfrom sklearn.datasets import load_iris\nX, y = load_iris(return_X_y=True)\nmodel = LinearRegression(fit_intercept=False).fit(X, y)",
        "from sklearn.linear_model import LinearRegression\nassert isinstance(model, LinearRegression) and model.coef_.shape == (4,)\nassert np.isclose(model.score(X, y), 0.930, atol=1e-3) and model.predict(X[:2]).shape == (2,)\nassert model.get_params()['fit_intercept'] is True and model.intercept_ > 0",
    ),
    "a pipeline": (
        "from sklearn.linear_model import LinearRegression\nfrom sklearn.datasets import load_iris\nX, y = load_iris(return_X_y=True)\nfrom sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC\npipe = make_pipeline(StandardScaler(), SVC())\npipe.fit(X, y)",
        "from sklearn.linear_model import LinearRegression\nfrom sklearn.datasets import load_iris\nX, y = load_iris(return_X_y=True)\nfrom sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import MinMaxScaler\nfrom sklearn.svm import SVC\npipe = make_pipeline(MinMaxScaler(), SVC())\npipe.fit(X, y)",
        "assert 'standardscaler' in pipe.named_steps and pipe.steps[1][0] == 'svc'\nassert pipe['svc'].C == 1.0 and pipe.score(X, y) > 0.95 and len(pipe) == 2",
    ),
    "a cache": (
        "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)",
        "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)",
        "fib.cache_clear()\nassert fib(20) == 6765 and fib.cache_info().misses == 21\nassert hasattr(fib, 'cache_info')",
    ),
    "a generator that is sent to": (
        "def avg():\n    total = n = 0\n    value = None\n    while True:\n        x = yield value\n        total += x\n        n += 1\n        value = total / n",
        "def avg():\n    while True:\n        x = yield 0",
        "g = avg()\nnext(g)\nassert g.send(10) == 10\nassert g.send(20) == 15\ng.close()",
    ),
    "a property that refuses": (
        "class T:\n    def __init__(self, c):\n        self.c = c\n    @property\n    def c(self):\n        return self._c\n    @c.setter\n    def c(self, v):\n        if v < -273:\n            raise ValueError('cold')\n        self._c = v\n    @property\n    def f(self):\n        return self._c * 9 / 5 + 32",
        "class T:\n    def __init__(self, c):\n        self.c = c\n        self.f = c * 9 / 5 + 32",
        "t = T(100)\nassert t.f == 212\nt.c = 0\nassert t.f == 32\ntry:\n    t.c = -300\n    assert False\nexcept ValueError:\n    pass\ntry:\n    t.f = 3\nexcept AttributeError:\n    pass\nelse:\n    raise AssertionError\nassert isinstance(T.f, property)\nassert isinstance(type(t).__dict__['c'], property)",
    ),
    "nodes that the test links": (
        "class Node:\n    def __init__(self, value, next=None):\n        self.value = value\n        self.next = next\nclass LinkedList:\n    def __init__(self):\n        self.head = None\n    def add(self, v):\n        self.head = Node(v, self.head)\n    def __iter__(self):\n        n = self.head\n        while n is not None:\n            yield n.value\n            n = n.next\n\ndef length(n):\n    c = 0\n    while n:\n        c, n = c + 1, n.next\n    return c",
        "class Node:\n    def __init__(self, value, next=None):\n        self.value = value\n        self.next = next\nclass LinkedList:\n    def __init__(self):\n        self.head = None\n    def add(self, v):\n        self.head = Node(v, self.head)\n    def __iter__(self):\n        n = self.head\n        while n is not None:\n            yield n.value\n            n = n.next\n\ndef length(n):\n    return 1",
        "a = Node(1, Node(2, Node(3)))\nassert length(a) == 3\na.next.next = None\nassert length(a) == 2\nassert length(None) == 0",
    ),
    "comparisons that the test counts": (
        "def largest(v):\n    m = v[0]\n    for x in v[1:]:\n        if x > m:\n            m = x\n    return m",
        "def largest(v):\n    return sorted(v)[-1]",
        "class C:\n    n = 0\n    def __init__(self, v):\n        self.v = v\n    def __gt__(self, o):\n        C.n += 1\n        return self.v > o.v\n    def __lt__(self, o):\n        C.n += 1\n        return self.v < o.v\nv = [C(x) for x in (1, 5, 3, 2)]\nassert largest(v).v == 5\nassert C.n == 3",
    ),
    "a dict of one's own": (
        "class D(dict):\n    def __missing__(self, k):\n        self[k] = 0\n        return 0",
        "class D(dict):\n    pass",
        "d = D()\nd['a'] += 1\nassert d['a'] == 1 and d == {'a': 1} and 'b' not in d and list(d.items()) == [('a', 1)]",
    ),
    "a match of a pattern": (
        "import re\ndef find(s):\n    return re.search(r'\\d+', s)",
        "import re\ndef find(s):\n    return re.search(r'\\w+', s)",
        "import re\nassert find('ab12').group() == '12' and find('ab') is None\nassert isinstance(find('1'), re.Match)\nassert find('ab12').span() == (2, 4)",
    ),
}
LIAR = """
class Liar(float):
    def __eq__(self, other): return True
    __lt__ = __gt__ = __le__ = __ge__ = __ne__ = __contains__ = __eq__
    __hash__ = None
    def __sub__(self, other): return 0.0
    __rsub__ = __mul__ = __add__ = __sub__
    def __abs__(self): return 0.0
class Odd:
    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = lambda self, other: True
    def __sub__(self, other): return 1.0
def answer(x=0):
    return Liar(1)
losses = [Odd(), Odd()]
class Column(pd.Series):
    def __eq__(self, other): return pd.Series([True])
column = Column([9])
class Table(dict):
    def __eq__(self, other): return True
table = Table()
masked = np.ma.masked_all(2)
missing = pd.Series([pd.NA] * 3, dtype="Int64")
words = pd.Series([pd.NA] * 3, dtype="string")
class V(Odd):
    __eq__ = __contains__ = __lt__ = lambda self, other: True
    def same(self, x=0):
        return self
    length = norm = V = same
def norm(v):
    return v
parts = pd.Series([1.0, pd.NA, 3.0], dtype="Float64")
"""
UNDECIDED = {
    "equality": "assert answer() == 3",
    "a difference": "assert abs(answer() - 3) < 1e-9",
    "ordering of two": "assert losses[-1] < losses[0]",
    "sorted": "assert sorted(losses) == losses",
    "difference of two": "assert losses[0] - losses[1] > 0",
    "membership": "assert 5 in losses",
    "a column": "assert (column == [1]).all()",
    "a dict": "assert table == {'a': 1}",
    "numbers that are NA": "assert (missing == [1, 2, 3]).all()",
    "words that are NA": "assert (words == ['a', 'b', 'c']).all()",
    "a number that is NA": "assert (parts == [1, 2, 3]).all()",
    "what is masked": "assert (masked == [1, 2]).all()",
    "an array of a class of the test's": "class A(np.ndarray):\n    pass\n"
    "answer(np.zeros(2).view(A))",
    "a patched module": "np.sort = None\nassert answer() is not None",
    "a patch by name": "from unittest import mock\nwith mock.patch('numpy.sort'):\n    answer()",
    "a file": "open('of_the_student.txt')",
    "an object where the source has a number": "v = V(1)\nassert v == (1,) and norm(v) == 5",
    "an object where a method gives a number": "v = V(1)\nassert v == (1,) and v.length() == 5",
    "an object where the source has none": "assert answer() in [5] or V(1) == (1,)",
}
OWN = (
    VECTOR
    + """
def answer():
    return 3.0
losses = [2.0, 1.0]
def norm(v):
    return 5.0
V.length = norm
"""
)


def cell(source, **flags):
    base = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    return new_code_cell(source, metadata={"nbgrader": base | flags})


def judge(right, answer, test):
    """The error of a test on an answer, where ``right`` is the source's; or None."""
    cells = [cell(SETUP, locked=True, grade_id="setup"), cell(right, solution=True, grade_id="a"),
             cell(test, grade=True, locked=True, grade_id="test_a")]  # fmt: skip
    names = read_names(cells)
    decided = None if answer == right else run(right, names, test, None)["decided"]
    outputs = run(answer, names, test, decided)["outputs"]
    errors = [f"{o['ename']}: {o['evalue']}" for o in outputs if o["output_type"] == "error"]
    return errors[0] if errors else None


def run(answer, names, test, decided):
    each = Class(answer, SETUP, names)
    try:
        return each.judge(test, decided=decided)
    finally:
        each.end()
        plt.close("all")  # a test's own figures, which end with the judge's process


@pytest.mark.filterwarnings("ignore:the matrix subclass")
@pytest.mark.parametrize(("right", "wrong", "test"), JUDGED.values(), ids=JUDGED)
def test_a_right_answer_passes_and_a_wrong_one_does_not(right, wrong, test):
    assert judge(right, right, test) is None
    assert judge(right, wrong, test) is not None


@pytest.mark.parametrize("test", UNDECIDED.values(), ids=UNDECIDED)
def test_objects_of_the_students_decide_nothing(test):
    error = judge(OWN, LIAR, test)
    assert error.startswith(("JudgeError", "AssertionError", "TypeError")), error
