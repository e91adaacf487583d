"""Memory without end."""

CELL = """
held = []
while True:
    held.append(bytearray(10**8))
"""
STOCK = False  # it would take the machine down
