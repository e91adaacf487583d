"""Which notebook a file is, by its name and by what is in it."""

import hashlib
import re
from dataclasses import dataclass, field

import nbformat

from nbjudge.collecting.names import key
from nbjudge.errors import NbjudgeError
from nbjudge.grading.restore.reading import LARGEST, Unreadable, read_notebook
from nbjudge.grading.restore.texts import claimed_id

__all__ = ["Look", "Which", "notebook_stem"]

# What browsers, Drive, Jupyter and LMSs add to a file's name.
_COPY_OF = re.compile(r"^(copy of|kopie von|copie de|copia de|cópia de)\s+", re.IGNORECASE)
_SUFFIX = re.compile(
    r"([\s_-]*\(\d+\)|[\s_-]+copy\s*\d*|[\s_-]+kopie|-copy\d*|[-_]\d{1,2}|__\d{14}"
    r"|\.ipynb|\.txt|\.json|\.html?)$",
    re.IGNORECASE,
)
_ALIKE = 0.3  # share of a notebook's cells that say which one it is


@dataclass
class Look:
    """What is in a file."""

    unreadable: str = ""  # why it cannot be read, if so
    marks: set = field(default_factory=set)  # what its cells are known by
    texts: set = field(default_factory=set)  # of its cells, without white space
    worth: int = 0  # 0: cannot be read; 1: nothing was written in it; 2: holds work


class Which:
    """The notebooks of a course, to compare files with.

    Parameters
    ----------
    course : `nbjudge.course.Course`.
    assignment : the one that is collected.
    """

    def __init__(self, course, assignment):
        self.course, self.assignment = course, assignment
        self.notebooks = sorted(
            path.stem for path in course.place("source", assignment).glob("*.ipynb")
        )
        self._known = {}  # (assignment, notebook) → Look at what students were given of it
        for name in course.assignments:
            for path in course.place("source", name).glob("*.ipynb"):
                release = course.root / "release" / name / path.name
                nb = nbformat.read(release if release.is_file() else path, as_version=4)
                self._known[name, path.stem] = _look(nb)

    def find(self, item):
        """Find the notebook that a `Handed` is of; it is marked as unknown where it is of none."""
        is_named = ".ipynb" in item.notebook.casefold()
        if item.entry.size > LARGEST:
            return item.unknown(f"is larger than {LARGEST >> 20} MB")
        try:
            if not is_named and not _may_be_a_notebook(item.entry.start()):
                return item.unknown("is no notebook")
            data = item.entry.read()
        except NbjudgeError as error:
            return item.unknown(str(error))
        try:
            look = _look(read_notebook(data).nb)
        except Unreadable as error:
            if not is_named:
                return item.unknown("is no notebook")
            look = Look(unreadable=str(error))
        item.reading = look
        stem = notebook_stem(item.notebook)
        item.notebook = next((n for n in self.notebooks if key(n) == key(stem)), "")
        self._by_cells(item, look)
        if item.verdict != "unknown" and not look.unreadable:
            look.worth = self._worth(look, item.notebook)
        return item

    def worth(self, path, notebook):
        """How much a file that was collected before holds, as `Look.worth`."""
        try:
            return self._worth(_look(read_notebook(path.read_bytes()).nb), notebook)
        except (OSError, Unreadable):
            return 0

    def _worth(self, look, notebook):
        return 2 if look.texts - self._known[self.assignment, notebook].texts else 1

    def _by_cells(self, item, look):
        """Compare what is in a file with what its name says."""
        shares = {
            names: len(look.marks & known.marks) / max(1, len(known.marks))
            for names, known in self._known.items()
        }
        own = (self.assignment, item.notebook)
        best = max(shares, key=lambda names: (shares[names], names == own))
        if shares[best] < _ALIKE:
            best = None
        if not item.notebook:
            if best is None:
                why = f"cannot be read: {look.unreadable}" if look.unreadable else (
                    f"is not like {' or '.join(self.notebooks)}, by its name or by its cells"
                )  # fmt: skip
                item.unknown(why)
            elif best[0] != self.assignment:
                item.unknown(f"is a notebook of {best[0]}")
            else:
                item.notebook, item.why = best[1], "known by its cells"
        elif look.unreadable:
            item.look, item.why = True, f"cannot be read: {look.unreadable}"
        elif best is not None and best != own and shares[own] < shares[best] / 2:
            if best[0] == self.assignment:
                item.why = f"is {best[1]} by its cells, under the name of {item.notebook}"
                item.notebook, item.look = best[1], True
            else:
                item.unknown(f"is a notebook of {best[0]}, under the name of {item.notebook}")
        elif not shares[own] and self._known[own].marks:
            item.look, item.why = True, f"has none of the cells of {item.notebook}"


def notebook_stem(name):
    """A notebook's name without what browsers, Drive, Jupyter and LMSs add to it."""
    stem = name.strip()
    while True:
        shorter = _SUFFIX.sub("", _COPY_OF.sub("", stem)).strip()
        if shorter == stem or not shorter:
            return stem
        stem = shorter


def _may_be_a_notebook(start):
    """Whether the first bytes of a file are those of JSON, in whatever encoding."""
    return bytes(b for b in start if b not in b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"{")


def _look(nb):
    """The `Look` at a notebook that could be read."""
    look = Look()
    for cell in nb.cells:
        text = "".join(cell.source.split())
        look.marks |= {name for name in (claimed_id(cell), cell.get("id")) if name}
        if text:
            look.texts.add(hashlib.sha256(text.encode(errors="replace")).hexdigest())
        if len(text) > 60:
            look.marks.add(hashlib.sha256(text.encode(errors="replace")).hexdigest())
    return look
