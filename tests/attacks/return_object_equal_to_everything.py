"""Returned objects are equal to whatever they are compared with."""

CELL = """
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
"""
ANSWERS = {
    "hidden_rule": "def hidden_rule(x):\n    return Any()",
    "Counter": "class Counter:\n    total = Any()\n    def add(self, n): return Any()",
    "train": "def train(x, y, steps):\n    return Any(), [3, 2, 1]",
    "square": "def square(x):\n    return Any()",
}
