"""Results of submissions that have been run, kept in files until they are in the gradebook."""

import json
import os
from pathlib import Path
from typing import Any

__all__ = ["KEPT", "Kept", "notes_in"]

KEPT = ".nbjudge"  # in autograded/: nbgrader looks past names that begin with a dot


class Kept:
    """What is kept of the submissions of one assignment, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _path(self, student: str) -> Path:
        return self.folder / f"{student}.json"

    def write(self, student: str, content: dict[str, Any]) -> None:
        """Keep plain data, all of it or nothing."""
        path = self._path(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        try:
            with partial.open("w", encoding="utf-8") as file:
                json.dump(content, file)
                file.flush()
                os.fsync(file.fileno())
            partial.rename(path)
        except OSError:
            partial.unlink(missing_ok=True)
            raise

    def read(self, student: str) -> dict[str, Any] | None:
        """What is kept of a submission, as it was when it was read; None for nothing."""
        try:
            found = json.loads(self._path(student).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def remove(self, student: str) -> None:
        """Forget what is kept of a submission."""
        self._path(student).unlink()


def notes_in(path: Path) -> dict[str, Any]:
    """What nbjudge has noted of an autograded notebook; {} where another program has made it."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["metadata"]["nbjudge"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}
