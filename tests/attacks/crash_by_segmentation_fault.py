"""Reads address 0."""

CELL = "import ctypes; ctypes.string_at(0)"
