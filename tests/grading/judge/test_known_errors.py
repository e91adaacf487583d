"""Which texts of errors are told of a hidden test: those that cannot hold its inputs."""

import time

import numpy as np
import pytest

from nbjudge.grading.judge.known_errors import is_known, without_foreign_names

A, B = np.ones((3, 4)), np.ones(5)
NOTHING, THREE = None, 3
ORDINARY = {
    "name": lambda: missing,  # noqa: F821
    "attribute": lambda: A.lenght,
    "attribute of None": lambda: None.shape,
    "attribute of a module": lambda: np.summ,
    "argument": lambda: (lambda x, y: 1)(),
    "more arguments": lambda: (lambda x: 1)(1, 2),
    "keyword": lambda: (lambda x: 1)(y=1),
    "operand": lambda: None + 1,
    "comparison": lambda: None < 1,
    "concatenation": lambda: "a" + 1,
    "call": lambda: THREE(),
    "item": lambda: NOTHING[0],
    "iteration": lambda: list(3),
    "index of a list": lambda: [1][2],
    "index of an array": lambda: A[7],
    "index of an axis": lambda: A[1, 9],
    "indices": lambda: A[1, 2, 3],
    "shapes": lambda: A + B,
    "dot": lambda: A.dot(B),
    "matmul": lambda: A @ B,
    "reshape": lambda: A.reshape(5, 2),
    "broadcast": lambda: A.__setitem__(slice(None), B),
    "axis": lambda: A.sum(axis=2),
    "truth": lambda: bool(A),
    "division": lambda: 1 / 0,
    "modulo": lambda: 1 % 0,
    "root": lambda: __import__("math").sqrt(-1),
    "unpack": lambda: [a for a, b in [(1, 2, 3)]],
    "len": lambda: len(3),
    "hash": lambda: {[]: 1},
    "singular": lambda: np.linalg.inv(np.zeros((2, 2))),
    "no max": lambda: np.array([]).max(),
    "scalar": lambda: range(2.5),
    "stack": lambda: np.concatenate([A, B]),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("fault", ORDINARY.values(), ids=ORDINARY)
def test_what_python_and_numpy_say_is_told(fault):
    with pytest.raises(Exception) as caught:
        fault()
    assert is_known(str(caught.value)), str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "", "3.14159", "'secret'", "KeyError: 7", "invalid literal for int() with base 10: '12.5'",
        "could not convert string to float: 'abc'", "x is 42", "[1.5 2.5 3.5]", "array([1, 2])",
        "name '3.25' is not defined", "index 123456789 is out of bounds for size 3",
        "unsupported operand type(s) for +: '1.25' and 'int'", "1" * 300, "shapes " + "1" * 280,
        "matmul: Input operand 1 " + "a" * 250,
        "all the input array dimensions 1 2 3 4 5 6 7 8 9",
        "name 'x' is not defined\nand y = 3.5",
    ],
)  # fmt: skip
def test_what_may_hold_an_input_is_not(text):
    started = time.process_time()
    assert not is_known(text)
    assert time.process_time() - started < 0.1


CODE = [
    "class Layer:\n    def forward(self, x):\n        return self.weights @ x",
    "layer = Layer()",
]


@pytest.mark.parametrize("fault", ORDINARY.values(), ids=ORDINARY)
@pytest.mark.filterwarnings("ignore")
def test_what_names_only_what_the_student_has_written_is_told_whole(fault):
    with pytest.raises(Exception) as caught:
        fault()
    own = ["x, y, A.lenght, np.summ, missing"]
    assert without_foreign_names(str(caught.value), own) == str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name 'a17' is not defined", "name '…' is not defined"),
        ("'Layer' object has no attribute 'weights'", None),
        ("'L_3_14' object has no attribute 'weights'", "'…' object has no attribute 'weights'"),
        ("No module named 'x.y_42'", "No module named 'x.…'"),
        ("only integers, slices and seventeen are valid indices",
         "only integers, slices and … are valid indices"),
        ("forward() got an unexpected keyword argument 'seven'",
         "forward() got an unexpected keyword argument '…'"),
    ],
)  # fmt: skip
def test_a_name_that_the_student_has_not_written_is_not_told(text, told):
    assert is_known(text)
    assert without_foreign_names(text, CODE) == (told or text)
