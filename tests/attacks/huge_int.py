"""Numbers of 100,000 digits, and infinite ones."""

ANSWERS = {
    "hidden_rule": "def hidden_rule(x):\n    return 1 << 500_000",
    "Counter": "class Counter:\n    total = 1 << 2**22\n    def add(self, n): pass",
    "square": "def square(x):\n    return float('inf')",
}
