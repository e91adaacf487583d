"""The process calls itself by a name that would mislead a reader of /proc, and blocks signals."""

CELL = """
import ctypes, signal
libc = ctypes.CDLL(None)
libc.prctl(15, b") R 1 1 1 1", 0, 0, 0)
libc.prctl(4, 0, 0, 0, 0)
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
    signal.signal(number, signal.SIG_IGN)
"""
