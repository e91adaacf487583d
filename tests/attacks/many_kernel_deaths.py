"""The kernel ends in every cell: before the exercises, within them, and in the tests."""

ANSWERS = {
    name: f"def {name}(*a):\n    import os; os._exit(1)"
    for name in ("hidden_rule", "Counter", "train", "square")
}
