"""exit() in a cell of its own."""

CELL = "exit()"
