"""SIGSTOP to itself: it neither runs nor ends."""

CELL = "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)"
