"""Cells of a submission that have lost their metadata, their place or themselves are found again.

What students were given is known cell by cell; the cells of a submission are matched to it by what
is left: nbgrader's grade id, the cell's own id, the id that Colab keeps, the exact text, the names
that a solution defines, likeness, and the place between neighbours. A matched cell gets its grade
id back; type, points and the text of locked cells are `RestoreCells`' work, so that nothing here
can gain a mark. Students' code is never parsed: a hostile text could end the grader's process.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from rapidfuzz import fuzz

__all__ = ["CourseCell", "claimed_id", "is_whole", "names_defined", "recover"]

_ALIKE, _SURELY_ALIKE = 65, 80  # of 100, for the text of a locked cell of an older release
_LONG_ENOUGH = 40  # characters of a text that is looked for within others
_MOST_CELLS = 1000  # in larger notebooks only ids and exact texts are looked for
_MAKE = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}

_DEFINED = re.compile(
    r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)"  # def f, class F
    r"|^([A-Za-z_(][\w ,()*\t]*?)[ \t]*(?::[^=\n]*)?=(?!=)",  # a = …, (a, b), c = …, a: int = …
    re.MULTILINE,
)
# A part of a cell that begins so is the rest of a statement.
_CONTINUES = re.compile(r"(?:[ \t]*\n)*(?:[ \t]+\S|[)\]}]|(?:else|elif|except|finally)\b)")


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


@dataclass(eq=False)
class _Cell:
    """A cell of the submission."""

    cell: object
    place: int | None = None  # in the course
    how: str | None = None  # how it was recognised, where that is worth telling
    sure: bool = True
    plain: str = field(init=False)

    def __post_init__(self):
        self.plain = _plain(self.cell.source)


def recover(nb, course):
    """Give the cells of a notebook their grade ids back, in place; returns what was done.

    Parameters
    ----------
    nb : the submission.
    course : [`CourseCell`] of what students were given, in order.

    Returns
    -------
    [{"cell": grade id, "how": what was done, "sure": whether a person need not look}]
    """
    return [] if is_whole(nb, course) else _Recovery(nb, course).run()


def is_whole(nb, course):
    """Whether each cell that counts is there exactly once, of the right type, and in order."""
    wanted = [
        (known.name or known.id, known.cell_type)
        for known in course
        if known.name or (known.cell_type == "code" and known.id)
    ]
    names = {known.name for known in course if known.name}
    others = {known.id for known in course if not known.name and known.cell_type == "code"}
    there = []
    for cell in nb.cells:
        name = claimed_id(cell)
        if name in names:
            there.append((name, cell.cell_type))
        elif name is None and cell.get("id") in others:
            there.append((cell.id, cell.cell_type))
    return there == wanted


def names_defined(source):
    """The names that the unindented lines of some code define; nothing is parsed."""
    found = set()
    for name, targets in _DEFINED.findall(source):
        if name:
            found.add(name)
        elif targets.count("(") == targets.count(")"):
            found.update(re.findall(r"[A-Za-z_]\w*", targets))
    return found


def _plain(text):
    """A text without blank lines and spaces at the ends of lines."""
    return "\n".join(line for line in map(str.rstrip, text.splitlines()) if line)


def _cut_out(source, plain):
    """The texts before and after a part of a text, whatever its blank lines; None if not in it."""
    lines = source.splitlines()
    full = [number for number, line in enumerate(lines) if line.strip()]
    before, inside, _ = f"\n{_plain(source)}\n".partition(f"\n{plain}\n")
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


class _Recovery:
    """One submission, on its way back to its course."""

    def __init__(self, nb, course):
        self.nb, self.course = nb, course
        self.cells = [_Cell(cell) for cell in nb.cells]
        self.plain = [_plain(known.text) for known in course]
        self.names = [
            names_defined(known.text) or names_defined(known.answer)
            if known.cell_type == "code"
            else set()
            for known in course
        ]
        self.place_of = {known.name: i for i, known in enumerate(course) if known.name}
        self.findings = []

    def run(self):
        small = len(self.cells) <= _MOST_CELLS
        self._drop_hidden()
        self._by_grade_id()
        self._by_cell_id()
        self._by_text()
        if small:
            self._cut_merged()
            self._join_halves()
            self._by_names()
            self._by_likeness()
            self._by_place()
            self._join_rests()
        self._put_in_order()
        self._name()
        self._put_back()
        self.nb.cells = [cell.cell for cell in self.cells]
        return self.findings

    # What has been found, and what has not.

    def _found(self):
        """{place: cell}"""
        return {cell.place: cell for cell in self.cells if cell.place is not None}

    def _missing(self):
        found = self._found()
        return [place for place in range(len(self.course)) if place not in found]

    def _free(self, low=0, high=None):
        return [cell for cell in self.cells[low:high] if cell.place is None and cell.plain]

    def _note(self, place, how, sure=True):
        self.findings.append({"cell": self.course[place].name, "how": how, "sure": sure})

    def _match(self, cell, place, how=None, sure=True):
        cell.place, cell.how, cell.sure = place, how, sure

    def _window(self, place):
        """(first, last + 1) of the cells between a place's nearest neighbours that were found.

        None where those stand in another order.
        """
        before, after, low, high = -1, len(self.course), 0, len(self.cells)
        for index, cell in enumerate(self.cells):
            if cell.place is None:
                continue
            if before < cell.place < place:
                before, low = cell.place, index + 1
            elif place < cell.place < after:
                after, high = cell.place, index
        return (low, high) if low <= high else None

    def _drop_hidden(self):
        """Where an instructor's own notebook is handed in, its tests are whole: what was given of
        them is what counts here, and the rest must not stay as if a student had written it."""
        for known, given in zip(self.course, self.plain, strict=True):
            whole = _plain(known.tests)
            for cell in self.cells if given and len(whole) > len(given) else ():
                if whole in cell.plain and (pieces := _cut_out(cell.cell.source, whole)):
                    text = "\n\n".join(filter(None, (pieces[0], known.text, pieces[1])))
                    self._replace(cell, text)

    # Ways to recognise a cell, the surest first.

    def _by_grade_id(self):
        claims = defaultdict(list)
        for cell in self.cells:
            name = claimed_id(cell.cell)
            if name in self.place_of:
                claims[self.place_of[name]].append(cell)
        for place, cells in claims.items():
            self._choose(place, cells, None)

    def _by_cell_id(self):
        places = {known.id: i for i, known in enumerate(self.course) if known.id}
        places |= {known.name: i for i, known in enumerate(self.course) if known.name}
        found = self._found()
        for how, get in (
            ("its id", lambda cell: cell.get("id")),
            ("Colab's id", lambda cell: cell.metadata.get("id")),
        ):
            claims = defaultdict(list)
            for cell in self.cells:
                key = get(cell.cell)
                place = places.get(key) if isinstance(key, str) else None
                if cell.place is None and place is not None and place not in found:
                    claims[place].append(cell)
            for place, cells in claims.items():
                self._choose(place, cells, how)
            found = self._found()

    def _choose(self, place, cells, how):
        """Of several cells that claim a place, the last one counts, as it does for a kernel."""
        known, text = self.course[place], self.plain[place]
        if not known.is_own:  # its text is the course's in any case
            cell = next((cell for cell in cells if cell.plain == text), cells[-1])
            self._match(cell, place, how)
            for other in cells:
                if known.locked and other is not cell and other.plain in text:
                    self.cells.remove(other)  # the same again, or a part that was split off
            return
        own = [cell for cell in cells if cell.plain != text]
        for cell in cells:
            if own and cell not in own:
                self.cells.remove(cell)  # an untouched copy would undo the work
                self._note(place, "an untouched copy of it is left out")
        own = own or cells
        same = len({cell.plain for cell in own}) == 1
        self._match(own[0 if same else -1], place, how)
        self._join(own, place)

    def _join(self, cells, place):
        """Cells with the student's work on one exercise: parts of it, or versions?"""
        if len(cells) < 2:
            return
        for first, second in list(pairwise(cells))[::-1]:
            follows = self.cells.index(second) == self.cells.index(first) + 1
            manual = self.course[place].is_manual and follows
            if manual or (follows and _CONTINUES.match(second.cell.source)):
                gap = "\n\n" if manual else "\n"
                self._replace(first, first.cell.source.rstrip("\n") + gap + second.cell.source)
                if first.place is None:
                    self._match(first, place, second.how, second.sure)
                self.cells.remove(second)
                cells.remove(second)
                self._note(place, "it had been split, and is joined")
        names = [names_defined(cell.cell.source) for cell in cells]
        parts = sum(map(len, names)) == len(set().union(*names)) > 0
        if parts or len({cell.plain for cell in cells}) == 1:
            return
        first, last = self.cells.index(cells[0]), self.cells.index(cells[-1])
        # Drafts above the work, as everybody keeps them, need nobody's eye.
        drafts = last - first == len(cells) - 1 and names[-1] == set().union(*names) > set()
        self._note(place, f"there are {len(cells)} versions of it; the last one counts", drafts)
        next(cell for cell in cells if cell.place == place).sure = True  # that is said above

    def _replace(self, cell, source, cell_type=None):
        """Another text for a cell."""
        new = _MAKE[cell_type or cell.cell.cell_type](source, metadata=cell.cell.metadata)
        new.id = cell.cell.get("id", new.id)
        cell.cell, cell.plain = new, _plain(source)

    def _by_text(self):
        places = defaultdict(list)
        for place in self._missing():
            if not self.course[place].is_own:  # an untouched copy is not the work: see below
                places[self.plain[place]].append(place)
        free = defaultdict(list)
        for cell in self._free():
            free[cell.plain].append(cell)
        repeated = []
        for text, wanted in places.items():
            if len(wanted) > 1 or len(text) < _LONG_ENOUGH:
                repeated += wanted
            elif free[text]:
                self._match(free[text][0], wanted[0], "its text")
        for place in sorted(repeated):  # a short text is told from others by its place
            window = self._window(place) if free[self.plain[place]] else None
            inside = [
                cell for cell in self._free(*window or (0, 0)) if cell.plain == self.plain[place]
            ]
            if inside:
                self._match(inside[0], place, "its text")

    def _cut_merged(self):
        """Texts of the course that are part of a larger cell are cut out of it."""
        found = self._found()
        wanted = [
            place
            for place, text in enumerate(self.plain)
            if not self.course[place].is_own and text
            and (found[place].plain != text if place in found else len(text) >= _LONG_ENOUGH)
        ]  # fmt: skip
        for cell in list(self.cells):
            if cell.place is not None and cell.plain == self.plain[cell.place]:
                continue
            inside = [
                place
                for place in wanted
                if f"\n{self.plain[place]}\n" in f"\n{cell.plain}\n"
                and (found.get(place) in (None, cell))
            ]
            if inside and not (len(inside) == 1 and cell.plain == self.plain[inside[0]]):
                self._cut(cell, inside)
                found = self._found()

    def _cut(self, cell, places):
        kind, parts = cell.cell.cell_type, [_Cell(cell.cell)]
        for place in places:
            known = self.course[place]
            for index, part in enumerate(parts):
                pieces = _cut_out(part.cell.source, self.plain[place])
                if part.place is None and pieces:
                    middle = _Cell(_MAKE[known.cell_type](known.text))
                    self._match(middle, place, "its text, inside a merged cell")
                    before, after = (_Cell(_MAKE[kind](text)) for text in pieces)
                    parts[index : index + 1] = [before, middle, after]
                    break
        parts = [part for part in parts if part.plain]
        others = [part for part in parts if part.place is None]
        if cell.place is not None and self.course[cell.place].is_own and len(others) == 1:
            self._match(others[0], cell.place, "its text, inside a merged cell")
        index = self.cells.index(cell)
        self.cells[index : index + 1] = parts

    def _join_halves(self):
        """A text of the course that was split over several cells is put together."""
        for place in self._missing():
            text = self.plain[place]
            for first in self._free():
                if not text.startswith(first.plain) or first.plain == text:
                    continue
                index, whole, parts = self.cells.index(first), first.plain, [first]
                for cell in self.cells[index + 1 :]:
                    if not text.startswith(whole) or whole == text or cell.place is not None:
                        break
                    whole, parts = f"{whole}\n{cell.plain}", [*parts, cell]
                if whole == text:
                    self._match(first, place, "its text, over several cells")
                    for part in parts[1:]:
                        self.cells.remove(part)
                    break

    def _by_names(self):
        """A solution is the cell that defines what the solution is to define."""
        for place in self._missing():
            known, wanted = self.course[place], self.names[place]
            if not known.is_own or not wanted:
                continue
            rivals = [cell for cell in self._free() if wanted & names_defined(cell.cell.source)]
            if not rivals:
                rivals = self._hidden_in_locked(wanted)
            if not rivals:
                self._by_names_in_others(place)
                continue
            filled = [cell for cell in rivals if cell.plain != self.plain[place]]
            for cell in rivals:
                if filled and cell not in filled:
                    self.cells.remove(cell)  # an untouched copy would undo the work
                    self._note(place, "an untouched copy of it is left out")
            near = self._free(*(self._window(place) or (0, 0)))
            among = filled or rivals
            inside = [cell for cell in among if cell in near] or among
            common = [wanted & names_defined(cell.cell.source) for cell in inside]
            best = inside[max(range(len(inside)), key=lambda i: (len(common[i]), i))]
            sure = set.union(*common) == wanted and (best in near or len(among) == 1)
            self._match(best, place, "the names it defines", sure)
            self._join(inside, place)

    def _hidden_in_locked(self, wanted):
        """Work in a cell that claims to be a locked one, whose text would be lost."""
        for cell in self.cells:
            place = cell.place
            if place is not None and self.course[place].locked and cell.plain != self.plain[place]:
                own = names_defined(cell.cell.source) - names_defined(self.course[place].text)
                if wanted & own:
                    self._match(cell, None)
                    return [cell]
        return []

    def _by_names_in_others(self, place):
        """Several solutions in one cell: it takes the place of the first of them."""
        for cell in self.cells:
            if (
                cell.place is not None
                and self.course[cell.place].is_own
                and self.names[place] <= names_defined(cell.cell.source)
                and place < cell.place
            ):
                self._match(cell, place, "the names it defines")
                return

    def _provided_at(self, place):
        """Index of the last cell that defines all that a missing solution is to define, or None."""
        wanted = self.names[place]
        found = [
            index
            for index, cell in enumerate(self.cells)
            if wanted <= names_defined(cell.cell.source)
        ]
        return found[-1] if wanted and found else None

    def _by_likeness(self):
        """Texts that have changed since an older release, or were edited."""
        solutions = {
            name for place, known in enumerate(self.course) if known.is_own
            for name in self.names[place]
        }  # fmt: skip
        for place in self._missing():
            known = self.course[place]
            window = self._window(place)
            if known.is_own or not window:
                continue
            best, score = None, _ALIKE
            for cell in self._free(*window):
                if names_defined(cell.cell.source) & solutions - self.names[place]:
                    continue  # it may be the student's work
                alike = fuzz.ratio(cell.plain, self.plain[place], score_cutoff=score)
                if alike > score:
                    best, score = cell, alike
            if best is not None:
                self._match(best, place, "likeness to its text", score >= _SURELY_ALIKE)

    def _by_place(self):
        """The one cell between two neighbours."""
        for place in self._missing():
            known, window = self.course[place], self._window(place)
            if not known.is_own:
                continue
            low, high = window or (0, len(self.cells))
            inside = self._free(low, high)
            untouched = [cell for cell in inside if cell.plain == self.plain[place]]
            filled = [
                cell
                for cell in inside
                if window and cell not in untouched
                and (known.is_manual or cell.cell.cell_type != "markdown")
            ]  # fmt: skip
            if len(filled) > 1 and not known.is_manual:
                filled = []
            if not filled:
                if untouched:
                    self._match(untouched[0], place, "its text")
                continue
            edges = {cell.place for cell in self.cells[max(0, low - 1) : high + 1]}
            between = {place - 1, place + 1} - {-1, len(self.course)} <= edges
            best = max(filled, key=lambda cell: len(cell.plain))
            self._match(best, place, "its place alone", between and len(filled) == 1)
            for cell in untouched:
                self.cells.remove(cell)
                self._note(place, "an untouched copy of it is left out")

    def _join_rests(self):
        """The rest of a statement in a cell of its own goes back to the solution before it."""
        for first, second in list(pairwise(self.cells))[::-1]:
            if (
                first.place is not None
                and self.course[first.place].is_own
                and self.course[first.place].cell_type == "code"
                and second.place is None
                and second.cell.cell_type == "code"
                and _CONTINUES.match(second.cell.source)
                and len(first.cell.source) + len(second.cell.source) < 10**6
                and re.search(r"(^|\n)([ \t][^\n]*|[^\n]*:)$", first.plain)
            ):
                source = f"{first.cell.source.rstrip()}\n{second.cell.source}"
                self._replace(first, source)
                self.cells.remove(second)
                self._note(first.place, "it had been split, and is joined")

    # Putting things right.

    def _put_in_order(self):
        """Cells that stand in another order than the course's, each with what follows it."""
        matched = [cell for cell in self.cells if cell.place is not None]
        steady = set(_longest_increasing([cell.place for cell in matched]))
        moved = [cell for i, cell in enumerate(matched) if i not in steady]
        for cell in moved:
            known = self.course[cell.place]
            if known.name is None and known.cell_type != "code":
                cell.place = None  # prose may stand anywhere
        moved = [cell for cell in moved if cell.place is not None]
        if not moved:
            return
        groups = [[]]
        for cell in self.cells:
            if cell.place is not None:
                groups.append([])
            groups[-1].append(cell)
        for group in groups[1:]:
            if group[0] in moved and self.course[group[0].place].name:
                extra = any(c.plain and c.cell.cell_type == "code" for c in group[1:])
                self._note(group[0].place, "moved back to its place", not extra)
        groups[1:] = sorted(groups[1:], key=lambda group: group[0].place)
        self.cells = [cell for group in groups for cell in group]

    def _name(self):
        """Give each matched cell its grade id, and take it from all others."""
        for cell in self.cells:
            claimed = claimed_id(cell.cell)
            known = None if cell.place is None else self.course[cell.place]
            if known is None or known.name is None:
                cell.cell.metadata.pop("nbgrader", None)
            if known is None:
                continue
            if known.name is None:
                if known.tags and cell.how:
                    cell.cell.metadata["tags"] = list(known.tags)
                continue
            retyped = cell.cell.cell_type != known.cell_type
            if claimed != known.name:
                cell.cell.metadata["nbgrader"] = {"grade_id": known.name}
            if claimed != known.name or not cell.sure:
                self._note(cell.place, f"known by {cell.how}", cell.sure)
            elif retyped:
                self._note(cell.place, f"was {cell.cell.cell_type}, and is {known.cell_type} again")

    def _put_back(self):
        """What is missing goes back to its place, as far as it is the course's."""
        needed, found = self._needed(), self._found()
        for place in sorted({*self._missing(), *needed}):
            known = self.course[place]
            if place in found:  # it was code, and must be again
                self._replace(found[place], known.text, "code")
                self.findings.append({"cell": known.id, "how": "is code again", "sure": True})
                continue
            source, sure = known.tests or known.text, True
            if known.is_own and not known.is_manual:
                if self._provided_at(place) is not None:
                    self._note(place, "is part of a cell that holds other work as well", False)
                elif known.cell_type == "code":
                    self._note(place, "is missing, and nothing like it was found", False)
                continue
            if known.is_manual:
                source, sure = "*This cell was missing from the submission.*", False
            if known.name is None and place not in needed:
                continue
            metadata = {"nbgrader": {"grade_id": known.name}} if known.name else {}
            if known.tags:
                metadata["tags"] = list(known.tags)
            cell = _Cell(_MAKE[known.cell_type](source, metadata=metadata))
            self._match(cell, place)
            self.cells.insert(self._position(place), cell)
            self.findings.append(
                {"cell": known.name or known.id, "how": "was missing, and is put back",
                 "sure": sure}
            )  # fmt: skip

    def _position(self, place):
        """What is read goes as early as can be; what is graded or run, as late."""
        known = self.course[place]
        there = [(cell.place, index) for index, cell in enumerate(self.cells)
                 if cell.place is not None]  # fmt: skip
        if known.name and not known.graded:
            index = max((i + 1 for other, i in there if other < place), default=0)
            # Before a cell that holds later work as well, whatever else it holds.
            return min([index, *(i for q in self._missing() if q > place and self.course[q].is_own
                                 and (i := self._provided_at(q)) is not None)])  # fmt: skip
        index = min((i for other, i in there if other > place), default=len(self.cells))
        before = [p for p in range(place) if self.course[p].is_own][-1:]
        if before and before[0] not in self._found():
            provided = self._provided_at(before[0])
            index = index if provided is None else max(index, provided + 1)
        return index

    def _needed(self):
        """Places of missing cells of the course that define what tests read, and nobody else."""
        read = set()
        for known in self.course:
            if known.graded and known.cell_type == "code":
                read |= set(re.findall(r"[A-Za-z_]\w*", known.tests or known.text))
        defined = set()
        for cell in self.cells:
            known = None if cell.place is None else self.course[cell.place]
            if cell.cell.cell_type == "code" or (
                known and known.name and known.cell_type == "code"
            ):
                defined |= names_defined(cell.cell.source)
        found = self._found()
        return {
            place
            for place, known in enumerate(self.course)
            if known.name is None and known.cell_type == "code"
            and "skip-execution" not in known.tags
            and (place not in found or found[place].cell.cell_type != "code")
            and self.names[place] & read - defined
        }  # fmt: skip


def _longest_increasing(values):
    """Indices of a longest increasing part of some different numbers."""
    ends, last, before = [], [], []
    for index, value in enumerate(values):
        at = bisect_left(ends, value)
        ends[at : at + 1], last[at : at + 1] = [value], [index]
        before.append(last[at - 1] if at else None)
    found, index = [], last[-1] if last else None
    while index is not None:
        found.append(index)
        index = before[index]
    return found[::-1]
