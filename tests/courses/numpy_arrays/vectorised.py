# No loops: the test looks into the code and times it against the reference.
# %% locked setup
import ast
import inspect

import numpy as np


def reference(x, y):
    return np.array([[abs(a - b) for b in y] for a in x])


def has_loop(function):
    tree = ast.parse(inspect.getsource(function))
    return any(isinstance(node, (ast.For, ast.While, ast.ListComp)) for node in ast.walk(tree))
# %% solution distances
def distances(x, y):
    return np.abs(x[:, None] - y[None, :])
# %% wrong
def distances(x, y):
    return np.array([[abs(a - b) for b in y] for a in x])
# %% test
x, y = np.arange(5.0), np.array([1.5, -2.0])
np.testing.assert_allclose(distances(x, y), reference(x, y))
# %% test
assert not has_loop(distances), "no loops, please"
