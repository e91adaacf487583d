"""Errors of shape and axis are told with the arrays, their shapes and the likely slip."""

import linecache

import numpy as np
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.shapes import explain

CODE = '''
def input_gradient(W, G):
    """Gradient (inputs, b) of the input, for G (outputs, b)."""
    return np.dot(W, G)


def product(a, b):
    return a @ b


def share(e):
    return e / e.sum(axis=1)


def plus(a, b):
    return a + b


def one_hot(y, k):
    Y = np.zeros((k, len(y)))
    Y[np.arange(len(y)), y] = 1
    return Y


def own_error(x):
    raise ValueError("x must be positive")


def of_numbers(n):
    return [1, 2, 3][n]


def of_an_odd_object(x):
    return np.dot(x, np.ones(2))
'''


@pytest.fixture(scope="module")
def student():
    linecache.cache["<cell>"] = (len(CODE), None, CODE.splitlines(keepends=True), "<cell>")
    namespace = {"np": np, "__name__": "__main__"}
    exec(compile(CODE, "<cell>", "exec"), namespace)
    yield namespace
    del linecache.cache["<cell>"]


def told(function, *arguments):
    try:
        function(*arguments)
    except Exception as error:
        return explain(error)
    raise AssertionError("no error")


def test_a_product_names_arrays_shapes_docstring_and_the_transpose(student):
    text = told(student["input_gradient"], np.ones((3, 5)), np.ones((3, 2)))
    assert text.splitlines() == [
        "  in:       np.dot(W, G)",
        "  shapes:   W is (3, 5), G is (3, 2)",
        "  function: Gradient (inputs, b) of the input, for G (outputs, b).",
        "  likely:   a transpose is missing or too many; of these sizes W.T @ G would fit",
    ]


@pytest.mark.parametrize(
    ("name", "shapes", "slip"),
    [
        ("product", [(3, 4), (5, 2)], "is it the bias, or its row of ones?"),
        ("product", [(3, 4), (7, 2)], "is it the right pair of arrays?"),
        ("share", [(4, 3)], "keepdims=True"),
        ("plus", [(4, 3), (3, 4)], "a or b is transposed"),
        ("plus", [(4, 3), (5, 3)], "is it the bias, or its row of ones?"),
        ("plus", [(4, 3), (9, 3)], "the sizes must be equal or 1"),
    ],
)
def test_the_likely_slip_follows_from_the_shapes(student, name, shapes, slip):
    assert slip in told(student[name], *map(np.ones, shapes))


def test_an_index_out_of_bounds_names_axis_and_indices(student):
    text = told(student["one_hot"], np.array([2, 0, 1, 0]), 3)
    assert "Y is (3, 4), y is (4,)" in text
    assert "axis 0 has the indices 0 to 2, and 3 is none of them" in text


def test_errors_without_arrays_are_left_as_they_are(student):
    assert told(student["own_error"], np.ones(3)) == ""
    assert told(student["of_numbers"], 7) == ""
    assert told(len, 7) == ""  # not in a notebook's code


def test_an_object_that_raises_when_it_is_looked_at_does_no_harm(student):
    class Odd:
        @property
        def shape(self):
            raise RuntimeError

        def __array__(self, dtype=None, copy=None):
            return np.ones(3)

    assert told(student["of_an_odd_object"], Odd()) == ""


def test_a_notebook_shows_it_below_the_error():
    cells = [
        "import nbjudge\nimport numpy as np\ndef f(W, x):\n    return W @ x",
        "f(np.ones((3, 4)), np.ones((5, 2)))",
    ]
    nb = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    client = NotebookClient(nb, allow_errors=True, kernel_name="python3")
    client.execute()
    (error,) = [out for out in nb.cells[1].outputs if out.output_type == "error"]
    assert error.ename == "ValueError"
    assert "W is (3, 4), x is (5, 2)" in "\n".join(error.traceback)
