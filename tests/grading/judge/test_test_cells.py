"""Test cells as instructors write them, and what becomes of each in the judge.

A student's process and a judge, without notebook and sandbox around them.
"""

import json
import os
import signal
import socket
from types import ModuleType, SimpleNamespace

import pytest

from nbjudge import check
from nbjudge.grading.judge import protocol
from nbjudge.grading.judge.channel import Channel
from nbjudge.grading.judge.judge import _judge, run_locked
from nbjudge.grading.judge.link import Link
from nbjudge.grading.judge.namespace import Namespace
from nbjudge.grading.judge.student_side import StudentSide

SETUP = """
import numpy as np
import pytest
from nbjudge import check

data = np.arange(6.0).reshape(2, 3)

class Layer:
    pass

def relu(x):
    return np.maximum(x, 0)
"""


class Class:
    """One student's process, and the judge of it."""

    def __init__(self, student, setup=SETUP, names=None):
        mine, other = socket.socketpair()
        self._pid = os.fork()
        if self._pid == 0:
            mine.close()
            try:
                namespace = ModuleType("__main__").__dict__
                exec(setup, namespace)
                exec(student, namespace)
                side = StudentSide(other, SimpleNamespace(shell=SimpleNamespace(user_ns=namespace)))
                while True:
                    side._attend()
            finally:
                os._exit(0)
        other.close()
        self._socket = mine
        namespace = {}
        failed, helpers = run_locked([("setup", setup)], namespace, names=names)
        assert not failed
        operators = names and names["operators"]
        link = Link(Channel(mine, protocol.FromStudent), namespace, operators)
        self.namespace = Namespace(link, namespace, names)
        run_locked(helpers, self.namespace, link=True)
        self._link = link

    def judge(self, test, timeout=20, seed=0, hidden=(), decided=()):
        """The result of a test cell; ``decided`` as `Link.lets_decide` notes it on the source."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(check, "submission", 0)  # the judge, a process of its own, sets it
            return _judge(
                self._link, self.namespace, test, "test", timeout, seed, hidden, decided=decided
            )

    def end(self):
        self._socket.close()
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


@pytest.fixture
def judge():
    """Run a test cell on a student's code; returns (error's name or None, the whole result)."""
    open_ones = []

    def run(student, test, **options):
        open_ones.append(Class(student))
        result = open_ones[-1].judge(test, **options)
        errors = [out for out in result["outputs"] if out["output_type"] == "error"]
        return (errors[0]["ename"] if errors else None), result

    yield run
    for each in open_ones:
        each.end()


STUDENT = """
import numpy as np

def double(x):
    return 2 * x

def shout(text="hello", *, times=1):
    print("working")
    return text.upper() * times

def fill(x):
    x[...] = 7

def shuffle(items):
    items.append(4)

def apply(f, x):
    return f(x)

def apply_if(f, x):
    return f(x) if f else x

def apply_to(layer, x):
    return layer.forward(x) + layer.bias

def draw(rng):
    return rng.normal()

def noisy():
    return np.random.rand()

def batches(n):
    for i in range(n):
        yield np.full(2, i)

def fails(x):
    if x < 0:
        raise ValueError("negative")
    return [1, 2][x]

class TooLong(Exception):
    pass

def refuses():
    raise TooLong("far")

class Dense(Layer):
    bias = 1.0

    def __init__(self, n, m):
        self.weights = np.ones((m, n))
        self.params = {"W": self.weights, "b": np.zeros(m)}
        self.history = []

    def forward(self, x):
        self.output = self.weights @ x
        self.history.append(float(np.sum(self.output)))
        return self.output

    def step(self):
        self.weights -= 0.5

    def __len__(self):
        return self.weights.size

    def __getitem__(self, i):
        return self.weights[i]

    def __call__(self, x):
        return self.forward(x)

    def __eq__(self, other):
        return isinstance(other, Dense)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.closed = True

layers = [Dense(3, 2), Dense(2, 1)]
settings = {"rate": 0.1, "epochs": [1, 2], "name": "net", "nested": ({"a": (1, None)},)}

def squares(n):
    return [i ** 2 for i in range(1, n + 1)]

def sum_of_squares(n):
    return sum(squares(n))

