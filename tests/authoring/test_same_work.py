"""Code that does the same work as an answer is found, however it is written."""

import ast
import textwrap

import pytest
from factory import locked, solution
from nbformat.v4 import new_notebook

from nbjudge.authoring.reveals import revealed
from nbjudge.authoring.same_work import formulas, goals, steps


def found(asked, given):
    asked, given = (ast.parse(textwrap.dedent(text)) for text in (asked, given))
    return bool(steps(formulas(given)) & goals(formulas(asked)))


SOFTMAX = """
class Softmax(Layer):
    def forward(self, input):
        exps = np.exp(input - np.max(input, axis=0))
        self.output = exps / np.sum(exps, axis=0)
"""
LOSS = "def cce(Y, Yhat):\n    return np.mean(np.sum(-Y * np.log(Yhat), axis=0))"
ERROR = "def standard_error(p, n):\n    return np.sqrt(p * (1 - p) / n)"
SLOPE = "def backward(x, d, w):\n    return x.T @ (d @ w.T * (1 - np.tanh(x) ** 2)) / len(x)"
SAME = {
    "rows in place of columns, another name": (
        SOFTMAX,
        """
        def to_probabilities(scores):
            '''Rows.'''
            shifted = scores - scores.max(1, keepdims=True)
            e = np.exp(shifted)
            return e / e.sum(1, keepdims=True)
        """,
    ),
    "in place": (
        SOFTMAX,
        """
        def f(z):
            e = np.exp(z - np.amax(z, axis=-1))
            e /= np.sum(e, axis=-1)
            return e
        """,
    ),
    "a lambda without a variable": (
        SOFTMAX,
        "f = lambda u: np.divide(np.exp(u - np.max(u)), np.sum(np.exp(u - np.max(u))))",
    ),
    "in a function within a function": (
        SOFTMAX,
        """
        def network(W):
            def last(Z):
                e = np.exp(Z - np.max(Z, axis=0))
                return e / np.sum(e, axis=0)
            return {"softmax": last}
        """,
    ),
    "the sign outside, a guard, a sum over the number": (
        LOSS,
        "def loss(p, y):\n    return -np.sum(np.log(p + 1e-12) * y) / y.shape[1]",
    ),
    "a guard by a maximum": (
        "def loss(y, p):\n    return -np.sum(y * np.log(p))",
        "def other(q, t):\n    return np.sum(t * -np.log(np.maximum(q, 1e-30)))",
    ),
    "a power for a root": (
        ERROR,
        "def spread(share, count):\n    return (share * (1 - share) / count) ** 0.5",
    ),
    "np.dot for @, and steps in between": (
        SLOPE,
        """
        def way_back(a, g, v):
            inner = np.dot(g, v.T)
            inner = (1 - np.square(np.tanh(a))) * inner
            return np.matmul(a.T, inner) / a.shape[0]
        """,
    ),
}


@pytest.mark.parametrize(("asked", "given"), SAME.values(), ids=SAME)
def test_the_same_work_is_found_in_other_words(asked, given):
    assert found(asked, given)


OTHER = {
    "a sigmoid": (SOFTMAX, "def f(z):\n    return 1 / (1 + np.exp(-z))"),
    "a step to it": (SOFTMAX, "def f(z):\n    return np.exp(z - np.max(z, axis=0))"),
    "squares for logarithms": (
        LOSS,
        "def f(Y, P):\n    return np.mean(np.sum((Y - P) ** 2, axis=0))",
    ),
    "what every loop has": ("def f(x):\n    return x[1:] - 0.1 * x[:-1]", "y = x[i] - 0.1 * g[i]"),
    "nothing at all": (LOSS, "import numpy as np"),
}


@pytest.mark.parametrize(("asked", "given"), OTHER.values(), ids=OTHER)
def test_other_work_is_not_taken_for_it(asked, given):
    assert not found(asked, given)


def test_only_the_lines_that_are_asked_for_count_and_what_stands_above_is_known():
    text = textwrap.dedent("""
        def f(z):
            e = np.exp(z - np.max(z))
            total = np.log(np.sum(e * e + z * z))
            return e / np.sum(e)
    """)
    assert len(formulas(ast.parse(text))) == 3
    (own,) = formulas(ast.parse(text), {5})
    other = "def g(u):\n    return np.exp(u - u.max()) / np.exp(u - u.max()).sum()"
    assert own in formulas(ast.parse(other))


def test_variables_that_double_with_each_line_take_no_time():
    text = "\n".join(["x = np.exp(z) + z", *["x = x * x + x"] * 200])
    assert formulas(ast.parse(text))


def test_a_read_only_cell_that_does_the_work_of_an_answer_is_told_and_one_that_says_so():
    asked = "def k(x):\n    given = x - 1\n    #? return ?\n    return np.exp(given) * np.sum(x)"
    first = [solution("k", asked), solution("f", "#? x = ?\nx = 5")]
    work = locked("work", "def renamed(number):\n    return number.sum() * np.exp(number - 1)")
    said = locked("said", "x = 5")
    said.metadata["nbjudge"] = {"gives": ["f in first", "f in eleventh"]}
    words = list(revealed([("first", new_notebook(cells=first))], new_notebook(cells=[work, said])))
    assert [text.split(". ")[0] for text in words] == [
        "cell work: it shows what students are to write in k in first",
        "cell said: its metadata say that it gives f in eleventh, "
        "which no earlier assignment asks for",
        "cell said: it shows what students are to write in f in first",
    ]
