"""An endless loop in a tested function that no KeyboardInterrupt ends."""

ANSWERS = {
    "double": """
def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass"""
}
EXPECTED = {"test_double": 0.0}
