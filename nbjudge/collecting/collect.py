"""``nbjudge collect``: what students handed in elsewhere, into nbgrader's ``submitted`` folder.

nbgrader's own ``zip_collect`` unpacks archives without looking, empties what was submitted before,
and stops at a student's second file; only its collector, which reads file names by a regular
expression, fits, and does so here for --pattern.
"""

import contextlib
import glob
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.apps.baseapp import NbGrader
from nbgrader.plugins import FileNameCollectorPlugin
from nbgrader.utils import parse_utc
from rich.console import Console
from rich.table import Table

from nbjudge.collecting.archive import open_source
from nbjudge.collecting.roster import Roster, is_safe_id, key
from nbjudge.csv_safe import write_rows
from nbjudge.errors import NbjudgeError
from nbjudge.grading.restore.texts import claimed_id

__all__ = ["Collection", "Handed", "collect", "notebook_stem"]

_CANVAS = re.compile(
    r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d+)_(?P<attempt>\d+)_(?P<file>.+)", re.DOTALL
)
_MOODLE = re.compile(
    r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)", re.DOTALL
)
# What browsers, Drive, Jupyter and LMSs add to a file's name.
_COPY_OF = re.compile(r"^(copy of|kopie von|copie de|copia de|cópia de)\s+", re.IGNORECASE)
_SUFFIX = re.compile(
    r"([\s_-]*\(\d+\)|[\s_-]+copy\s*\d*|[\s_-]+kopie|-copy\d*|[-_]\d{1,2}|\.ipynb)$", re.IGNORECASE
)
_LARGEST = 64 * 2**20  # bytes of a notebook, as for grading
_ALIKE = 0.3  # share of a notebook's cells that say which one it is
_TIME = "%Y-%m-%d %H:%M:%S.%f UTC"


@dataclass
class Handed:
    """A file that was handed over, and what is to become of it."""

    entry: object
    student: str = ""
    notebook: str = ""
    late: bool = False
    attempt: int = 0  # higher is later, where times are the same
    time: datetime | None = None
    verdict: str = "collect"  # "collect", "keep aside", "leave", "unknown"
    why: str = ""

    def unknown(self, why):
        self.verdict, self.why = "unknown", why
        return self

    @property
    def order(self):
        return self.time, self.attempt, self.entry.name


