"""Whose a file is: the outermost part of its path decides, which the LMS or the instructor made.

What lies within that part is named by the student who handed it in, and decides nothing. Where the
outermost part may mean two students, or two of them the same one, a person is told; nothing is
guessed.
"""

import re
from collections import defaultdict
from datetime import UTC

from nbgrader.plugins import FileNameCollectorPlugin
from nbgrader.utils import parse_utc

from nbjudge.collecting.names import is_safe_id, key
from nbjudge.errors import CollectingError

__all__ = ["Whose"]

# Canvas and Moodle take underscores out of names, so that a name ends where the first one stands.
_CANVAS = re.compile(
    r"(?P<name>[^_]*)_(?P<late>LATE_)?(?P<id>\d+)_(?P<attempt>\d+)_(?P<file>.+)", re.DOTALL
)
_MOODLE = re.compile(
    r"(?P<name>[^_]*)_(?P<id>\d+)_assignsubmission_[a-z]+_?(?P<file>.*)", re.DOTALL
)


class Whose:
    """Finds the student of each file of one source.

    Parameters
    ----------
    roster : `Roster` of the class.
    notebooks : names of the assignment's notebooks.
    pattern : a regular expression with the group student_id, or None.
    """

    def __init__(self, roster, notebooks, pattern=None):
        self.roster, self.notebooks = roster, notebooks
        self._collector = None
        if pattern:
            _check_pattern(pattern)
            self._collector = FileNameCollectorPlugin(named_regexp=pattern)

    def find_all(self, items, source):
        """Find the student of each of [`Handed`]; those that have none are marked as unknown."""
        paths = [item.entry.path for item in items]
        around = self._wrapper(paths, source)
        is_lms = any(_by_an_lms(path.relative_to(around or ".")) for path in paths)
        for item, path in zip(items, paths, strict=True):
            if item.entry.problem:
                item.unknown(item.entry.problem)
            else:
                self._find(item, path.relative_to(around or "."), is_lms)
        self._list_conflicts([item for item in items if item.verdict != "unknown"])

    def _wrapper(self, paths, source):
        """The folder that an archive of a folder has all its files in, or None: it bears the
        archive's own name, so that no student's folder is taken for it."""
        tops = {path.parts[0] for path in paths}
        if len(tops) != 1 or any(len(path.parts) < 2 for path in paths) or source.path.is_dir():
            return None
        top = next(iter(tops))
        stem = re.sub(r"\s*\(\d+\)$", "", source.path.stem)
        is_own = key(top) == key(stem) and not self.roster.find(top)
        return top if is_own and not _by_an_lms_part(top) else None

    def _find(self, item, path, is_lms):
        outer, is_folder = path.parts[0], len(path.parts) > 1
        item.notebook = path.name
        found = _by_an_lms_part(outer)
        if self._collector:
            return self._by_pattern(item, path)
        if found:
            return self._by_lms(item, found, is_folder)
        if is_lms:
            return item.unknown("is not named as this LMS names its files")
        if is_folder:
            return self._by_folder(item, outer, len(path.parts) > 2)
        item.is_sure = False
        return self._one_of(item, self._in_name(outer), "its name is no student's")

    def _by_pattern(self, item, path):
        found = self._collector.collect(path.as_posix())
        if not found and len(path.parts) > 1 and self._collector.collect(path.name):
            return item.unknown(
                f"lies in the folder {path.parts[0]}, of which --pattern does not speak"
            )
        if not found:
            return item.unknown("does not match --pattern")
        item.notebook = found.get("file_id") or path.name
        if found.get("timestamp"):
            try:
                item.time = item.handed_in = _pattern_time(found["timestamp"])
            except (ValueError, OverflowError):
                return item.unknown(f"{found['timestamp']} in its name is no time")
        self._one_of(item, *self._people(found["student_id"]))
        others = {person.id for person in self.roster.find(path.parts[0])}
        if item.student and len(path.parts) > 1 and others and item.student not in others:
            item.unknown(f"--pattern finds {item.student}, its folder {' or '.join(others)}")
        return item

    def _by_lms(self, item, found, is_folder):
        if not is_folder:
            item.notebook = found["file"]
        item.is_lms, item.account = True, found["id"]
        item.late = bool(found.get("late"))
        item.attempt = int(found.get("attempt") or 0)
        if not self.roster:
            return self._one_of(item, *self._people(found["id"]))
        by_id = [p for p in self.roster.people.values() if found["id"] in p.ids | {p.id}]
        names = [found["name"], *found["name"].split("-")[1:]]  # Moodle puts a group before it
        by_name = next((people for name in names if (people := self.roster.find(name))), [])
        if by_id and by_name and not {p.id for p in by_id} & {p.id for p in by_name}:
            return item.unknown(
                f"its number {found['id']} is {_listed(by_id)}'s, its name {_listed(by_name)}'s"
            )
        item.is_sure = bool(by_id)
        return self._one_of(item, *((by_id, "") if by_id else self._people(found["name"])))

    def _by_folder(self, item, outer, is_deep):
        people, why = self._people(outer)
        item.account = outer
        item.is_sure = any(outer in person.ids | {person.id} for person in people
                           if not isinstance(person, str))  # fmt: skip
        if not self.roster and is_deep:
            return item.unknown(
                f"{outer} may be a student's folder or that of all: name the students with "
                "--names, or collect the folder itself"
            )
        return self._one_of(item, people, why)

    def _people(self, text):
        """(students, why none) of an id or a name."""
        people = self.roster.find(text)
        if not people and not self.roster:
            if is_safe_id(text):
                return [text], ""
            odd = " ".join(sorted({letter for letter in text if not is_safe_id(f"a{letter}a")}))
            return [], (
                f"{text} cannot be a student's id because of the letters {odd or 'at its ends'}: "
                "name the students with --names"
            )
        like = self.roster.alike(text)
        return people, f"{text} is not in the class" + (f"; perhaps {like}?" if like else "")

    def _one_of(self, item, people, why):
        ids = sorted({getattr(person, "id", person) for person in people})
        if len(ids) == 1 and is_safe_id(ids[0]):
            item.student = ids[0]
            return item
        return item.unknown(f"may be of {', '.join(ids)}" if ids else why)

    def _in_name(self, name):
        """Students whose id, address or name is in a file's name, beside the notebook's."""
        rest = re.sub(r"\.ipynb", " ", name, flags=re.IGNORECASE)
        for notebook in self.notebooks:
            rest = re.sub(re.escape(notebook), " ", rest, flags=re.IGNORECASE)
        found = []
        for person in self.roster.people.values():
            for text in {person.id, *person.ids}:
                if "@" in text or "." in text:
                    pattern = rf"(?<![^\W_])(?<![.+-]){re.escape(text)}(?![^\W_]|[.@-]\w)"
                    matches = re.finditer(pattern, rest, re.IGNORECASE)
                    found += [(match.start(), match.end(), person) for match in matches]
        found = [
            person
            for start, end, person in found  # jim_bob@x.org is not bob@x.org
            if not any(a <= start and end <= b and b - a > end - start for a, b, _ in found)
        ]
        if found:
            return found
        words = [word for word in re.split(r"[\s_().,]+", rest) if word]
        for size in range(1, 6):
            for start in range(len(words) - size + 1):
                text = " ".join(words[start : start + size])
                if len(key(text)) > 1:
                    found += self.roster.find(text)
        return found

    @staticmethod
    def _list_conflicts(items):
        """Several accounts that lead to one student by name alone: none of them is taken."""
        accounts = defaultdict(lambda: defaultdict(list))
        for item in items:
            accounts[item.student][item.account].append(item)
        for student, found in accounts.items():
            if len(found) < 2:
                continue
            shown = ", ".join(sorted(account or "a file's name" for account in found))
            for group in found.values():
                for item in group:
                    if not item.is_sure:
                        item.unknown(f"{shown} are all {student} by their names")
                        item.student = ""


def _listed(people):
    return " or ".join(sorted(person.id for person in people))


def _by_an_lms_part(part):
    found = _MOODLE.fullmatch(part) or _CANVAS.fullmatch(part)
    return found.groupdict() if found else None


def _by_an_lms(path):
    return bool(path.parts) and _by_an_lms_part(path.parts[0]) is not None


def _check_pattern(pattern):
    try:
        groups = re.compile(pattern).groupindex
    except re.error as error:
        raise CollectingError(f"--pattern is no regular expression: {error}.") from error
    if "student_id" not in groups:
        raise CollectingError(
            "--pattern must name the student: it has no group (?P<student_id>…). For instance "
            r"'(?P<student_id>\w+)-(?P<file_id>.+)'."
        )


def _pattern_time(text):
    if re.fullmatch(r"\d{4}(-\d\d){5}", text):  # as in nbgrader's own example
        text = "{}-{}-{} {}:{}:{}".format(*text.split("-"))
    return parse_utc(text).replace(tzinfo=UTC)
