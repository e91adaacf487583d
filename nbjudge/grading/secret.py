"""The course's secret, of which the inputs of hidden tests are made.

`check.generator` draws them anew for each submission. Without a secret whoever knows this program
could work them out beforehand. It is a file of 64 hexadecimal digits beside the gradebook, made at
the first use, readable to its owner alone (with `groupshared`, to the group of instructors).
"""

import contextlib
import hashlib
import os
import secrets
import time
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from nbjudge.course import SECRET
from nbjudge.errors import GradingError

__all__ = ["course_secret", "lend_secret", "secret_of"]

_DIGITS = 64
_PATIENCE = 5  # seconds for another process that is just writing it


def course_secret(course: CourseDirectory) -> tuple[str, str | None]:
    """The secret of a course, a new one where there is none yet; and what is to be said of it.

    That is None but where the secret is another than the one that the course was graded with.
    ``course`` is nbgrader's `CourseDirectory`. Raises `GradingError` where it cannot be read.
    """
    path = _folder(course) / SECRET
    try:
        found = _read(path) or _make(path, 0o660 if course.groupshared else 0o600)
    except OSError as error:
        raise GradingError(
            f"The secret of the course, {path}, cannot be read or made: {error.strerror}. The "
            "inputs of hidden tests are made of it. Let whoever grades read and write it."
        ) from error
    return found, _change(found, path, course)


def lend_secret(course, other):
    """Give a copy of a course, in which real work is graded, the secret of the course.

    Hidden tests then draw the inputs that they draw in the course. Where that has no secret yet,
    the copy gets a new one of its own: the course is only read. Both are nbgrader's
    `CourseDirectory`.
    """
    text = _read(_folder(course) / SECRET) or secrets.token_hex(_DIGITS // 2)
    (_folder(other) / SECRET).write_text(text, encoding="ascii")


def _folder(course):
    """Where the gradebook of an nbgrader `CourseDirectory` lies; of a server's, the course."""
    kind, _, path = course.db_url.partition(":///")
    root = Path(course.root)
    return (root / path.partition("?")[0]).parent if kind == "sqlite" and path else root


def secret_of(step, resources):
    """The secret for a step of nbgrader's: the task's, or that of the course at hand."""
    given = resources.get("nbjudge", {})
    if "secret" in given:
        return given["secret"]
    course = getattr(getattr(step.parent, "parent", None), "coursedir", None)
    if course is None:
        return ""
    secret, said = course_secret(course)
    if said:
        step.log.warning(said)
    return secret


def _read(path):
    """The secret in a file; None where there is no file."""
    ended = time.monotonic() + _PATIENCE
    while True:
        try:
            text = path.read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return None
        if len(text) == _DIGITS and not set(text) - set("0123456789abcdef"):
            return text
        if time.monotonic() > ended:
            raise GradingError(
                f"The secret of the course, {path}, is damaged: it should hold {_DIGITS} "
                "hexadecimal digits. Put it back from a backup, or remove it: a new one is made, "
                "and hidden tests draw other inputs."
            )
        time.sleep(0.05)


def _make(path, mode):
    """Make a secret, unless another process is the first."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return _read(path)
    with os.fdopen(file, "w", encoding="ascii") as stream:
        text = secrets.token_hex(_DIGITS // 2)
        stream.write(text)
    return text


def _change(secret, path, course):
    """What to say where another secret was used before; only a hash of that is kept."""
    kept = Path(course.format_path(course.autograded_directory, ".nbjudge", ".")) / ".secret"
    own = hashlib.sha256(f"nbjudge {secret}".encode()).hexdigest()
    with contextlib.suppress(OSError):
        before = kept.read_text(encoding="ascii").strip() if kept.is_file() else own
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(own, encoding="ascii")
        if before != own:
            return (
                f"The secret of the course, {path}, is not the one that was used before: it was "
                "lost, or replaced. Hidden tests draw other inputs now, so all that was graded is "
                "graded again. If you have the old file, put it back."
            )
    return None