def collect(course, arguments):
    """Run the command; returns its exit status: 0, or 1 where somebody must look at a file."""
    console = Console()
    if not console.is_terminal:
        console.width = 140
    assignment = course.check_assignments([arguments.assignment])[0]
    source, names = Path(arguments.source).resolve(), arguments.names and Path(arguments.names)
    names = names and names.resolve()
    with contextlib.chdir(course.root):
        collection = Collection(course, assignment, names, arguments.pattern)
        handed = collection.plan(open_source(source))
        if not arguments.dry_run:
            collection.carry_out(handed)
    _show(console, collection, handed, arguments.dry_run)
    return int(any(item.verdict == "unknown" for item in handed))


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

    def __init__(self, course, assignment, names=None, pattern=None):
        self.course, self.assignment = course, assignment
        app = NbGrader()
        with contextlib.redirect_stderr(None):  # it says which files it reads
            app.initialize([])
        self._coursedir = app.coursedir
        self.roster = Roster.of_gradebook(app.coursedir.db_url, app.coursedir.course_id)
        if names:
            self.roster.read(names)
        self._collector = None
        if pattern:
            _check_pattern(pattern)
            self._collector = FileNameCollectorPlugin(named_regexp=pattern)
        self.notebooks = sorted(
            path.stem for path in (course.root / "source" / assignment).glob("*.ipynb")
        )
        self._fingerprints = {}  # (assignment, notebook) → what its cells are known by

    # What would be done.

    def plan(self, source):
        """[`Handed`] of all files, with what is to become of each; nothing is written."""
        entries = list(source)
        handed = [self._recognise(entry, _common(entries)) for entry in entries]
        handed += [Handed(_Link(name)).unknown("is a link, not a file") for name in source.links]
        ours = defaultdict(list)
        for item in handed:
            if item.verdict == "collect":
                ours[item.student, item.notebook].append(item)
        for items in ours.values():
            items.sort(key=lambda item: item.order)
            newest = items[-1]
            for item in items[:-1]:
                item.verdict = "keep aside"
                item.why = f"{newest.entry.name} is newer"
            self._compare(newest)
        return handed

    def _recognise(self, entry, common):
        item = Handed(entry, time=entry.time)
        path = entry.path.relative_to(common)
        if not self._whose(item, path):
            return item
        suffixes = [suffix.casefold() for suffix in path.suffixes[-2:]]
        if ".ipynb" not in suffixes:
            return item.unknown("is no notebook")
        if entry.size > _LARGEST:
            return item.unknown(f"is larger than {_LARGEST >> 20} MB")
        self._which(item)
        return item

    def _whose(self, item, path):
        """Find the student; returns whether there is just one."""
        if self._collector:
            return self._by_pattern(item, path)
        for pattern, parts in ((_MOODLE, path.parts[::-1]), (_CANVAS, (path.name,))):
            for part in parts:
                match = pattern.fullmatch(part)
                if match:
                    return self._by_lms(item, match.groupdict(), part == path.name)
        item.notebook = path.name
        people = {}
        for part in path.parts[:-1]:
            people |= {person.id: person for person in self.roster.find(part)}
        if not people:
            people = {person.id: person for person in self._in_name(path.name)}
        if not people and not self.roster and len(path.parts) > 1 and is_safe_id(path.parts[0]):
            item.student = path.parts[0]
            return True
        return self._one_of(item, list(people.values()), "its name and folder name no student")

    def _by_pattern(self, item, path):
        for text in (path.name, path.as_posix()):
            found = self._collector.collect(text)
            if found:
                break
        else:
            item.unknown("does not match --pattern")
            return False
        item.notebook = found.get("file_id") or path.name
        if found.get("timestamp"):
            try:
                item.time = _pattern_time(found["timestamp"])
            except (ValueError, OverflowError):
                item.unknown(f"{found['timestamp']} in its name is no time")
                return False
        return self._one_of(item, *self._people(found["student_id"]))

    def _by_lms(self, item, found, is_file):
        item.notebook = found["file"] if is_file else item.entry.path.name
        item.late = bool(found.get("late"))
        item.attempt = int(found.get("attempt") or 0)
        people = [p for p in self.roster.people.values() if found["id"] in p.ids | {p.id}]
        if people or not self.roster:
            return self._one_of(item, *self._people(found["id"]))
        return self._one_of(item, *self._people(found["name"]))

    def _people(self, text):
        """(students, why none) of an id or a name."""
        people = self.roster.find(text)
        if not people and not self.roster and is_safe_id(text):
            return [text], ""
        like = self.roster.alike(text)
        return people, f"{text} is not in the class" + (f"; perhaps {like}?" if like else "")

    def _one_of(self, item, people, why):
        ids = sorted({getattr(person, "id", person) for person in people})
        if len(ids) == 1 and is_safe_id(ids[0]):
            item.student = ids[0]
            return True
        item.unknown(f"may be of {', '.join(ids)}" if ids else why)
        return False

    def _in_name(self, name):
        """Students whose id or name is in a file's name, beside the notebook's."""
        rest = name
        for notebook in self.notebooks:
            rest = re.sub(re.escape(notebook), " ", rest, flags=re.IGNORECASE)
        words = re.split(r"[\s_().,]+", re.sub(r"\.ipynb", " ", rest, flags=re.IGNORECASE))
        words = [word for word in words if word]
        found = []
        for size in (1, 2, 3):
            for start in range(len(words) - size + 1):
                text = " ".join(words[start : start + size])
                if len(key(text)) > 1:
                    found += self.roster.find(text)
        return found

    def _which(self, item):
        """Find out which notebook it is: by its name, or else by its cells."""
        stem = notebook_stem(item.notebook)
        item.notebook = next((n for n in self.notebooks if key(n) == key(stem)), "")
        if item.notebook:
            return
        assignment, notebook = self._by_cells(item)
        if assignment == self.assignment:
            item.notebook, item.why = notebook, "known by its cells"
        elif assignment:
            item.unknown(f"is a notebook of {assignment}")
        else:
            item.unknown(f"is not like {' or '.join(self.notebooks)}, by its name or by its cells")

    def _by_cells(self, item):
        try:
            own = _fingerprint(json.loads(item.entry.read()))
        except (ValueError, RecursionError):
            return None, None
        for assignment in [] if self._fingerprints else self.course.assignments:
            for path in (self.course.root / "source" / assignment).glob("*.ipynb"):
                known = _fingerprint(json.loads(path.read_text(encoding="utf-8")))
                self._fingerprints[assignment, path.stem] = known
        share, best = max(
            (len(own & known) / max(1, len(known)), names)
            for names, known in self._fingerprints.items()
        )
        return best if share >= _ALIKE else (None, None)

    def _folder(self, student):
        place = self._coursedir.format_path(
            self._coursedir.submitted_directory, student, self.assignment
        )
        return Path(place)

    def _compare(self, item):
        """With what the student has handed in before."""
        folder = self._folder(item.student)
        path = folder / f"{item.notebook}.ipynb"
        if not path.is_file():
            return
        before = _time_of(folder, path)
        if path.stat().st_size == item.entry.size and path.read_bytes() == item.entry.read():
            item.verdict, item.why = "leave", "is there already"
        elif before >= item.time:
            item.verdict = "leave"
            item.why = f"what is there is newer ({before:%Y-%m-%d %H:%M} UTC)"
        else:
            item.why = f"replaces what is there ({before:%Y-%m-%d %H:%M} UTC)"

    # Doing it.

    def carry_out(self, handed):
        """Write what `plan` says; raises `NbjudgeError` before anything is written where a file of
        an archive is damaged."""
        wanted = [item for item in handed if item.verdict in ("collect", "keep aside")]
        for item in wanted:
            item.entry.read()
        times = defaultdict(list)
        for item in wanted:
            folder = self._folder(item.student)
            if item.verdict == "keep aside":
                item.why += f"; kept as {self._keep(item, folder)}"
                continue
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{item.notebook}.ipynb"
            if path.exists():
                aside = _aside(folder, f"{item.notebook}-{_time_of(folder, path):%Y%m%d-%H%M%S}")
                shutil.copy2(path, aside)
                item.why += f"; kept as {aside.parent.name}/{aside.name}"
            _write(path, item.entry.read())
            os.utime(path, (item.time.timestamp(),) * 2)
            times[folder].append(item.time)
        for folder, found in times.items():
            _write(folder / "timestamp.txt", f"{max(found):{_TIME}}\n".encode())
        self._log(handed)

    def _keep(self, item, folder):
        stem, content = f"{item.notebook}-{item.time:%Y%m%d-%H%M%S}", item.entry.read()
        kept = folder.with_name(f"{folder.name}.older").glob(f"{glob.escape(stem)}*.ipynb")
        aside = next((path for path in kept if path.read_bytes() == content), None)
        if aside is None:  # not from an earlier collection of the same archive
            aside = _aside(folder, stem)
            _write(aside, content)
        return f"{aside.parent.name}/{aside.name}"

    def _log(self, handed):
        """What became of each file, and which the LMS called late, is written down."""
        path = self.log_path
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        with path.open("a", newline="", encoding="utf-8") as file:
            if is_new:
                write_rows(file, [["collected", "file", "student", "notebook", "handed in", "late",
                                   "what", "why"]])  # fmt: skip
            now = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"
            for item in handed:
                time = f"{item.time:%Y-%m-%d %H:%M:%S}" if item.time else ""
                late = "late" if item.late else ""
                write_rows(file, [[now, item.entry.name, item.student, item.notebook, time, late,
                                   item.verdict, item.why]])  # fmt: skip

    @property
    def log_path(self):
        """The file that says what became of each file, in every collection of the assignment."""
        return self.course.root / "collected" / f"{self.assignment}.csv"


