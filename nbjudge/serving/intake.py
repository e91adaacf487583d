"""Where work comes in: nbgrader's exchange, a watched folder, and whoever hands over a file.

Each piece of work is received once. What cannot be received is named, and stops nothing else.
"""

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from pwd import getpwuid

from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from nbgrader.exchange.default import ExchangeCollect
from nbgrader.utils import parse_utc

from nbjudge.course import Course
from nbjudge.errors import SubmissionError
from nbjudge.grading.classrun.snapshot import Digests, signs
from nbjudge.serving.queue import Arrival, Queue, new_id, utc_now
from nbjudge.serving.store import Store, copy_from

__all__ = ["Exchange", "Inbox", "receive"]

_QUIET = 1.0  # seconds without a change after which nobody is at work in a folder
_BACKDATED = timedelta(minutes=10)
_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f/\\*+\u2028-\u202e\u2066-\u2069]{1,100}")
_TIME = "timestamp.txt"


def is_name(text: str) -> bool:
    """Whether a text can be the name of a student: of one folder, and of nothing else."""
    return bool(_NAME.fullmatch(text)) and not text.startswith(".") and text == text.strip()


def receive(
    store: Store, queue: Queue, arrival: Arrival, fill: Callable[[Path], Iterable[str]]
) -> bool:
    """Take in one piece of work; False where it has been received before.

    ``fill`` puts its files into a folder, and returns what a person should know. When this returns
    it is safe: in its folder, and then in the queue.
    """
    folder = store.begin(arrival.id)
    try:
        look = list(fill(folder))
        _write_time(folder, arrival.handed_in)
        store.finish(arrival.id)
        if queue.add(Arrival(**{**vars(arrival), "look": [*arrival.look, *look]})):
            return True
    except BaseException:
        store.discard(arrival.id)
        raise
    store.discard(arrival.id)
    return False


def _write_time(folder: Path, handed_in: datetime) -> None:
    """By this file nbgrader tells when it was handed in; what the student wrote there gives way."""
    path = folder / _TIME
    if path.is_dir():
        path.rename(folder / "timestamp.refused")
    path.write_text(f"{handed_in:%Y-%m-%d %H:%M:%S.%f} UTC", encoding="utf-8")


class Exchange:
    """The inbound folder of nbgrader's exchange, which students write into.

    Parameters
    ----------
    course : the course that is served.
    say : called with a line for whoever runs the service.
    """

    def __init__(
        self, course: Course, queue: Queue, store: Store, say: Callable[[str], None]
    ) -> None:
        self._course, self._queue, self._store, self._say = course, queue, store, say
        app = course.application
        directory = CourseDirectory(parent=app)
        made = ExchangeFactory(config=app.config).Collect(
            coursedir=directory, authenticator=None, parent=app
        )
        # Another exchange, such as ngshare, has no such folder: collect from it into the inbox.
        self._collect = made if isinstance(made, ExchangeCollect) else None
        self.folder = (
            Path(made.root, directory.course_id, "inbound")
            if self._collect is not None and directory.course_id
            else None
        )
        self._seen = queue.origins("exchange")
        self._told: set[str] = set()

    def scan(self) -> Iterator[Arrival]:
        """Receive what is new; each arrival that was."""
        if self.folder is None:
            return
        try:
            names = sorted(path.name for path in self.folder.iterdir())
            parent = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            return
        known = set(self._course.assignments) if not self._seen.issuperset(names) else set()
        try:
            for name in names:
                if name in self._seen or name.count("+") < 2:
                    continue
                try:
                    arrival = self._take(name, parent, known)
                except (SubmissionError, OSError, ValueError) as error:
                    if name not in self._told:
                        self._told.add(name)
                        self._say(f"{name!a} in the exchange was not received: {error}")
                    continue
                if arrival is not None:
                    yield arrival
        finally:
            os.close(parent)

    def _take(self, name: str, parent: int, known: set[str]) -> Arrival | None:
        """One submission; None while it is still being written, or where it is none of ours."""
        student, assignment, claimed = _parts(name)
        if assignment not in known:
            raise SubmissionError(f"the course has no assignment {assignment!a}.")
        if not is_name(student):
            raise SubmissionError("that is no name of a student.")
        told = os.stat(name, dir_fd=parent, follow_symlinks=False)
        self._check_owner(student, told.st_uid)
        written = _written(name, parent)
        if written is None:
            return None
        now = utc_now()
        handed_in = min(claimed, now)
        look = []
        if handed_in < written - _BACKDATED:
            look.append(
                f"it says that it was handed in at {handed_in:%Y-%m-%d %H:%M:%S} UTC, and was "
                f"written at {written:%Y-%m-%d %H:%M:%S} UTC"
            )
        arrival = Arrival(
            new_id(), "exchange", name, assignment, student, handed_in, now, look=look
        )
        received = receive(
            self._store,
            self._queue,
            arrival,
            lambda folder: copy_from(name, parent, folder, told.st_uid),
        )
        self._seen.add(name)
        return arrival if received else None

    def _check_owner(self, student: str, uid: int) -> None:
        """nbgrader only warns of a name that is not the owner's; a mark on arrival needs more."""
        if self._collect is None or not self._collect.check_owner:
            return
        try:
            owner = getpwuid(uid).pw_name
        except KeyError:
            owner = f"the unknown user {uid}"
        if owner != student:
            raise SubmissionError(
                f"it bears the name of {student} and belongs to {owner}. Where students have no "
                "accounts on this machine: c.ExchangeCollect.check_owner = False"
            )


