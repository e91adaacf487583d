"""Closes every file descriptor: its sockets to Jupyter and to the judge."""

CELL = "import os; os.closerange(0, 1024)"
