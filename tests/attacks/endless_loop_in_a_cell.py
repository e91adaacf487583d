"""An endless loop."""

CELL = "while True:\n    pass"
