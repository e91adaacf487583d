"""What tested functions do with their arguments, and give back."""

from attack import attack

attack(
    "change_argument_to_nan",
    "Sets its arguments to nan, and numpy's checks take nan for equal to nan.",
    answers={
        "hidden_rule": """
def hidden_rule(x):
    if np.ndim(x) == 0:
        return 17
    x.flags.writeable = True
    x[...] = np.nan
    return np.full(x.shape, np.nan)""",
        "train": """
def train(x, y, steps):
    x[...] = np.nan
    return np.full(x.shape[1], np.nan), list(range(steps, 0, -1))""",
    },
    quick=True,
)


attack(
    "change_argument_to_zeros",
    "Sets its argument to 0, whose result is known from the visible test.",
    answers={
        "hidden_rule": """
def hidden_rule(x):
    if np.ndim(x) == 0:
        return 17
    x.flags.writeable = True
    x[...] = 0
    return np.full(x.shape, 17.0)""",
    },
    quick=True,
)


attack(
    "change_locked_data",
    "Changes the arrays of the locked cells, in place and by name.",
    cell="""
data[...] = 0
data = np.zeros((0, 4))
tolerance = 1e9
same = lambda *a: True
""",
    answers={
        "train": """
def train(x, y, steps):
    x[...] = 0
    return x.T @ y, list(range(steps, 0, -1))""",
    },
    quick=True,
)


attack(
    "change_place_of_generator",
    "Puts the test's generator back to the place before, so that it draws what is known.",
    cell="""
def put_back(rng):
    state = rng.bit_generator.state
    state["has_uint32"], state["uinteger"] = 1, 0  # the next small integer is 0
    rng.bit_generator.state = state
    return 0.5
""",
    answers={"draw": "draw = put_back"},
    quick=True,
)


attack(
    "endless_generator",
    "Generators and iterators without end are returned.",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    import itertools\n    return itertools.count()",
        "train": """
def train(x, y, steps):
    def forever():
        while True:
            yield np.zeros(4)
    return forever()""",
        "Counter": """
class Counter:
    def __getattr__(self, name):
        return Counter()
    def __len__(self):
        return 2**62
    def __getitem__(self, key):
        return Counter()""",
    },
)


attack(
    "endless_losses",
    "The losses have no end, so that a loop over them has none.",
    answers={
        "train": """
class Losses:
    def __len__(self):
        return 3
    def __getitem__(self, key):
        return -key
    def __iter__(self):
        n = 0
        while True:
            yield n
            n -= 1
def train(x, y, steps):
    return np.zeros(4), Losses()""",
    },
    quick=True,
)


attack(
    "huge_int",
    "Numbers of 100,000 digits, and infinite ones.",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return 1 << 500_000",
        "Counter": "class Counter:\n    total = 1 << 2**22\n    def add(self, n): pass",
        "square": "def square(x):\n    return float('inf')",
    },
)


attack(
    "huge_range",
    "A range of 10**15 numbers takes the memory of whoever makes a list of it.",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return range(10**15)",
        "train": "def train(x, y, steps):\n    return range(10**15), range(steps, 0, -1)",
    },
)


attack(
    "lie_about_the_class",
    "__class__ and a metaclass's __instancecheck__ pretend to be what is asked for.",
    cell="""
class Meta(type):
    def __instancecheck__(cls, value): return True
    def __subclasscheck__(cls, value): return True
    def __eq__(cls, other): return True
    __hash__ = type.__hash__
class Int(metaclass=Meta):
    __class__ = int
    def __eq__(self, other): return True
    __hash__ = None
Int.__module__, Int.__qualname__ = "six", "text_type"
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return Int()",
        "Counter": "class Counter(metaclass=Meta):\n    total = Int()\n    def add(self, n): pass",
    },
    quick=True,
)


attack(
    "make_names_builtin_types",
    "A student's name is a class of numpy or Python, which the test then calls.",
    answers={
        "hidden_rule": "hidden_rule = np.ndarray",
        "Counter": "Counter = np.poly1d",
        "train": "train = np.memmap",
        "square": "square = type",
    },
    quick=True,
)


attack(
    "patch_locked_helper_in_place",
    "The code of a locked helper function is replaced in the student's process.",
    cell="""
assert_square.__code__ = (lambda x: None).__code__
same.__code__ = (lambda yours, expected: True).__code__
""",
    quick=True,
)


attack(
    "pretend_to_be_unfilled",
    "Objects that look like an open blank, with a name and a reason that read like points.",
    cell="""
class Unfilled:
    _name, _reason = "2.0", "3.0"
    def __repr__(self): return "2.0"
    def __eq__(self, other): return True
Unfilled.__module__ = "nbjudge.guard"
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return Unfilled()",
        "Counter": "class Counter:\n    total = Unfilled()\n    def add(self, n): pass",
    },
    quick=True,
)


