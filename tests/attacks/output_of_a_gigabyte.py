"""A gigabyte of output."""

CELL = """
for _ in range(1000):
    print("x" * 10**6)
"""
STOCK = False  # it would fill memory and disk
