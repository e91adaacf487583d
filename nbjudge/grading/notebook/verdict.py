"""What came of a cell, and how it is told."""

from nbjudge.guard import OPEN

__all__ = ["beginning", "own_error"]


def own_error(cell):
    """In one line, the error with which a student's own cell ended; None if blanks are open."""
    for output in cell.get("outputs", []):
        if output.output_type == "error" and output.ename not in OPEN:
            return f"{output.ename}: {output.evalue}"[:500]
    return None


def beginning(cell):
    """A cell as the student finds it: by its first line of code."""
    lines = [line.strip() for line in cell.source.splitlines()]
    line = next((line for line in lines if line and not line.startswith("#")), "")
    return f"the cell “{line if len(line) <= 60 else line[:59] + '…'}”"