def update(params, rate):
    for name in params:
        params[name] -= rate
    return params

def swap():
    global double, shout
    double, shout = shout, double

class Optimizer:
    def __init__(self, weights, rng=None):
        self.weights = weights
        self.rng = rng

    def step(self):
        for w in self.weights:
            w -= 1

    def noise(self):
        return self.rng.normal()
"""

PASS = {
    "calls": "assert double(4) == 8\nassert double(x=4) == 8",
    "arrays": "np.testing.assert_allclose(double(data), 2 * data)",
    "true arrays": "r = double(data)\nassert type(r) is np.ndarray and r.dtype == np.float64",
    "float32": "assert double(data.astype(np.float32)).dtype == np.float32",
    "keywords": "assert shout(times=2) == 'HELLOHELLO'",
    "what it prints": """
import io
from contextlib import redirect_stdout
with redirect_stdout(io.StringIO()) as out:
    shout()
assert out.getvalue() == "working\\n" """,
    "instances": "d = Dense(3, 2)\nassert d.forward(np.ones(3)).tolist() == [3, 3]",
    "attributes": "d = Dense(3, 2)\nd.forward(np.ones(3))\nassert d.output.shape == (2,)",
    "attributes that are set": """
d = Dense(3, 2)
d.weights = np.zeros((2, 3))
assert not d.forward(np.ones(3)).any()""",
    "an entry that is set": """
d = Dense(3, 2)
d.weights[0, 1] += 5
assert d.forward(np.ones(3)).tolist() == [8, 3]""",
    "an entry of a dict that is set": """
d = Dense(3, 2)
d.params["W"][0] = 0
assert d.forward(np.ones(3))[0] == 0
d.params["b"] = np.ones(1)
assert d.params["b"].tolist() == [1]""",
    "a gradient check": """
d = Dense(3, 2)
x, h = np.ones(3), 1e-6
before = d.forward(x).sum()
d.weights[1, 1] += h
after = d.forward(x).sum()
assert abs((after - before) / h - 1) < 1e-6""",
    "what the student changes in place is seen": """
d = Dense(3, 2)
w = d.weights
d.step()
assert w[0, 0] == 0.5""",
    "a list that grows": """
d = Dense(3, 2)
h = d.history
d.forward(np.ones(3))
assert h == [6.0] and len(d.history) == 1""",
    "lists of layers": "assert [len(l) for l in layers] == [6, 2]\nassert layers[1].bias == 1",
    "dicts": """
assert settings == {"rate": 0.1, "epochs": [1, 2], "name": "net", "nested": ({"a": (1, None)},)}
assert isinstance(settings, dict)""",
    "its own parameters, handed back": """
d = Dense(3, 2)
update(d.params, 0.5)
assert d.weights[0, 0] == 0.5""",
    "items and slices": "d = Dense(3, 2)\nassert d[0].sum() == 3 and d[:, 1].shape == (2,)",
    "callable objects": "assert Dense(3, 2)(np.ones(3)).sum() == 6",
    "context managers": "d = Dense(3, 2)\nwith d as e:\n    assert e is d\nassert d.closed",
    "identity": "assert layers[0] is layers[0] and layers[0] is not layers[1]",
    "equality of two of the student's": "assert Dense(1, 1) == Dense(2, 2)",
    "isinstance": "d = Dense(1, 1)\nassert isinstance(d, Dense) and isinstance(d, Layer)",
    "issubclass": "assert issubclass(Dense, Dense)",
    "hasattr": "assert hasattr(Dense(1, 1), 'weights') and not hasattr(Dense(1, 1), 'wrong')",
    "names and signatures": """
import inspect
assert double.__name__ == "double"
assert list(inspect.signature(shout).parameters) == ["text", "times"]""",
    "functions handed over": "assert apply(lambda v: v + 1, 3) == 4\nassert apply(relu, -1) == 0",
    "library functions handed over": "assert apply(np.sin, 0.0) == 0 and apply(abs, -2) == 2",
    "the student's function handed over": "assert apply(double, 4) == 8",
    "objects of the test handed over": """
class Fake:
    bias = 2
    def forward(self, x):
        return 10 * x
assert apply_to(Fake(), 1) == 12""",
    "a callback that uses the student's code": "assert apply(lambda v: double(v) + 1, 3) == 7",
    "a callback that may be left out": """
