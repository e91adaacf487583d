"""The code of a locked helper function is replaced in the student's process."""

CELL = """
assert_square.__code__ = (lambda x: None).__code__
same.__code__ = (lambda yours, expected: True).__code__
"""
