"""SIGKILL to the parent, to process 1 and to all processes."""

CELL = """
import os, signal
for number in (os.getppid(), 1, 2):
    try:
        os.kill(number, signal.SIGKILL)
    except OSError as error:
        print(error)
"""
LATER = """
import os, signal
os.kill(-1, signal.SIGKILL)
"""
STOCK = False  # it would kill the grader, and all else that it may