assert apply_if(lambda v: v + 1, 3) == 4
assert apply_if(None, 3) == 3""",
    "numerical gradient": """
check.gradient(lambda v: float(np.sum(double(v) ** 2)), np.ones(3), 8 * np.ones(3), "g")""",
    "changes in place": """
x = np.zeros(3)
fill(x)
assert x.tolist() == [7, 7, 7]
items = [1]
shuffle(items)
assert items == [1, 4]""",
    "a view that is changed": "x = np.zeros((2, 2))\nfill(x[0])\nassert x.sum() == 14",
    "generators of numbers": """
a, b = np.random.default_rng(3), np.random.default_rng(3)
assert [draw(a), draw(a)] == [b.normal(), b.normal()] and a.normal() == b.normal()""",
    "global seeds": """
np.random.seed(5)
first, second = noisy(), noisy()
np.random.seed(5)
assert first == noisy() and first != second
np.random.seed(5)
assert first == np.random.rand()""",
    "a name that comes to mean something else": """
assert double(4) == 8
swap()
assert double("a") == "A" and shout(4) == 8
swap()
assert double(4) == 8
del double
with pytest.raises(NameError):
    double(4)""",
    "arguments that are kept and changed later": """
w, b = np.ones((2, 3)), np.ones(2)
optimizer = Optimizer([w, b])
double(3)
with check.changes():
    optimizer.step()
assert not w.any() and not b.any()""",
    "a generator of numbers that is kept": """
a, b = np.random.default_rng(3), np.random.default_rng(3)
optimizer = Optimizer([], a)
assert optimizer.noise() == b.normal() and a.normal() == b.normal()""",
    "generators of batches": """
assert [b[0] for b in batches(3)] == [0, 1, 2]
first, *rest = batches(4)
assert len(rest) == 3""",
    "built-in errors": """
with pytest.raises(ValueError, match="negative"):
    fails(-1)
try:
    fails(5)
except IndexError:
    pass
else:
    raise AssertionError""",
    "errors of the student's own": """
try:
    refuses()
except TooLong as error:
    assert "far" in str(error)
else:
    raise AssertionError""",
    "helpers, loops, comprehensions": """
def expected(n):
    return sum(i * i for i in range(n + 1))
for n in range(5):
    assert sum_of_squares(n) == expected(n), n
assert all(double(i) == 2 * i for i in range(3))
assert {k: double(v) for k, v in {"a": 1}.items()} == {"a": 2}""",
    "nbgrader's own example: a function taken away": """
kept = squares
del squares
try:
    sum_of_squares(1)
except NameError:
    pass
else:
    raise AssertionError("sum_of_squares does not use squares")
finally:
    squares = kept
assert sum_of_squares(3) == 14""",
    "a class with fresh names": """
class Case:
    value = double(2)
assert Case.value == 4""",
    "top-level await": "import asyncio\nawait asyncio.sleep(0)\nassert double(1) == 2",
    "magics": "%matplotlib agg\nassert double(1) == 2",
}


@pytest.mark.parametrize("test", PASS.values(), ids=PASS)
def test_does_it_pass_where_the_work_is_right(judge, test):
    error, result = judge(STUDENT, test)
    assert error is None, result["outputs"]


FAIL = {
    "a wrong value": ("assert double(4) == 9", "AssertionError"),
    "a name that is not there": ("assert triple(3) == 9", "NameError"),
    "an attribute that is not there": ("Dense(1, 1).wrong", "AttributeError"),
    "an error of the student's": ("fails(7)", "IndexError"),
    "an argument that was changed": (
        "x = np.zeros(3)\nkept = x.copy()\nchanging(x)\nnp.testing.assert_array_equal(x, kept)",
        "AssertionError",
    ),
    "an argument that a generator changed": (
        "x = np.arange(6.0)\nkept = x.copy()\nassert sum(1 for _ in mixing(x)) == 6\n"
        "np.testing.assert_array_equal(x, kept)",
        "AssertionError",
    ),
    "an argument that was changed later": (
        "x = np.ones(3)\no = Optimizer([x])\no.step()\nassert x.all()",
        "AssertionError",
    ),
    "what is expected depends on a changed argument": (
        "x = np.ones(3)\nnp.testing.assert_allclose(forging(x), 3 * x + 17)",
        "AssertionError",
    ),
    "a shared result": ("a = shared(1)\nshared(2)\nassert a[0] == 1", "AssertionError"),
    "data of the locked cells is changed": ("fill(data)\nassert data.max() == 7", "AssertionError"),
    "an object that equals everything": ("assert liar() == 3", "JudgeError"),
    "an object that is near to everything": ("assert abs(liar() - 3) < 1e-9", "JudgeError"),
    "an object that claims to be an array": (
        "np.testing.assert_allclose(liar(), 3)",
        "AssertionError",
    ),
    "a class that can set a property": (
        "class Mine(Dense):\n    x = property(len, setattr)",
        "JudgeError",
    ),
    "a look into the code": ("double.__code__.co_code", "JudgeError"),
    "a pickle": ("import pickle\npickle.dumps(Dense(1, 1))", "JudgeError"),
    "an array of objects": ("double(np.array([object()]))", "JudgeError"),
    "an iterator": ("double(iter([1]))", "JudgeError"),
    "syntax": ("assert (", "SyntaxError"),
}
WRONG = """
def changing(x):
    x += 1
    return x * 0