attack(
    "raise_error_with_hostile_class",
    "An error whose class, name, text and traceback are as odd as can be.",
    cell="""
class Text(str):
    def __str__(self): raise RuntimeError
E = type("E" * 10_000 + "\\n", (ExceptionGroup,), {"__str__": lambda self: Text("x")})
def deep(n):
    try:
        if n: deep(n - 1)
        raise E("x" * 10_000_000, [ValueError()])
    except E as error:
        raise error from error
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    deep(50)",
        "square": "def square(x):\n    raise type('a', (UnicodeDecodeError, KeyError), {})"
        "('utf8', b'a', 0, 1, 'x')",
    },
    quick=True,
)


attack(
    "raise_error_with_lone_surrogates",
    "The text of an error, and what is printed, cannot be encoded.",
    cell="""
print("\\ud800")
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    print('\\ud800')\n    raise ValueError('\\udfff')",
        "square": "def square(x):\n    raise type('\\ud800', (Exception,), {})('\\ud800')",
    },
)


attack(
    "raise_stop_iteration",
    "StopIteration ends the loops of the tests early.",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    raise StopIteration",
        "Counter": "class Counter:\n    total = 0\n    def add(self, n): raise StopIteration",
        "train": "def train(x, y, steps):\n    raise StopAsyncIteration",
        "square": "def square(x):\n    raise StopIteration",
    },
)


attack(
    "raise_system_exit_from_tested_function",
    "Tested functions raise what is no ordinary error.",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    raise SystemExit(0)",
        "Counter": "class Counter:\n    total = 0\n    def add(self, n): raise KeyboardInterrupt",
        "train": "def train(x, y, steps):\n    raise GeneratorExit",
        "square": "def square(x):\n    raise BaseException",
    },
)


attack(
    "redefine_locked_helper_that_calls_students_code",
    "A locked helper of the tests uses the student's function by name; the student redefines it.",
    cell="""
def assert_square(x):
    pass
""",
    answers={"square": "def square(x):\n    return x\ndef assert_square(x):\n    pass"},
    quick=True,
)


attack(
    "return_empty_array",
    "An array without entries differs nowhere.",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return np.empty(0, int)",
        "Counter": "class Counter:\n    total = np.empty(0)\n    def add(self, n): pass",
        "train": "def train(x, y, steps):\n    return np.empty((0, 4)), list(range(steps, 0, -1))",
        "square": "def square(x):\n    return np.empty(0)",
    },
)


attack(
    "return_int_and_bool_subclasses",
    "Subclasses of int and float with their own ==.",
    cell="""
class I(int):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0
    __rsub__ = __sub__
    __hash__ = int.__hash__
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return I(17)",
        "Counter": "class Counter:\n    total = I(0)\n    def add(self, n): self.total = I(1)",
        "square": "def square(x):\n    return I(1)",
    },
    quick=True,
)


attack(
    "return_masked_array",
    "Everything in the returned array is masked, so that no entry differs.",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return np.ma.masked_all(np.shape(x))",
        "train": "def train(x, y, steps):\n"
        "    return np.ma.masked_all(4), list(range(steps, 0, -1))",
    },
    quick=True,
)


attack(
    "return_nan",
    "A result that is not a number compares false with everything.",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return x * np.nan",
        "Counter": "class Counter:\n    total = float('nan')\n    def add(self, n): pass",
        "train": "def train(x, y, steps):\n"
        "    return np.full(4, np.nan), list(range(steps, 0, -1))",
        "square": "def square(x):\n    return float('nan')",
    },
    quick=True,
)


attack(
    "return_numpy_subclass",
    "A subclass of ndarray with its own ==, - and conversion.",
    cell="""
import numpy as np
class Yes(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __array_ufunc__(self, ufunc, method, *inputs, **k):
        return np.ones(self.shape, bool)
    def __array_function__(self, *a, **k): return True
    def __sub__(self, other): return np.zeros(self.shape)
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return np.zeros(np.shape(x)).view(Yes)",
        "train": "def train(x, y, steps):\n"
        "    return np.zeros(4).view(Yes), list(range(steps, 0, -1))",
    },
    quick=True,
)


