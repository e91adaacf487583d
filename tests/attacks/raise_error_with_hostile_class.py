"""An error whose class, name, text and traceback are as odd as can be."""

CELL = """
class Text(str):
    def __str__(self): raise RuntimeError
E = type("E" * 10_000 + "\\n", (ExceptionGroup,), {"__str__": lambda self: Text("x")})
def deep(n):
    try:
        if n: deep(n - 1)
        raise E("x" * 10_000_000, [ValueError()])
    except E as error:
        raise error from error
"""
ANSWERS = {
    "hidden_rule": "def hidden_rule(x):\n    deep(50)",
    "square": "def square(x):\n    raise type('a', (UnicodeDecodeError, KeyError), {})"
    "('utf8', b'a', 0, 1, 'x')",
}
