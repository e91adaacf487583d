"""A result that is not a number compares false with everything."""

ANSWERS = {
    "hidden_rule": "def hidden_rule(x):\n    return x * np.nan",
    "Counter": "class Counter:\n    total = float('nan')\n    def add(self, n): pass",
    "train": "def train(x, y, steps):\n    return np.full(4, np.nan), list(range(steps, 0, -1))",
    "square": "def square(x):\n    return float('nan')",
}
