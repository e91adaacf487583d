"""One message that is longer than any may be."""

CELL = "print('x' * 100_000_000)"