def forging(x):
    x[...] = 0
    return np.full(x.shape, 17.0)

def mixing(x):
    x[:] = x[::-1].copy()
    yield from x

buffer = np.zeros(1)

def shared(v):
    buffer[0] = v
    return buffer

class Liar:
    def __eq__(self, other):
        return True
    def __sub__(self, other):
        return 0.0
    def __array__(self, dtype=None, copy=None):
        return np.zeros(1)

def liar():
    return Liar()
"""


@pytest.mark.parametrize(("test", "name"), FAIL.values(), ids=FAIL)
def test_does_it_fail_with_a_name_and_words(judge, test, name):
    error, result = judge(STUDENT + WRONG, test)
    assert error == name, result["outputs"]
    assert result["finding"]["kind"] != "passed"


def test_does_an_endless_call_end_in_time(judge):
    error, result = judge("def f():\n    while True: pass", "f()", timeout=0.5)
    assert error == "CellTimeoutError"
    assert result["finding"] == {"kind": "timed out", "in_sight": True}


def test_is_a_dead_process_no_pass_even_where_any_error_is_expected(judge):
    error, _ = judge(
        "import os\ndef f():\n    os._exit(0)", "try:\n    f()\nexcept Exception: pass"
    )
    assert error == "DeadKernelError"


def test_does_a_list_without_end_end(judge):
    student = "def f():\n    while True:\n        yield 1"
    assert judge(student, "list(f())", timeout=1)[0] == "CellTimeoutError"


@pytest.mark.parametrize("kind", ["SystemExit", "KeyboardInterrupt", "StopIteration", "Odd"])
def test_are_odd_errors_ordinary_ones_here(judge, kind):
    student = f"class Odd(BaseException): pass\ndef f():\n    raise {kind}"
    assert judge(student, "f()")[0] in ("StudentError", "Odd")


def test_do_a_students_words_come_with_the_place(judge):
    student = "def f(x):\n    return 1 / x"
    finding = judge(student, "f(0)")[1]["finding"]
    assert finding["kind"] == "error"
    assert finding["error"] == "ZeroDivisionError"
    assert finding["text"] == "division by zero"
    assert finding["steps"].startswith("  f, line 2")


HIDDEN = [(1, 9)]


@pytest.mark.parametrize(
    ("test", "words"),
    [
        ("assert double(3) == 12345", ""),
        ("assert double(3) == 12345, 'double doubles'", "double doubles"),
        ("assert double(3) == 12345, f'not {12345}'", ""),
        ("np.testing.assert_allclose(double(3), 12345)", ""),
        ("check.close(double(3), 12345, 'double(3)')", "double(3)"),
    ],
)
def test_do_the_words_for_a_hidden_test_keep_what_it_expects(judge, test, words):
    result = judge(STUDENT, test, hidden=HIDDEN)[1]
    assert result["finding"]["kind"] == "wrong"
    assert (result["finding"].get("name") or result["finding"]["text"]) == words
    assert "12345" not in str(result["finding"])


@pytest.mark.parametrize("body", ["raise ValueError(f'got {x}')", "{}[x]", "int(str(x) + '.5')"])
def test_an_error_in_a_hidden_test_does_not_tell_its_input(judge, body):
    student = f"def f(x):\n    {body}"
    found = judge(student, "f(98765)", hidden=HIDDEN)[1]["finding"]
    assert found["kind"] == "error"
    assert "98765" not in str(found)
    assert "f, line 2" in found["steps"]
    assert "98765" in judge(student, "f(98765)")[1]["finding"]["text"]  # where the test is visible
    shapes = "def f(x):\n    return np.ones(3) + np.ones(4)"
    text = judge(shapes, "f(98765)", hidden=HIDDEN)[1]["finding"]["text"]
    assert "shapes (3,) (4,)" in text


def test_do_only_arguments_reach_the_student(judge):
    """The student's process keeps all that it receives; the test's text is not in it."""
    student = """