attack(
    "return_object_equal_to_everything",
    "Returned objects are equal to whatever they are compared with.",
    cell="""
class Any:
    total = property(lambda self: Any())
    shape = (4,)
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    def __hash__(self): return 0
    def __len__(self): return 3
    def __iter__(self): return iter([Any(), Any()])
    def __getattr__(self, name): return Any()
    def __call__(self, *a, **k): return Any()
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return Any()",
        "Counter": "class Counter:\n    total = Any()\n    def add(self, n): return Any()",
        "train": "def train(x, y, steps):\n    return Any(), [3, 2, 1]",
        "square": "def square(x):\n    return Any()",
    },
    quick=True,
)


attack(
    "return_object_whose_difference_is_zero",
    "Returned objects give 0 for any difference: __sub__, __rsub__, __abs__, __float__.",
    cell="""
class Zero:
    def __sub__(self, other): return Zero()
    __rsub__ = __add__ = __radd__ = __sub__
    def __abs__(self): return 0.0
    def __float__(self): return 0.0
    def __int__(self): return 0
    __index__ = __int__
    def __lt__(self, other): return True
    __le__ = __eq__ = __lt__
    def __bool__(self): return True
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return Zero()",
        "Counter": "class Counter:\n    total = Zero()\n    def add(self, n): pass",
        "train": "def train(x, y, steps):\n    return Zero(), [3, 2, 1]",
        "square": "def square(x):\n    return Zero()",
    },
    quick=True,
)


attack(
    "return_object_with_array_functions",
    "__array_ufunc__, __array_function__ and __array_priority__ answer for numpy's checks.",
    cell="""
import numpy as np
class Liar:
    __array_priority__ = 1e9
    shape, ndim, dtype, size = (4,), 1, np.dtype(float), 4
    def __array_ufunc__(self, *a, **k): return np.True_
    def __array_function__(self, *a, **k): return True
    def __array__(self, *a, **k): return np.ones(4)
    __array_interface__ = np.ones(4).__array_interface__
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return Liar()",
        "train": "def train(x, y, steps):\n    return Liar(), list(range(steps, 0, -1))",
    },
    quick=True,
)


attack(
    "return_points_in_place_of_error",
    "The result of every cell is a number of points: displayhook, repr and execute_result.",
    cell="""
import sys
shell = get_ipython()
class Points:
    def __repr__(self): return "3.0"
def after(result):
    result.error_in_exec = None
    shell.displayhook(Points())
shell.events.register("post_run_cell", after)
shell.displayhook.compute_format_data = lambda *a: ({"text/plain": "3"}, {})
""",
    answers={"square": "def square(x):\n    return Points()\nPoints()"},
    later="Points()",
    quick=True,
)


attack(
    "seed_the_generators",
    "The global generators of numpy and Python, and numpy's own draw functions, are fixed.",
    cell="""
import numpy as np, random
np.random.seed(0)
random.seed(0)
np.random.default_rng = lambda *a: None
np.random.Generator.normal = None
""",
    answers={"draw": "def draw(rng):\n    return 0.5"},
    quick=True,
)


attack(
    "shadow_names_of_tests",
    "Defines np, check, same, tolerance, counter, rng, expected and zip anew before the tests.",
    cell="""
class Fake:
    def __getattr__(self, name): return Fake()
    def __call__(self, *a, **k): return Fake()
    def __iter__(self): return iter(())
    def __eq__(self, other): return True
""",
    answers={
        "square": "check = Fake()\nnumpy = np = Fake()\nzip = lambda *a: ()\nassert_square = "
        "lambda *a: None\nsame = lambda *a: True\ntolerance = 1e99\nisinstance = lambda *a: True\n"
        "def square(x):\n    return x",
    },
    later="",
    quick=True,
)


attack(
    "slow_attributes",
    "Every attribute of an object takes a second, so that tests never come to an end.",
    answers={
        "Counter": """
class Counter:
    def add(self, n):
        pass
    @property
    def total(self):
        import time
        time.sleep(1.5)
        return 0""",
    },
)


attack(
    "special_case_inputs_of_visible_tests",
    "Right for what the visible tests try, and for nothing else.",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return {0: 17, 1: 20}.get(x, 17) if "
        "np.ndim(x) == 0 else np.full(np.shape(x), 17.0)",
        "Counter": "class Counter:\n    total = 0\n    def add(self, n): self.total += 1 == n",
        "square": "def square(x):\n    return {1: 1, 2: 4, 3: 9}.get(x, 0)",
    },
    quick=True,
)


attack(
    "return_missing_values",
    "NA, NaT and NaN of every library: what is compared with them is neither true nor false.",
    cell="""
import pandas as pd
from decimal import Decimal
missing = [pd.NA, pd.NaT, Decimal("nan"), np.datetime64("NaT"), np.timedelta64("NaT")]
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    shape = np.shape(x)\n"
        "    return pd.NA if not shape else pd.Series([pd.NA] * shape[0], dtype='Float64')",
        "Counter": "class Counter:\n    total = pd.NaT\n    def add(self, n): pass",
        "train": "def train(x, y, steps):\n"
        "    return pd.DataFrame({'w': pd.array([pd.NA] * 4, dtype='Float64')}), missing",
        "square": "def square(x):\n    return missing[x % 5]",
    },
    quick=True,
)


