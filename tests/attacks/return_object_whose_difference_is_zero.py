"""Returned objects give 0 for any difference: __sub__, __rsub__, __abs__, __float__."""

CELL = """
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
"""
ANSWERS = {
    "hidden_rule": "def hidden_rule(x):\n    return Zero()",
    "Counter": "class Counter:\n    total = Zero()\n    def add(self, n): pass",
    "train": "def train(x, y, steps):\n    return Zero(), [3, 2, 1]",
    "square": "def square(x):\n    return Zero()",
}
