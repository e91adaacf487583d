"""What came of one notebook file, in the formats of those who run an autograder."""

import dataclasses
import json
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbjudge.errors import GradingError
from nbjudge.insight.one_file import FileGraded, Mark

__all__ = ["FORMATS", "classroom50", "gradescope", "plain", "table", "write"]

VERSION = 1
# What Classroom 50's runner says of the submission: key of result.json → variable.
_RUNNER = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "assignment_type": "ASSIGNMENT_TYPE",
    "owner": "OWNER",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
    "review": "REVIEW_URL",
}
_INSTEAD = {"OWNER": "USERNAME", "REVIEW_URL": "COMMIT_URL"}  # where the runner leaves one out


def table(graded: FileGraded) -> str:
    """Lines for people."""
    lines = []
    for mark in graded.marks:
        points = "–" if mark.points is None else f"{mark.points:g}"
        lines.append(f"{points:>6} of {mark.most:<5g} {_name(mark)}")
        lines += [f"{'':16}{line}".rstrip() for line in mark.words.splitlines()]
    lines.append(f"{graded.points:>6g} of {graded.most:<5g} {graded.assignment}")
    return "\n".join(lines) + "\n"


def plain(graded: FileGraded) -> str:
    """All of it as JSON, with a version."""
    found = dataclasses.asdict(graded)
    return _json({"version": VERSION, "points": graded.points, "most": graded.most, **found})


def gradescope(graded: FileGraded) -> str:
    """Gradescope's results.json."""
    waiting = [_name(mark) for mark in graded.marks if mark.points is None]
    return _json(
        {
            "score": graded.points,
            "execution_time": round(graded.seconds),
            "output": f"A person will mark: {', '.join(waiting)}." if waiting else "",
            "output_format": "text",
            "visibility": "visible",
            "stdout_visibility": "hidden",  # what is printed may name hidden tests
            "tests": [
                {
                    "name": _name(mark),
                    "name_format": "text",
                    "score": mark.points,
                    "max_score": mark.most,
                    "status": "passed" if mark.passed else "failed",
                    "output": mark.words,
                    "output_format": "text",
                    "visibility": "visible",
                }
                for mark in graded.marks
                if mark.points is not None
            ],
        }
    )


def classroom50(graded: FileGraded, environment: Mapping[str, str] = os.environ) -> str:
    """Classroom 50's result.json (classroom50/result/v1), whose points are whole numbers.

    Where a test gives a fraction of a point, all points are told in hundredths.
    Raises `GradingError` where what its runner sets is missing from the environment.
    """
    known = {
        key: environment.get(name) or environment.get(_INSTEAD.get(name, ""), "")
        for key, name in _RUNNER.items()
    }
    known["assignment_type"] = known["assignment_type"] or "individual"
    if missing := [_RUNNER[key] for key, value in known.items() if not value]:
        raise GradingError(
            f"Classroom 50's runner sets {', '.join(missing)}, and here they are not set. To try "
            "it by hand, set them, or use --format json."
        )
    marked = [mark for mark in graded.marks if mark.points is not None]
    numbers = [number for mark in marked for number in (mark.most, mark.points or 0.0)]
    unit = 1 if all(float(number).is_integer() for number in numbers) else 100
    tests: list[dict[str, Any]] = [
        {
            "test-name": _name(mark),
            "passed": mark.passed,
            "score": min(round(unit * (mark.points or 0.0)), round(unit * mark.most)),
            "max-score": round(unit * mark.most),
            "output": mark.words,
        }
        for mark in marked
    ]
    return _json(
        {
            "schema": "classroom50/result/v1",
            **known,
            "datetime": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "score": sum(test["score"] for test in tests),
            "max-score": sum(test["max-score"] for test in tests),
            "tests": tests,
        }
    )


FORMATS: dict[str, Callable[[FileGraded], str]] = {
    "table": table,
    "json": plain,
    "gradescope": gradescope,
    "classroom50": classroom50,
}


def write(graded: FileGraded, form: str, file: str | None = None) -> None:
    """Write a result in one of `FORMATS` to a file, or to standard output."""
    text = FORMATS[form](graded)
    if file:
        Path(file).write_text(text, encoding="utf-8")
    else:
        print(text, end="")


def _name(mark: Mark) -> str:
    return f"{mark.exercise}: {mark.name}" if mark.exercise else mark.name


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
