"""CSV tables in which a spreadsheet finds no formula, whatever a student has written.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, which can
fetch pages and start programs. Such a cell gets an apostrophe in front, which spreadsheets take for
"this is text".
"""

import csv
import re

__all__ = ["escaped", "write_rows"]

_FORMULA = re.compile(r"[\s\x00-\x1f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n\x00]")
_NUMBER = re.compile(r"\s*[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?\s*%?\s*")


def escaped(value):
    """A value as it may stand in a cell; numbers, also those written as text, stay as they are."""
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def write_rows(file, rows):
    """Write rows to a file that was opened with ``newline=""``, each value escaped."""
    csv.writer(file).writerows([escaped(value) for value in row] for row in rows)
