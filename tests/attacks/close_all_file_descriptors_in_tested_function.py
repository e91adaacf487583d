"""Closes every file descriptor when it is tested."""

ANSWERS = {"double": "def double(x):\n    import os; os.closerange(0, 1024)"}
EXPECTED = {"test_double": 0.0}