@dataclass(frozen=True)
class _Link:
    name: str


def notebook_stem(name):
    """A notebook's name without what browsers, Drive, Jupyter and LMSs add to it."""
    stem = re.sub(r"\.ipynb(\.(txt|json|html))?$", "", name.strip(), flags=re.IGNORECASE)
    while True:
        shorter = _SUFFIX.sub("", _COPY_OF.sub("", stem)).strip()
        if shorter == stem or not shorter:
            return stem
        stem = shorter


def _check_pattern(pattern):
    try:
        groups = re.compile(pattern).groupindex
    except re.error as error:
        raise NbjudgeError(f"--pattern is no regular expression: {error}.") from error
    if "student_id" not in groups:
        raise NbjudgeError(
            "--pattern must name the student: it has no group (?P<student_id>…). For instance "
            r"'(?P<student_id>\w+)-(?P<file_id>.+)'."
        )


def _pattern_time(text):
    if re.fullmatch(r"\d{4}(-\d\d){5}", text):  # as in nbgrader's own example
        text = "{}-{}-{} {}:{}:{}".format(*text.split("-"))
    return parse_utc(text).replace(tzinfo=UTC)


def _common(entries):
    """The folder that all files are in, if there is one: it names no student."""
    tops = {entry.path.parts[0] for entry in entries if len(entry.path.parts) > 1}
    deep = all(len(entry.path.parts) > 2 or _CANVAS.fullmatch(entry.path.name) for entry in entries)
    if len(tops) == 1 and deep and not _MOODLE.fullmatch(next(iter(tops))):
        return next(iter(tops))
    return "."


