"""os._exit when the right exercise is tested; it loses its marks, and no more."""

ANSWERS = {"double": "def double(x):\n    import os; os._exit(0)"}
EXPECTED = {"test_double": 0.0}
