"""The text of an error, and what is printed, cannot be encoded."""

CELL = """
print("\\ud800")
"""
ANSWERS = {
    "hidden_rule": "def hidden_rule(x):\n    print('\\ud800')\n    raise ValueError('\\udfff')",
    "square": "def square(x):\n    raise type('\\ud800', (Exception,), {})('\\ud800')",
}
