"""A locked helper of the tests uses the student's function by name; the student redefines it."""

CELL = """
def assert_square(x):
    pass
"""
ANSWERS = {"square": "def square(x):\n    return x\ndef assert_square(x):\n    pass"}
