"""Processes without end."""

CELL = """
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
"""
STOCK = False  # it would take the machine down
