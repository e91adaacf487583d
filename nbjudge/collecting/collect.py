"""``nbjudge collect``: what students handed in elsewhere, into nbgrader's ``submitted`` folder.

nbgrader's own ``zip_collect`` unpacks archives without looking, empties what was submitted before,
and stops at a student's second file; only its collector, which reads file names by a regular
expression, fits, and does so here for --pattern.
"""

import contextlib
import glob
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.utils import parse_utc
from rich.console import Console
from rich.table import Table
from rich.text import Text

from nbjudge.collecting.archive import open_source
from nbjudge.collecting.handed import Handed, Link
from nbjudge.collecting.names import without_markup
from nbjudge.collecting.roster import Roster
from nbjudge.collecting.which import Which, notebook_stem
from nbjudge.collecting.whose import Whose
from nbjudge.counted import counted
from nbjudge.course import Course
from nbjudge.csv_safe import write_rows
from nbjudge.errors import NbjudgeError

__all__ = ["Collected", "Collection", "Handed", "collect", "notebook_stem"]

_TIME = "%Y-%m-%d %H:%M:%S.%f UTC"


@dataclass(frozen=True)
class Collected:
    """What came of the files that were handed over."""

    files: list[Handed]  # each with what became of it, and why

    @property
    def look(self) -> list[Handed]:
        """Files that somebody must look at: they were not recognised, and not taken."""
        return [item for item in self.files if item.verdict == "unknown"]


def collect(
    course: Course | str | os.PathLike[str],
    assignment: str,
    source: str | os.PathLike[str],
    *,
    names: str | os.PathLike[str] | None = None,
    pattern: str | None = None,
    dry_run: bool = False,
) -> Collected:
    """Put what was handed in elsewhere where nbgrader grades it, and show what became of it.

    Parameters
    ----------
    course : the course, or its folder.
    source : zip archive or folder of what came in.
    names : CSV file that names the students.
    pattern : regular expression for file names, with the groups student_id, file_id and timestamp.
    dry_run : whether to show only what would be done.

    Raises `NbjudgeError`, before anything is written, for an archive that cannot be used.
    """
    console = Console()
    if not console.is_terminal:
        console.width = 140
    course = Course(course)
    (assignment,) = course.check_assignments([assignment])
    place, people = Path(source).resolve(), Path(names).resolve() if names else None
    with contextlib.chdir(course.root):
        collection = Collection(course, assignment, people, pattern)
        handed = collection.plan(open_source(place))
        if not dry_run:
            collection.carry_out(handed)
    _show(console, collection, handed, dry_run)
    return Collected(handed)


