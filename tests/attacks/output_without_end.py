"""Short lines without end."""

CELL = """
while True:
    print("x", flush=True)
"""
STOCK = False  # it would fill memory and disk
