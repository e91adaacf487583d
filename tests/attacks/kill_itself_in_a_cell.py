"""SIGKILL, SIGSEGV and SIGTERM to itself."""

CELL = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
