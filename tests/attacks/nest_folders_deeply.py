"""Thousands of folders within each other, made at run time."""

CELL = """
import os
for _ in range(3000):
    os.mkdir("d")
    os.chdir("d")
"""
STOCK = False  # what is left would be hard to delete
