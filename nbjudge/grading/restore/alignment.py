"""Which cell of a submission is which of its course.

The cells of a submission are matched to those that students were given by what is left: nbgrader's
grade id, the cell's own id, the id that Colab keeps, the exact text, the names that a solution
defines, likeness, and the place between neighbours.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from rapidfuzz import fuzz

from nbjudge.grading.restore.texts import (
    CONTINUES,
    claimed_id,
    cut_out,
    plain_text,
)
from nbjudge.names import names_begun

__all__ = ["MAKE", "Alignment", "Cell"]

_ALIKE, _SURELY_ALIKE = 65, 80  # of 100, for the text of a locked cell of an older release
_LONG_ENOUGH = 40  # characters of a text that is looked for within others
# In larger notebooks only ids and exact texts are looked for.
_MOST_CELLS, _MOST_TEXT = 1000, 10**6
MAKE = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


@dataclass(eq=False)
class Cell:
    """A cell of the submission."""

    cell: object
    place: int | None = None  # in the course
    how: str | None = None  # how it was recognised, where that is worth telling
    sure: bool = True
    plain: str = field(init=False)

    def __post_init__(self):
        self.put(self.cell)

    def put(self, cell):
        """Another cell of the notebook, in the same role."""
        self.cell, self.plain, self._names = cell, plain_text(cell.source), None

    @property
    def names(self):
        """The names that it defines."""
        if self._names is None:
            self._names = names_begun(self.cell.source)
        return self._names


class Alignment:
    """Which cell of a submission is which of its course.

    Parameters
    ----------
    nb : the submission.
    course : [`CourseCell`] of what students were given, in order.
    """

    def __init__(self, nb, course):
        self.nb, self.course = nb, course
        self.cells = [Cell(cell) for cell in nb.cells]
        self.plain = [plain_text(known.text) for known in course]
        self.names = [
            names_begun(known.text) or names_begun(known.answer)
            if known.cell_type == "code"
            else set()
            for known in course
        ]
        self.place_of = {known.name: i for i, known in enumerate(course) if known.name}
        self.findings = []

    def align(self):
        """Find the cell of each place, the surest ways first."""
        text = sum(len(cell.plain) for cell in self.cells)
        small = len(self.cells) <= _MOST_CELLS and text <= _MOST_TEXT
        if small:
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

    # What has been found, and what has not.

    def found(self):
        """{place: cell}"""
        return {cell.place: cell for cell in self.cells if cell.place is not None}

    def missing(self):
        found = self.found()
        return [place for place in range(len(self.course)) if place not in found]

    def _free(self, low=0, high=None):
        return [cell for cell in self.cells[low:high] if cell.place is None and cell.plain]

    def note(self, place, how, sure=True):
        self.findings.append({"cell": self.course[place].name, "how": how, "sure": sure})

    def match(self, cell, place, how=None, sure=True):
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
            whole = plain_text(known.tests)
            for cell in self.cells if given and len(whole) > len(given) else ():
                if whole in cell.plain and (pieces := cut_out(cell.cell.source, whole)):
                    text = "\n\n".join(filter(None, (pieces[0], known.text, pieces[1])))
                    self.replace(cell, text)

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
        found = self.found()
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
            found = self.found()

    def _choose(self, place, cells, how):
        """Of several cells that claim a place, the last one counts, as it does for a kernel."""
        known, text = self.course[place], self.plain[place]
        if not known.is_own:  # its text is the course's in any case
            cell = next((cell for cell in cells if cell.plain == text), cells[-1])
            self.match(cell, place, how)
            if known.locked:  # the same again, or parts that were split off
                self.remove(other for other in cells if other is not cell and other.plain in text)
            return
        own = [cell for cell in cells if cell.plain != text]
        if own and len(own) < len(cells):
            self.remove(cell for cell in cells if cell.plain == text)  # it would undo the work
            self.note(place, "an untouched copy of it is left out")
        own = own or cells
        same = len({cell.plain for cell in own}) == 1
        self.match(own[0 if same else -1], place, how)
        self._join(own, place)

    def _join(self, cells, place):
        """Cells with the student's work on one exercise: parts of it, or versions?"""
        if len(cells) < 2:
            return
        cells = self._join_parts(cells, place)
        names = [cell.names for cell in cells]
        parts = sum(map(len, names)) == len(set().union(*names)) > 0
        if parts or len({cell.plain for cell in cells}) == 1:
            return
        first, last = self.cells.index(cells[0]), self.cells.index(cells[-1])
        # Drafts above the work, as everybody keeps them, need nobody's eye.
        drafts = last - first == len(cells) - 1 and names[-1] == set().union(*names) > set()
        self.note(place, f"there are {len(cells)} versions of it; the last one counts", drafts)
        next(cell for cell in cells if cell.place == place).sure = True  # that is said above

    def _join_parts(self, cells, place):
        """What is left of some cells when each rest of a statement has gone to the cell before."""
        manual = self.course[place].is_manual
        at = {id(cell): index for index, cell in enumerate(self.cells)}
        runs = []
        for cell in cells:
            follows = runs and at[id(cell)] == at[id(runs[-1][-1])] + 1
            if follows and (manual or CONTINUES.match(cell.cell.source)):
                runs[-1].append(cell)
            else:
                runs.append([cell])
        for first, *rest in (run for run in runs if len(run) > 1):
            texts = [cell.cell.source for cell in (first, *rest)]
            texts[:-1] = [text.rstrip("\n") for text in texts[:-1]]
            self.replace(first, ("\n\n" if manual else "\n").join(texts))
            matched = next((cell for cell in rest if cell.place is not None), None)
            if first.place is None and matched is not None:
                self.match(first, place, matched.how, matched.sure)
            self.remove(rest)
            self.note(place, "it had been split, and is joined")
        return [run[0] for run in runs]

    def replace(self, cell, source, cell_type=None):
        """Another text for a cell."""
        new = MAKE[cell_type or cell.cell.cell_type](source, metadata=cell.cell.metadata)
        new.id = cell.cell.get("id", new.id)
        cell.put(new)

    def remove(self, cells):
        """Leave some cells out."""
        gone = set(map(id, cells))
        self.cells = [cell for cell in self.cells if id(cell) not in gone]

    def _by_text(self):
        places = defaultdict(list)
        for place in self.missing():
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
                self.match(free[text][0], wanted[0], "its text")
        for place in sorted(repeated):  # a short text is told from others by its place
            window = self._window(place) if free[self.plain[place]] else None
            inside = [
                cell for cell in self._free(*window or (0, 0)) if cell.plain == self.plain[place]
            ]
            if inside:
                self.match(inside[0], place, "its text")

    def _cut_merged(self):
        """Texts of the course that are part of a larger cell are cut out of it."""
        found = self.found()
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
                found = self.found()

    def _cut(self, cell, places):
        kind, parts = cell.cell.cell_type, [Cell(cell.cell)]
        for place in places:
            known = self.course[place]
            for index, part in enumerate(parts):
                pieces = cut_out(part.cell.source, self.plain[place])
                if part.place is None and pieces:
                    middle = Cell(MAKE[known.cell_type](known.text))
                    self.match(middle, place, "its text, inside a merged cell")
                    before, after = (Cell(MAKE[kind](text)) for text in pieces)
                    parts[index : index + 1] = [before, middle, after]
                    break
        parts = [part for part in parts if part.plain]
        others = [part for part in parts if part.place is None]
        if cell.place is not None and self.course[cell.place].is_own and len(others) == 1:
            self.match(others[0], cell.place, "its text, inside a merged cell")
        index = self.cells.index(cell)
        self.cells[index : index + 1] = parts

    def _join_halves(self):
        """A text of the course that was split over several cells is put together."""
        for place in self.missing():
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
                    self.match(first, place, "its text, over several cells")
                    self.remove(parts[1:])
                    break

    def _by_names(self):
        """A solution is the cell that defines what the solution is to define."""
        for place in self.missing():
            known, wanted = self.course[place], self.names[place]
            if not known.is_own or not wanted:
                continue
            rivals = [cell for cell in self._free() if wanted & cell.names]
            if not rivals:
                rivals = self._hidden_in_locked(wanted)
            if not rivals:
                self._by_names_in_others(place)
                continue
            filled = [cell for cell in rivals if cell.plain != self.plain[place]]
            if filled and len(filled) < len(rivals):
                self.remove(cell for cell in rivals if cell.plain == self.plain[place])
                self.note(place, "an untouched copy of it is left out")
            near = self._free(*(self._window(place) or (0, 0)))
            among = filled or rivals
            inside = [cell for cell in among if cell in near] or among
            common = [wanted & cell.names for cell in inside]
            best = inside[max(range(len(inside)), key=lambda i: (len(common[i]), i))]
            sure = set.union(*common) == wanted and (best in near or len(among) == 1)
            self.match(best, place, "the names it defines", sure)
            self._join(inside, place)

    def _hidden_in_locked(self, wanted):
        """Work in a cell that claims to be a locked one, whose text would be lost."""
        for cell in self.cells:
            place = cell.place
            if place is not None and self.course[place].locked and cell.plain != self.plain[place]:
                own = cell.names - names_begun(self.course[place].text)
                if wanted & own:
                    self.match(cell, None)
                    return [cell]
        return []

    def _by_names_in_others(self, place):
        """Several solutions in one cell: it takes the place of the first of them."""
        for cell in self.cells:
            if (
                cell.place is not None
                and self.course[cell.place].is_own
                and self.names[place] <= cell.names
                and place < cell.place
            ):
                self.match(cell, place, "the names it defines")
                return

    def provided_at(self, place):
        """Index of the last cell that defines all that a missing solution is to define, or None."""
        wanted = self.names[place]
        for index in range(len(self.cells) - 1, -1, -1) if wanted else ():
            if wanted <= self.cells[index].names:
                return index
        return None

    def _by_likeness(self):
        """Texts that have changed since an older release, or were edited."""
        solutions = {
            name for place, known in enumerate(self.course) if known.is_own
            for name in self.names[place]
        }  # fmt: skip
        for place in self.missing():
            known = self.course[place]
            window = self._window(place)
            if known.is_own or not window:
                continue
            best, score = None, _ALIKE
            for cell in self._free(*window):
                if cell.names & solutions - self.names[place]:
                    continue  # it may be the student's work
                alike = fuzz.ratio(cell.plain, self.plain[place], score_cutoff=score)
                if alike > score:
                    best, score = cell, alike
            if best is not None:
                self.match(best, place, "likeness to its text", score >= _SURELY_ALIKE)

    def _by_place(self):
        """The one cell between two neighbours."""
        for place in self.missing():
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
                    self.match(untouched[0], place, "its text")
                continue
            edges = {cell.place for cell in self.cells[max(0, low - 1) : high + 1]}
            between = {place - 1, place + 1} - {-1, len(self.course)} <= edges
            best = max(filled, key=lambda cell: len(cell.plain))
            self.match(best, place, "its place alone", between and len(filled) == 1)
            for cell in untouched:
                self.cells.remove(cell)
                self.note(place, "an untouched copy of it is left out")

    def _join_rests(self):
        """The rest of a statement in a cell of its own goes back to the solution before it."""
        for first, second in list(pairwise(self.cells))[::-1]:
            if (
                first.place is not None
                and self.course[first.place].is_own
                and self.course[first.place].cell_type == "code"
                and second.place is None
                and second.cell.cell_type == "code"
                and CONTINUES.match(second.cell.source)
                and len(first.cell.source) + len(second.cell.source) < 10**6
                and _is_open(first.plain)
            ):
                source = f"{first.cell.source.rstrip()}\n{second.cell.source}"
                self.replace(first, source)
                self.remove([second])
                self.note(first.place, "it had been split, and is joined")


def _is_open(text):
    """Whether a statement may go on after some code: its last line is indented or ends in ":"."""
    last = text.rpartition("\n")[2]
    return last.startswith((" ", "\t")) or last.endswith(":")
