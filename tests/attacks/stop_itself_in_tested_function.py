"""SIGSTOP to itself when it is tested."""

ANSWERS = {
    "double": "def double(x):\n    import os, signal; os.kill(os.getpid(), signal.SIGSTOP)\n"
}
EXPECTED = {"test_double": 0.0}