class Collection:
    """The collecting of one assignment, in the course folder.

    Parameters
    ----------
    course : `nbjudge.course.Course`.
    assignment : its name.
    names : CSV file that names the students, or None; see `Roster.read`.
    pattern : regular expression with the groups student_id and file_id, as nbgrader's
        ``FileNameCollectorPlugin.named_regexp``, or None for what LMSs and people do.
    """

    def __init__(
        self,
        course: Course,
        assignment: str,
        names: Path | None = None,
        pattern: str | None = None,
    ) -> None:
        self.course, self.assignment = course, assignment
        directory = course.directory
        self.roster = Roster.of_gradebook(directory.db_url, directory.course_id)
        if names:
            self.roster.read(names)
        self._which = Which(course, assignment)
        self.notebooks = self._which.notebooks
        self._whose = Whose(self.roster, self.notebooks, pattern)

    # What would be done.

    def plan(self, source: Any) -> list[Handed]:
        """[`Handed`] of all files, with what is to become of each; nothing is written."""
        handed = [Handed(entry, time=entry.time, handed_in=entry.time) for entry in source]
        self._whose.find_all(handed, source)
        ours: dict[tuple[str, str], list[Handed]] = defaultdict(list)
        for item in handed:
            if item.verdict == "collect" and self._which.find(item).verdict == "collect":
                self._set_time(item)
                ours[item.student, item.notebook].append(item)
        for items in ours.values():
            items.sort(key=lambda item: item.order)
            best = items[-1]
            for item in items[:-1]:
                item.verdict, item.look = "keep aside", False
                item.why = _why_not(item, best)
            self._compare(best)
        handed += [Handed(Link(name)).unknown("is a link, not a file") for name in source.links]
        handed += [Handed(Link(name)).unknown("lies too deep in folders") for name in source.deep]
        return handed

    def _set_time(self, item: Handed) -> None:
        """When a file was handed in. An LMS's archive has the time of its own download."""
        if not item.is_lms:
            return
        person = self.roster.people.get(item.student)
        item.handed_in = person.handed_in if person else None
        if item.handed_in is None and item.late and (due := self._due()):
            item.handed_in = due + timedelta(seconds=1)  # by how much, Canvas does not say

    def _due(self) -> datetime | None:
        with self.course.gradebook() as gradebook:
            try:
                due: datetime | None = gradebook.find_assignment(self.assignment).duedate
            except MissingEntry:
                return None
        return due and due.replace(tzinfo=UTC)

    def _folder(self, student: str) -> Path:
        return self.course.place("submitted", self.assignment, student)

    def _compare(self, item: Handed) -> None:
        """With what the student has handed in before."""
        folder = self._folder(item.student)
        path = folder / f"{item.notebook}.ipynb"
        if not path.is_file():
            return
        before = _time_of(folder, path)
        shown = f"{before:%Y-%m-%d %H:%M} UTC"
        if path.stat().st_size == item.entry.size and path.read_bytes() == item.entry.read():
            item.verdict, item.why, item.look = "leave", "is there already", False
        elif before >= (item.handed_in or item.time):
            item.verdict, item.why = "leave", f"what is there is newer ({shown})"
        elif item.reading.worth < 2 and self._which.worth(path, item.notebook) > item.reading.worth:
            why = "cannot be read" if item.reading.unreadable else "holds no work"
            item.verdict, item.why, item.look = (
                "leave",
                f"{why}; what is there ({shown}) does",
                True,
            )
        else:
            item.why = "; ".join(filter(None, (item.why, f"replaces what is there ({shown})")))

    # Doing it.

    def carry_out(self, handed: list[Handed]) -> None:
        """Write what `plan` says; a file that turns out to be damaged is listed, and costs no
        other."""
        times: dict[Path, list[Handed]] = defaultdict(list)
        for item in handed:
            if item.verdict not in ("collect", "keep aside"):
                continue
            try:
                content = item.entry.read()
            except NbjudgeError as error:
                item.unknown(str(error))
                continue
            folder = self._folder(item.student)
            if item.verdict == "keep aside":
                item.why += f"; kept as {self._keep(item, folder, content)}"
                continue
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{item.notebook}.ipynb"
            if path.exists():
                aside = _aside(folder, f"{item.notebook}-{_time_of(folder, path):%Y%m%d-%H%M%S}")
                shutil.copy2(path, aside)
                item.why += f"; kept as {aside.parent.name}/{aside.name}"
            _write(path, content)
            os.utime(path, (item.time.timestamp(),) * 2)
            times[folder].append(item)
        for folder, items in times.items():
            _write_time(folder, items)
        self._keep_names({item.student for items in times.values() for item in items})
        self._log(handed)

    def _keep(self, item: Handed, folder: Path, content: bytes) -> str:
        stem = f"{item.notebook}-{item.time:%Y%m%d-%H%M%S}"
        kept = folder.with_name(f"{folder.name}.older").glob(f"{glob.escape(stem)}*.ipynb")
        aside = next((path for path in kept if path.read_bytes() == content), None)
        if aside is None:  # not from an earlier collection of the same archive
            aside = _aside(folder, stem)
            _write(aside, content)
        return f"{aside.parent.name}/{aside.name}"

    def _keep_names(self, students: Iterable[str]) -> None:
        """Names and addresses that the list of students has go where the gradebook has none."""
        with self.course.gradebook() as gradebook:
            for student in sorted(students):
                person = self.roster.people.get(student)
                if person is None:
                    continue
                try:
                    known = gradebook.find_student(student)
                except MissingEntry:
                    known = None
                new = {"first_name": person.first, "last_name": person.last, "email": person.email}
                new = {
                    name: without_markup(text)
                    for name, text in new.items()
                    if text and not (known and getattr(known, name))
                }
                if new:
                    gradebook.update_or_create_student(student, **new)

    def _log(self, handed: Iterable[Handed]) -> None:
        """What became of each file, and which the LMS called late, is written down."""
        rows = [["collected", "file", "student", "notebook", "handed in", "late", "what", "why"]]
        now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
        for item in handed:
            time = f"{item.handed_in:%Y-%m-%d %H:%M:%S}" if item.handed_in else ""
            late = "late" if item.late else ""
            rows.append([now, item.entry.name, item.student, item.notebook, time, late,
                         item.verdict, item.why])  # fmt: skip
        path = self.log_path
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        with path.open("a", newline="", encoding="utf-8", errors="replace") as file:
            write_rows(file, rows if is_new else rows[1:])

    @property
    def log_path(self) -> Path:
        """The file that says what became of each file, in every collection of the assignment."""
        return self.course.root / "collected" / f"{self.assignment}.csv"


def _why_not(item: Handed, best: Handed) -> str:
    """Why another file of the same student is taken in place of one."""
    if item.reading.unreadable:
        return f"cannot be read; {best.entry.name} can"
    if item.reading.worth < best.reading.worth:
        return f"nothing was written in it; {best.entry.name} holds work"
    if item.handed_in is None and item.attempt == best.attempt:
        return f"{best.entry.name} is taken; which is newer, the archive does not say"
    return f"{best.entry.name} is newer"