def _parts(name: str) -> tuple[str, str, datetime]:
    """(student, assignment, time) in the name of a submission, STUDENT+ASSIGNMENT+TIME+RANDOM."""
    parts = name.rsplit("+", 3)
    if len(parts) == 3:
        parts.append("")
    elif parts[0].count("+") or not _is_time(parts[2]):
        parts = [*name.rsplit("+", 2), ""]  # without the random part
    student, assignment, time = parts[:3]
    return student, assignment, parse_utc(time).replace(tzinfo=UTC)


def _is_time(text: str) -> bool:
    return bool(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d", text))


def _written(name: str, parent: int) -> datetime | None:
    """When a submission was written; None while it still is.

    nbgrader writes the secret, by which the feedback is fetched, at the end, whole in one go.
    """
    found = None
    for file in (_TIME, "submission_secret.txt"):
        try:
            told = os.stat(f"{name}/{file}", dir_fd=parent, follow_symlinks=False)
        except OSError:
            continue
        found = told.st_ctime
        if file != _TIME and told.st_size >= 128:
            return datetime.fromtimestamp(found, UTC)
    if found is None or time.time() - found < _QUIET:
        return None
    return datetime.fromtimestamp(found, UTC)


class Inbox:
    """A folder with STUDENT/ASSIGNMENT/NOTEBOOK.ipynb, filled by whoever may name the students.

    Each change of a student's folder is a new submission, once nobody is at work in it any more.
    """

    def __init__(
        self,
        course: Course,
        queue: Queue,
        store: Store,
        folder: Path,
        say: Callable[[str], None],
    ) -> None:
        self._course, self._queue, self._store, self._say = course, queue, store, say
        self.folder = folder
        self._digests = Digests()
        self._received: dict[str, object] = {}  # folder → its signs when it was received
        self._told: set[str] = set()

    def scan(self) -> Iterator[Arrival]:
        """Receive what is new; each arrival that was."""
        for assignment in self._course.assignments:
            for path in sorted(self.folder.glob(f"*/{assignment}")):
                student = path.parent.name
                if path.is_symlink() or not path.is_dir() or path.parent.is_symlink():
                    continue
                try:
                    arrival = self._take(path, student, assignment)
                except (SubmissionError, OSError) as error:
                    if os.fspath(path) not in self._told:
                        self._told.add(os.fspath(path))
                        self._say(f"{os.fspath(path)!a} was not received: {error}")
                    continue
                if arrival is not None:
                    yield arrival

    def _take(self, path: Path, student: str, assignment: str) -> Arrival | None:
        if not is_name(student):
            raise SubmissionError("its folder's name is no name of a student.")
        now, found = time.time(), signs(path)
        if self._received.get(os.fspath(path)) == found or not any(path.glob("*.ipynb")):
            return None
        newest = max(max(sign[-2:]) for sign in found.values()) / 1e9
        if 0 <= now - newest < _QUIET:
            return None
        handed_in = min(datetime.fromtimestamp(_changed(path), UTC), utc_now())
        origin = f"{student}/{assignment}/{self._digests.of(os.fspath(path))}"
        arrival = Arrival(new_id(), "inbox", origin, assignment, student, handed_in, utc_now())
        parent = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            received = receive(
                self._store,
                self._queue,
                arrival,
                lambda folder: copy_from(path.name, parent, folder),
            )
        finally:
            os.close(parent)
        self._received[os.fspath(path)] = found
        return arrival if received else None


def _changed(folder: Path) -> float:
    """When the newest notebook in a folder was last written, in seconds since 1970."""
    return max(path.lstat().st_mtime for path in folder.glob("*.ipynb"))
