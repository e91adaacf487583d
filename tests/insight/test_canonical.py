"""Answers of one meaning are one group, and answers of two meanings are two."""

import pytest

from nbjudge.insight.canonical import meaning

SAME = [
    ("-Y * np.log(P)", "-( np.log( P )*Y )"),
    ("(a + b) + c", "c + (b + a)"),
    ("a - b", "-(b - a)"),
    ("a - b", "-b + a"),
    ("(a - y) / n", "1 / n * (a - y)"),
    ("x ** 2", "x * x"),
    ("np.square(x)", "x**2"),
    ("np.sum(x, 0)", "x.sum(axis=0)"),
    ("numpy.sum(x)", "np.sum(x, axis=None)"),
    ("np.sum(-x)", "-np.sum(x)"),
    ("np.dot(W, x)", "W @ x"),
    ("W.dot(x)", "np.matmul(W, x)"),
    ("x.T", "np.transpose(x)"),
    ("a > b", "b < a"),
    ("a == b", "b == a"),
    ("1", "1.0"),
    ("0.01", "1e-2"),
    ("'mean'", '"mean"'),
    ("[f(x) for x in xs]", "[f(y) for y in xs]"),
    ("lambda s: s + 1", "lambda t: 1 + t"),
    ("f(b=1, a=2)", "f(a=2, b=1)"),
    ("axis=0", "axis = 0"),
    ("def f(x):\n  'Doc.'\n  t = x\n  return t", "def f(x):\n  u = x  # so\n  return u"),
]
DIFFERENT = [
    ("a - b", "b - a"),
    ("a / b", "b / a"),
    ("W @ x", "x @ W"),
    ("np.sum(x, axis=0)", "np.sum(x, axis=1)"),
    ("np.sum(x)", "np.mean(x)"),
    ("-x", "x"),
    ("a > b", "a >= b"),
    ("'a' + b", "b + 'a'"),
    ("[1] + [2]", "[2] + [1]"),
    ("True", "1"),
    ("'relu'", "'tanh'"),
    ("x ** 3", "x ** 2"),
    ("[f(x) for x in xs]", "[f(xs) for x in xs]"),
    ("np.max(x)", "np.exp(x)"),
    ("W -= g", "W = W - g"),
    ("tf.matmul(a, b)", "tf.matmul(b, a)"),
    ("def f(x):\n  t = x\n  return t", "def f(x):\n  t = x\n  return x"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_are_two_ways_of_writing_it_one_meaning(one, other):
    assert meaning(one) == meaning(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_are_different_answers_told_apart(one, other):
    assert meaning(one) != meaning(other)


@pytest.mark.parametrize(
    "code",
    ["-" * 100_000 + "x", "(" * 500 + "x" + ")" * 500, "+".join("x" * 5000), "9" * 5000, "'\\d'",
     "x\0", "?", "", "return", "é\ud800"],
)  # fmt: skip
def test_does_hostile_code_have_some_meaning(code):
    assert isinstance(meaning(code), str)