def _write_time(folder: Path, items: Iterable[Handed]) -> None:
    """The time of a submission: that of its newest notebook, as far as it is known."""
    path, others = folder / "timestamp.txt", {f"{item.notebook}.ipynb" for item in items}
    found = [item.handed_in for item in items if item.handed_in]
    if any(other.name not in others for other in folder.glob("*.ipynb")) and path.is_file():
        found.append(_time_of(folder, path))  # of what was handed in before and still counts
    if found:
        _write(path, f"{max(found):{_TIME}}\n".encode())
    else:
        path.unlink(missing_ok=True)


def _time_of(folder: Path, path: Path) -> datetime:
    """When an earlier submission was handed in, UTC."""
    with contextlib.suppress(OSError, ValueError, OverflowError):
        text = (folder / "timestamp.txt").read_text(encoding="utf-8").strip()
        told: datetime = parse_utc(text)
        return told.replace(tzinfo=UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _aside(folder: Path, stem: str) -> Path:
    """A new file in a folder that nbgrader does not look into."""
    aside = folder.with_name(f"{folder.name}.older")
    aside.mkdir(parents=True, exist_ok=True)
    number, path = 1, aside / f"{stem}.ipynb"
    while path.exists():
        number += 1
        path = aside / f"{stem}-{number}.ipynb"
    return path


def _write(path: Path, content: bytes) -> None:
    """All of it, or nothing."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _show(console: Console, collection: Collection, handed: list[Handed], dry_run: bool) -> None:
    look = [item for item in handed if item.verdict == "unknown"]
    odd = [item for item in handed if item.look and item.verdict != "unknown"]
    taken = [item for item in handed if item.verdict == "collect"]
    _table(console, "Not recognised, and not collected", look)
    _table(console, "To be looked at", odd)
    _table(console, "Kept aside, replaced or left", [
        item for item in handed if item.why and item not in look and item not in odd
    ])  # fmt: skip
    if dry_run:
        _table(console, "What would be collected", [item for item in taken if not item.why])
    late = sum(item.late for item in taken)
    line = f"{'Would collect' if dry_run else 'Collected'} {counted(len(taken), 'notebook')} of "
    line += (
        f"{counted(len({item.student for item in taken}), 'student')} for {collection.assignment}"
    )
    line += f", {late} of them late by the LMS's own mark" if late else ""
    more = [
        f"{sum(item.verdict == verdict for item in handed)} {words}"
        for verdict, words in (("keep aside", "kept aside as older"), ("leave", "left as they "
                               "are"), ("unknown", "not recognised"))
        if any(item.verdict == verdict for item in handed)
    ]  # fmt: skip
    console.print("; ".join([line, *more]) + ".", highlight=False, soft_wrap=True, markup=False)
    _tell_of_times(console, taken)
    if look:
        console.print(
            "Rename what was not recognised, or name the students with --names, and collect again: "
            "what is there already stays as it is.",
            soft_wrap=True,
        )
    if not dry_run:
        console.print(
            f"What became of each file: {_short(collection.log_path)}", soft_wrap=True, markup=False
        )


def _tell_of_times(console: Console, taken: Iterable[Handed]) -> None:
    """Which times an LMS's archive does not tell, and what follows."""
    untold = [item for item in taken if item.is_lms and item.handed_in is None]
    guessed = [item for item in taken if item.late and item.handed_in]
    words = []
    if untold:
        words.append(
            f"When {len(untold)} of them were handed in is not known: an LMS's archive bears the "
            "time of its download. They count as in time. A Moodle worksheet with the column "
            '"Last modified (submission)", given with --names, tells the times.'
        )
    if guessed:
        words.append(
            f"{len(guessed)} that the LMS calls late count as handed in one second after the due "
            "date: by how much they are late, its archive does not say."
        )
    for line in words:
        console.print(line, highlight=False, soft_wrap=True, markup=False)


_WORDS = {"unknown": "not taken"}


def _table(console: Console, title: str, handed: list[Handed]) -> None:
    if not handed:
        return
    table = Table(title=title, title_justify="left")
    for heading in ("student", "file", "handed in, UTC", "what", "why"):
        table.add_column(heading, overflow="fold")
    for item in sorted(handed, key=lambda item: item.student):
        time = f"{item.handed_in:%Y-%m-%d %H:%M}" if item.handed_in else ""
        table.add_row(
            *map(
                _printable,
                (
                    item.student or "?",
                    item.entry.name,
                    f"{time} LATE".strip() if item.late else time,
                    _WORDS.get(item.verdict, item.verdict),
                    item.why,
                ),
            )
        )
    console.print(table, highlight=False, markup=False)


def _printable(text: str) -> Text:
    """A `Text` of a cell: no markup, no escape sequences."""
    return Text("".join(letter if letter.isprintable() else "\ufffd" for letter in text))


def _short(path: Path) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:
        return os.fspath(path)
