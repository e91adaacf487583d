"""Tested functions raise what is no ordinary error."""

ANSWERS = {
    "hidden_rule": "def hidden_rule(x):\n    raise SystemExit(0)",
    "Counter": "class Counter:\n    total = 0\n    def add(self, n): raise KeyboardInterrupt",
    "train": "def train(x, y, steps):\n    raise GeneratorExit",
    "square": "def square(x):\n    raise BaseException",
}