seen = []
from nbjudge.grading.judge import channel
receive = channel.Channel.receive
def spy(self, deadline=None):
    message, buffers = receive(self, deadline)
    seen.append(repr(message))
    return message, buffers
channel.Channel.receive = spy
def f(x):
    return x + 1
"""
    test = """
secret_name = 98765
assert f(11) == 12, "a message for nobody"
try:
    assert f(22) == secret_name
except AssertionError:
    pass
everything = " ".join(seen)
assert "11" in everything and "22" in everything
assert "98765" not in everything and "secret_name" not in everything
assert "message" not in everything"""
    assert judge(student, test)[0] is None


def test_is_a_generator_of_hidden_inputs_seeded_by_the_submission(judge):
    test = "values = check.generator(1).normal(size=3).tolist()\nprint(values)"
    printed = [judge("", test, seed=seed)[1]["outputs"][0]["text"] for seed in (1, 1, 2)]
    assert printed[0] == printed[1] != printed[2]


def test_does_a_locked_helper_use_the_students_function():
    each = Class(
        "def square(x):\n    return x * x\ndef assert_square(x):\n    pass",
        setup="def assert_square(x):\n    assert square(x) == x * x + 1\n",
    )
    outputs = each.judge("assert_square(3)")["outputs"]
    each.end()
    assert outputs[0]["ename"] == "AssertionError", "the locked helper, and not the student's"


def test_can_arrays_die_at_any_moment(judge):
    """The garbage collector may free a copy of the student's data while another one is encoded."""
    test = """
import gc
gc.set_threshold(1)
for i in range(60):
    cycle = [double(data)]
    cycle.append(cycle)
    try:
        fails(-1)
    except ValueError:
        pass
    assert double(np.full(40_000, i))[0] == 2 * i
gc.set_threshold(700)"""
    error, result = judge(STUDENT, test)
    assert error is None, result["outputs"]


def test_objects_that_a_test_drops_are_released():
    student = """
import gc
class Thing:
    pass
def made():
    return Thing()
def held():
    codecs = [o for o in gc.get_objects() if type(o).__name__ == "StudentCodec"]
    return len(codecs[0]._objects)
"""
    each = Class(student)
    outputs = each.judge("for _ in range(500):\n    made()\nassert held() < 20, held()")["outputs"]
    each.end()
    assert outputs == []


def test_is_an_array_followed_that_a_function_returns_again_and_again(judge):
    """Copies of it that are gone must not make it forgotten while one is still there."""
    student = """
kept = np.zeros(2)
def fill(x):
    kept[:] = x
    return kept
"""
    test = """
fill(1.0)
two = fill(2.0)
for x in (3.0, 4.0, 5.0):
    fill(x)
    assert two[0] == x, two
"""
    error, result = judge(student, test)
    assert error is None, result["outputs"]


def test_is_a_new_shape_of_an_argument_seen(judge):
    student = """
def flatten(x):
    x.resize(x.size, refcheck=False)
def count(x):
    x.resize((1, x.size), refcheck=False)
    return x.size
"""
    test = "x = np.zeros((2, 3))\nflatten(x)\nassert x.shape == (6,)"
    error, result = judge(student, test)
    assert error is None, result["outputs"]
    error, _ = judge(student, "x = np.zeros((2, 3))\ncount(x)\nassert x.shape == (2, 3)")
    assert error is not None
    # In one process numpy would refuse that to the student's function.
    error, _ = judge(student, "x = np.zeros((2, 3))\nflatten(x.T)")
    assert error is not None


