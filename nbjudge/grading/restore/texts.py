"""What is read in the cells of a course and of a submission without parsing them."""

import re
from dataclasses import dataclass

__all__ = ["CONTINUES", "CourseCell", "claimed_id", "cut_out", "plain_text"]

# A part of a cell that begins so is the rest of a statement.
CONTINUES = re.compile(r"(?:[ \t]*\n)*(?:[ \t]+\S|[)\]}]|(?:else|elif|except|finally)\b)")


@dataclass(frozen=True)
class CourseCell:
    """A cell as students were given it."""

    name: str | None  # grade id; None for one that nbgrader does not know
    id: str
    cell_type: str
    text: str
    locked: bool = False
    graded: bool = False  # has points
    tests: str = ""  # the whole text of a test, hidden part and all
    answer: str = ""  # the instructor's, of a solution
    tags: tuple = ()

    @property
    def is_own(self):
        """Whether it is for the student to write in."""
        return self.name is not None and not self.locked

    @property
    def is_manual(self):
        """Whether its text is marked by a person."""
        return self.is_own and self.graded


def plain_text(text):
    """A text without blank lines and spaces at the ends of lines."""
    return "\n".join(line for line in map(str.rstrip, text.split("\n")) if line)


def cut_out(source, plain):
    """The texts before and after a part of a text, whatever its blank lines; None if not in it."""
    lines = source.split("\n")
    full = [number for number, line in enumerate(lines) if line.strip()]
    before, inside, _ = f"\n{plain_text(source)}\n".partition(f"\n{plain}\n")
    if not inside:
        return None
    first = before.count("\n")
    last = full[first + plain.count("\n")]
    return "\n".join(lines[: full[first]]).strip("\n"), "\n".join(lines[last + 1 :]).strip("\n")


def claimed_id(cell):
    """The grade id in a cell's metadata, or None."""
    metadata = cell.metadata.get("nbgrader")
    name = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return name if isinstance(name, str) else None
