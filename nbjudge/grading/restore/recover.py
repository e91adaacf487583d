"""Cells of a submission that have lost their metadata, their place or themselves are found again.

What students were given is known cell by cell, and `alignment` says which cell of a submission is
which of these. A matched cell gets its grade id back; type, points and the text of locked cells
are `RestoreCells`' work, so that nothing here can gain a mark. Students' code is never parsed: a
hostile text could end the grader's process.
"""

import re
from bisect import bisect_left

from nbjudge.grading.restore.alignment import MAKE, Alignment, Cell
from nbjudge.grading.restore.texts import claimed_id

__all__ = ["is_whole", "recover"]


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


class _Recovery(Alignment):
    """One submission, on its way back to its course."""

    def run(self):
        self.align()
        self._put_in_order()
        self._name()
        self._put_back()
        self.nb.cells = [cell.cell for cell in self.cells]
        return self.findings

    def _put_in_order(self):
        """Cells that stand in another order than the course's, each with what follows it."""
        matched = [cell for cell in self.cells if cell.place is not None]
        steady = set(_longest_increasing([cell.place for cell in matched]))
        moved = [cell for i, cell in enumerate(matched) if i not in steady]
        for cell in moved:
            known = self.course[cell.place]
            if known.name is None and known.cell_type != "code":
                cell.place = None  # prose may stand anywhere
        moved = {id(cell) for cell in moved if cell.place is not None}
        if not moved:
            return
        groups = [[]]
        for cell in self.cells:
            if cell.place is not None:
                groups.append([])
            groups[-1].append(cell)
        for group in groups[1:]:
            if id(group[0]) in moved and self.course[group[0].place].name:
                extra = any(c.plain and c.cell.cell_type == "code" for c in group[1:])
                self.note(group[0].place, "moved back to its place", not extra)
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
                self.note(cell.place, f"known by {cell.how}", cell.sure)
            elif retyped:
                self.note(cell.place, f"was {cell.cell.cell_type}, and is {known.cell_type} again")

    def _put_back(self):
        """What is missing goes back to its place, as far as it is the course's."""
        needed, found = self._needed(), self.found()
        providing = {  # solutions that are missing, and the cells that hold their work
            place: self.cells[index]
            for place in self.missing()
            if self.course[place].is_own and (index := self.provided_at(place)) is not None
        }
        for place in sorted({*self.missing(), *needed}):
            known = self.course[place]
            if place in found:  # it was code, and must be again
                self.replace(found[place], known.text, "code")
                self.findings.append({"cell": known.id, "how": "is code again", "sure": True})
                continue
            source, sure = known.tests or known.text, True
            if known.is_own and not known.is_manual:
                if place in providing:
                    sure = self._runs_on(providing[place].place, place)
                    self.note(place, "is part of a cell that holds other work as well", sure)
                elif known.cell_type == "code":
                    self.note(place, "is missing, and nothing like it was found", False)
                continue
            if known.is_manual:
                source, sure = "*This cell was missing from the submission.*", False
            if known.name is None and place not in needed:
                continue
            metadata = {"nbgrader": {"grade_id": known.name}} if known.name else {}
            if known.tags:
                metadata["tags"] = list(known.tags)
            cell = Cell(MAKE[known.cell_type](source, metadata=metadata))
            self.match(cell, place)
            self.cells.insert(self._position(place, providing), cell)
            self.findings.append(
                {"cell": known.name or known.id, "how": "was missing, and is put back",
                 "sure": sure}
            )  # fmt: skip

    def _runs_on(self, before, place):
        """Whether nothing that is run stands between two solutions: to the mark they are one."""
        return before is not None and not any(
            known.cell_type == "code" and not known.is_own for known in self.course[before:place]
        )

    def _position(self, place, providing):
        """What is read goes as early as can be; what is graded or run, as late."""
        known = self.course[place]
        there = [(cell.place, index) for index, cell in enumerate(self.cells)
                 if cell.place is not None]  # fmt: skip
        if known.name and not known.graded:
            index = max((i + 1 for other, i in there if other < place), default=0)
            # Before a cell that holds later work as well, whatever else it holds.
            at = {id(cell): i for i, cell in enumerate(self.cells)}
            return min([index, *(at[id(cell)] for q, cell in providing.items() if q > place)])
        index = min((i for other, i in there if other > place), default=len(self.cells))
        before = [p for p in range(place) if self.course[p].is_own][-1:]
        if before and before[0] not in self.found():
            provided = self.provided_at(before[0])
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
                defined |= cell.names
        found = self.found()
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
