"""An endless loop in a tested function."""

ANSWERS = {"double": "def double(x):\n    while True:\n        pass"}
EXPECTED = {"test_double": 0.0}
