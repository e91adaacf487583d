"""A subclass of ndarray with its own ==, - and conversion."""

CELL = """
import numpy as np
class Yes(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __array_ufunc__(self, ufunc, method, *inputs, **k):
        return np.ones(self.shape, bool)
    def __array_function__(self, *a, **k): return True
    def __sub__(self, other): return np.zeros(self.shape)
"""
ANSWERS = {
    "hidden_rule": "def hidden_rule(x):\n    return np.zeros(np.shape(x)).view(Yes)",
    "train": "def train(x, y, steps):\n    return np.zeros(4).view(Yes), list(range(steps, 0, -1))",
}
