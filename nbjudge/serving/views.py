"""What the pages of the service show, as plain data for their templates."""

from collections import defaultdict
from datetime import datetime
from statistics import median
from typing import Any

from nbjudge.grading.classrun.policy import read_policy
from nbjudge.serving.attempts import span
from nbjudge.serving.http import plain
from nbjudge.serving.queue import Arrival, utc_now
from nbjudge.serving.service import Service
from nbjudge.serving.settings import Terms

__all__ = ["class_view", "explained", "student_view"]

_STATES = {
    "waiting": "waits",
    "running": "is being marked",
    "graded": "is being marked",
    "told": "marked",
    "done": "marked",
    "refused": "not marked",
    "failed": "could not be marked",
}
_TELLS = {
    "nothing": "that it was received",
    "mark": "your mark",
    "marks": "your marks for each exercise",
    "words": "your marks, and what to mend",
}
_COUNTS = {
    "last": "The last attempt counts.",
    "best": "The best attempt counts.",
    "last in time": "The last attempt that comes in time counts.",
}


def explained(terms: Terms, student: str, late_days: int = 0) -> list[str]:
    """The rules of an assignment, in sentences for a student, who has some late days."""
    often = "as often as you like"
    if terms.attempts:
        often = "once" if terms.attempts == 1 else f"{terms.attempts} times"
    pause = f", with {span(terms.pause)} between" if terms.pause and terms.attempts != 1 else ""
    said = [f"You may hand in {often}{pause}."]
    if terms.attempts != 1:
        said.append(_COUNTS[terms.counts])
    due = terms.rules.due_for(student)
    told = f"On arrival you are told {_TELLS[terms.tells]}"
    if due is not None and terms.tells_after != terms.tells:
        told += f"; after the due date, {_TELLS[terms.tells_after]}"
    said.append(f"{told}.")
    if due is not None and terms.rules.late_per_day:
        share = f"{100 * terms.rules.late_per_day:g} %"
        said.append(f"Each day begun after the due date costs {share} of the points.")
        if late_days:
            free = "one day" if late_days == 1 else f"{late_days} days"
            said.append(f"In the whole course, {free} of being late cost nothing.")
    if due is not None and terms.rules.closes_after:
        said.append(f"What comes more than {span(terms.rules.closes_after)} late counts nothing.")
    others = terms.rules.group(student)[1:]
    if others:
        said.append(f"You hand in together with {', '.join(others)}: one does it for all.")
    return said


def student_view(service: Service, student: str) -> dict[str, Any]:
    """The assignments of a course as a student sees them, the newest first."""
    found: list[dict[str, Any]] = []
    late_days = read_policy(service.course.root).late_days
    for name in service.course.assignments:
        if not list(service.course.place("release", name).glob("*.ipynb")):
            continue
        terms, now = service.terms(name), utc_now()
        left, until = service.next_try(student, name)
        attempts = service.queue.of(name, terms.rules.group(student))
        due = terms.rules.due_for(student) or service.queue.due(name)
        found.append(
            {
                "name": name,
                "due": due and _at(due),
                "is_over": due is not None and now > due,
                "rules": explained(terms, student, late_days),
                "left": left,
                "until": until and _at(until),
                "may": left != 0 and until is None,
                "upload": len(list(service.course.place("source", name).glob("*.ipynb"))) == 1,
                "attempts": [_row(service, one, student) for one in reversed(attempts)],
            }
        )
    return {"assignments": found, "largest": service.settings.largest_upload}


def _row(service: Service, one: Arrival, student: str) -> dict[str, Any]:
    shown = plain(one)
    pages = service.store.pages(one.id)
    return {
        **shown,
        "by": one.student if one.student != student else "",
        "at": _at(one.handed_in),
        "words": _STATES[one.state],
        "penalty": one.penalty if shown["mark"] is not None else None,
        "pages": sorted(page.stem for page in pages.glob("*.html")),
    }


def class_view(service: Service) -> dict[str, Any]:
    """The class as instructors see it: what runs and waits, marks so far, what needs an eye."""
    newest = service.queue.all()
    by_assignment: dict[str, list[Arrival]] = defaultdict(list)
    for one in newest:
        by_assignment[one.assignment].append(one)
    return {
        "queue": [
            {"student": one.student, "assignment": one.assignment, "words": _STATES[one.state],
             "since": _at(one.arrived), "said": one.said}
            for one in service.queue.live()
        ],
        "eye": [
            {"student": one.student, "assignment": one.assignment, "id": one.id,
             "number": one.number, "at": _at(one.arrived), "look": one.look}
            for one in newest
            if one.look
        ],
        "assignments": [_summary(name, ones) for name, ones in sorted(by_assignment.items())],
        "newest": [
            {"student": one.student, "assignment": one.assignment, "id": one.id,
             "number": one.number, "at": _at(one.arrived), "words": _STATES[one.state],
             "mark": one.mark, "most": one.most, "counts": one.counts, "said": one.said}
            for one in newest[:100]
        ],
    }  # fmt: skip


def _summary(name: str, ones: list[Arrival]) -> dict[str, Any]:
    counted = [one.mark for one in ones if one.counts and one.mark is not None]
    waits = [
        (one.released - one.arrived).total_seconds() for one in ones if one.released is not None
    ]
    return {
        "name": name,
        "students": len({one.student for one in ones}),
        "attempts": sum(one.number is not None for one in ones),
        "median": median(counted) if counted else None,
        "most": next((one.most for one in ones if one.most is not None), None),
        "seconds": median(waits) if waits else None,
    }


def _at(time: datetime) -> dict[str, str]:
    """A time for a template: exact, and as it is read."""
    return {"iso": time.isoformat(timespec="seconds"), "text": f"{time:%Y-%m-%d %H:%M} UTC"}