def test_is_a_new_shape_of_the_students_own_array_seen(judge):
    student = """
weights = np.zeros((2, 3))
def flatten():
    weights.resize(6, refcheck=False)
def size():
    return weights.shape
"""
    test = """
w = weights
flatten()
assert w.shape == (6,)
w.resize((3, 2), refcheck=False)
assert size() == (3, 2)
"""
    error, result = judge(student, test)
    assert error is None, result["outputs"]


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="only Linux pins threads")
def test_may_the_students_code_use_all_cores(judge):
    """Judge and kernel wait on the same core; that must bind neither of them for longer."""
    before = os.sched_getaffinity(0)
    student = (
        "import os\ndef cores(do=None):\n    do and do()\n    return len(os.sched_getaffinity(0))"
    )
    test = f"assert cores() == {len(before)}\nassert cores(lambda: None) == {len(before)}"
    error, result = judge(student, test)
    assert error is None, result["outputs"]
    assert os.sched_getaffinity(0) == before


def test_is_a_question_that_comes_with_the_end_of_the_cell_before_answered():
    """A busy machine lets the end of one test cell and the start of the next arrive as one."""
    import asyncio
    import threading
    import time

    mine, other = socket.socketpair()
    ended = threading.Event()

    def kernel():
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        namespace = {"answer": 42}
        StudentSide(other, SimpleNamespace(shell=SimpleNamespace(user_ns=namespace))).listen()

        async def live():
            while not ended.is_set():
                await asyncio.sleep(0.01)

        loop.run_until_complete(live())
        loop.remove_reader(other)
        loop.close()

    with mine, other:
        recorder = _Recorder()
        Channel(recorder, protocol.FromStudent).send(protocol.End([]))
        asked = protocol.Tuple(["answer"])
        question = protocol.Ask(1, "name", asked, [], [], None, None)
        Channel(recorder, protocol.FromStudent).send(question)
        mine.sendall(b"".join(recorder.sent))
        thread = threading.Thread(target=kernel)
        thread.start()
        try:
            channel = Channel(mine, protocol.FromStudent)
            hello, _ = channel.receive(time.monotonic() + 5)
            assert hello == protocol.Hello(protocol.VERSION)
            answer, _ = channel.receive(time.monotonic() + 5)
            assert (answer.number, answer.value) == (1, 42)
            # The student's side goes on until it has seen the end of the second cell.
            channel.send(protocol.End([]))
        finally:
            ended.set()
            thread.join(5)


class _Recorder:
    """A socket that keeps what it is given."""

    def __init__(self):
        self.sent = []

    def sendall(self, data):
        self.sent.append(bytes(data))


VALUES = """
check.close({}, 4, "a")
### BEGIN HIDDEN TESTS
check.close(double({}), 77, "b")
### END HIDDEN TESTS
check.close(double(7), 99, "c")
"""


@pytest.mark.parametrize(
    ("first", "second", "name", "expected"),
    [
        ("double(3)", 5, "a", "4, to a relative error of 1e-06 (or 1e-09 near 0)"),
        ("4", 5, "b", ""),
        ("4", 77 / 3, "c", ""),
    ],
)
def test_a_value_is_told_in_plain_sight_above_hidden_tests_alone(
    judge, first, second, name, expected
):
    student = "def double(x):\n    return 3 * x"
    finding = judge(student, VALUES.format(first, second), seed=5, hidden=[(3, 5)])[1]["finding"]
    assert finding["name"] == name and finding["expected"] == expected
    assert finding["tolerance"].startswith("the right value")


def test_a_helper_in_plain_sight_that_a_hidden_test_calls_tells_no_value(judge):
    test = """
def compare(yours, right):
    check.close(yours, right, "double")
compare(double(2), 4)
### BEGIN HIDDEN TESTS
compare(double(2) + 1, 77)
### END HIDDEN TESTS"""
    _, result = judge("def double(x):\n    return 2 * x", test, seed=5, hidden=[(5, 7)])
    assert result["finding"]["expected"] == "" and "77" not in json.dumps(result["finding"])