def _fingerprint(nb):
    """What the cells of a notebook are known by: grade ids, ids, texts."""
    found = set()
    for cell in nb.get("cells", ()) if isinstance(nb, dict) else ():
        try:
            text = "".join(cell["source"])
            names = {claimed_id(_Dots(cell)), cell.get("id")}
        except (TypeError, KeyError, AttributeError):
            continue
        found |= {name for name in names if isinstance(name, str)}
        if len(text) > 60:
            found.add(hashlib.sha256("".join(text.split()).encode(errors="replace")).hexdigest())
    return found


class _Dots(dict):
    @property
    def metadata(self):
        return self.get("metadata", {})


def _time_of(folder, path):
    """When an earlier submission was handed in, UTC."""
    with contextlib.suppress(OSError, ValueError, OverflowError):
        text = (folder / "timestamp.txt").read_text(encoding="utf-8").strip()
        return parse_utc(text).replace(tzinfo=UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _aside(folder, stem):
    """A new file in a folder that nbgrader does not look into."""
    aside = folder.with_name(f"{folder.name}.older")
    aside.mkdir(parents=True, exist_ok=True)
    number, path = 1, aside / f"{stem}.ipynb"
    while path.exists():
        number += 1
        path = aside / f"{stem}-{number}.ipynb"
    return path


def _write(path, content):
    """All of it, or nothing."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _show(console, collection, handed, dry_run):
    look = [item for item in handed if item.verdict == "unknown"]
    taken = [item for item in handed if item.verdict == "collect"]
    if dry_run:
        _table(console, "What would be done", handed)
    else:
        _table(console, "Kept aside, replaced or left", [
            item for item in handed if item not in look and item.why
        ])  # fmt: skip
        _table(console, "Not recognised, and not collected", look)
    late = sum(item.late for item in taken)
    line = f"{'Would collect' if dry_run else 'Collected'} {len(taken)} notebooks of "
    line += f"{len({item.student for item in taken})} students for {collection.assignment}"
    line += f", {late} of them late by the LMS's own mark" if late else ""
    more = [
        f"{sum(item.verdict == verdict for item in handed)} {words}"
        for verdict, words in (("keep aside", "kept aside as older"), ("leave", "left as they "
                               "are"), ("unknown", "not recognised"))
        if any(item.verdict == verdict for item in handed)
    ]  # fmt: skip
    console.print("; ".join([line, *more]) + ".", highlight=False, soft_wrap=True)
    if look:
        console.print(
            "Rename what was not recognised, or name the students with --names, and collect again: "
            "what is there already stays as it is.",
            soft_wrap=True,
        )
    if not dry_run:
        console.print(f"What became of each file: {_short(collection.log_path)}", soft_wrap=True)


_WORDS = {"unknown": "not taken"}


def _table(console, title, handed):
    if not handed:
        return
    table = Table(title=title, title_justify="left")
    for heading in ("student", "file", "handed in, UTC", "what", "why"):
        table.add_column(heading, overflow="fold")
    for item in sorted(handed, key=lambda item: (item.verdict == "unknown", item.student)):
        time = f"{item.time:%Y-%m-%d %H:%M}" if item.time else ""
        table.add_row(
            item.student or "?",
            item.entry.name,
            f"{time} LATE" if item.late else time,
            _WORDS.get(item.verdict, item.verdict),
            item.why,
        )
    console.print(table, highlight=False, markup=False)


def _short(path):
    try:
        return os.path.relpath(path)
    except ValueError:
        return os.fspath(path)