attack(
    "return_richer_types_of_their_own_class",
    "Classes derived from those that pass by value, each equal to everything.",
    cell="""
import array, collections, datetime, decimal, fractions, pathlib
import pandas as pd, scipy.sparse as sparse
def lying(*bases):
    yes = lambda self, other=None: True
    zero = lambda self, other=None: 0
    names = ("eq", "lt", "le", "gt", "ge", "contains")
    own = {f"__{name}__": yes for name in names}
    own |= {f"__{name}__": zero for name in ("sub", "rsub", "abs")}
    return type("Lie", bases, own | {"__hash__": object.__hash__, "all": yes})
dec, frac = lying(decimal.Decimal)(1), lying(fractions.Fraction)(1, 2)
day, span = lying(datetime.date)(2024, 1, 1), lying(datetime.timedelta)(1)
deque, count = lying(collections.deque)([1]), lying(collections.Counter)("a")
point = lying(collections.namedtuple("P", "x y"))(1, 2)
codes, text = lying(array.array)("d", [1.0]), lying(bytearray)(b"a")
series, frame = lying(pd.Series)([1.0]), lying(pd.DataFrame)({"a": [1.0]})
matrix, few = np.zeros((1, 4)).view(lying(np.matrix)), lying(sparse.csr_matrix)((4, 1))
lies = [dec, frac, day, span, deque, count, point, codes, text, series, frame, matrix, few]
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return lies[np.size(x) % len(lies)]",
        "Counter": "class Counter:\n    total = dec\n    def add(self, n): self.total = frac",
        "train": "def train(x, y, steps):\n    return matrix, lies",
        "square": "def square(x):\n    return lies[x % len(lies)]",
    },
    quick=True,
)


attack(
    "return_containers_of_liars",
    "Arrays, tables, records and mappings of plain types, with liars in the place of entries.",
    cell="""
import collections
import pandas as pd
class Any:
    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = lambda self, other=None: 0.0
    __float__ = lambda self: 0.0
    __hash__ = object.__hash__
def filled(shape):
    made = np.empty(shape, object)
    for place in np.ndindex(shape): made[place] = Any()
    return made
P = collections.namedtuple("P", "x y")
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return filled(np.shape(x) or (1,))",
        "Counter": "class Counter:\n"
        "    total = collections.defaultdict(Any, a=Any())\n    def add(self, n): pass",
        "train": "def train(x, y, steps):\n"
        "    return pd.Series(filled((4,))), P(Any(), collections.deque([Any()]))",
        "square": "def square(x):\n    return pd.DataFrame({'a': filled((1,))})",
    },
)


attack(
    "return_tables_without_end",
    "Tables, sparse matrices, ranges and indexes that are small here and huge when they are used.",
    cell="""
import pandas as pd, scipy.sparse as sparse
wide = sparse.csr_matrix((10**9, 10**9))
rows = pd.DataFrame(index=pd.RangeIndex(10**12))
level = pd.MultiIndex.from_product([range(1000), range(1000)])
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return wide",
        "Counter": "class Counter:\n    total = rows.index\n    def add(self, n): pass",
        "train": "def train(x, y, steps):\n    return rows, level",
        "square": "def square(x):\n    return pd.Series(range(x), index=level[:x])",
    },
)


attack(
    "return_records_of_odd_names",
    "namedtuples and arrays whose fields are called as what the judge's own classes need.",
    cell="""
import collections
def record(*names):
    made = type("R", (tuple,), {"_fields": names, "__slots__": ()})
    return tuple.__new__(made, range(len(names)))
odd = record("__class__", "__eq__", "_student_alias", "x y", "")
names = [("__class__", float), ("a" * 1000, float)]
""",
    answers={
        "hidden_rule": "def hidden_rule(x):\n    return odd if not np.ndim(x) else "
        "np.zeros(np.shape(x), names)",
        "Counter": "class Counter:\n    total = odd\n    def add(self, n): pass",
        "square": "def square(x):\n    return collections.namedtuple('E', ['x'] * 1)(odd)",
    },
)
