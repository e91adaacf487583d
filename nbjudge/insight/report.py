"""``nbjudge report``: what a class has understood, and which exercises are bad, on one page."""

import os
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nbgrader.coursedir import CourseDirectory

from nbjudge.course import Course
from nbjudge.grading.notebook.verdict import cause, followed
from nbjudge.insight import charts, html, tables
from nbjudge.insight.class_work import ClassWork, ReportError
from nbjudge.insight.clusters import Group, Work, groups, messages
from nbjudge.insight.course_page import CoursePage
from nbjudge.insight.exercises import Exercise
from nbjudge.insight.guesses import spread
from nbjudge.insight.item_analysis import Item, items, reliability, summary
from nbjudge.insight.similar import Shared, similar

__all__ = ["Report", "ReportError", "report"]

Key = tuple[str, str]  # notebook, exercise

_TOP = 12  # mistakes that are named first
_ROWS = 8  # of a blank that are shown at once
_WRONG = ("wrong", "perhaps", "untold", "unread")  # states of answers that earned no points


def report(
    course: Course | str | os.PathLike[str],
    assignment: str | None = None,
    *,
    into: str | os.PathLike[str] | None = None,
    anonymous: bool = False,
    options: Sequence[str] = (),
) -> Path:
    """Write the page of a graded class and its tables; returns the page.

    Without an assignment it is the page of the whole course, see `course_page`.

    Parameters
    ----------
    course : the course, or its folder.
    into : where to write them; None for ``reports`` in the course folder.
    anonymous : whether students are numbered, in no order, and nothing is linked.
    options : as on nbgrader's command line.

    Raises `NbjudgeError` where there is nothing to report on.
    """
    opened = Course(course, options)
    place = Path(into or opened.root / "reports")
    if assignment is None:
        return CoursePage(opened.directory, anonymous).write(place)
    return Report(opened.directory, assignment, anonymous).write(place)


class Report:
    """The page on one assignment, and its tables; the parameters are those of `ClassWork`."""

    def __init__(
        self, coursedir: CourseDirectory, assignment: str, anonymous: bool = False
    ) -> None:
        self._course = coursedir
        self.work = ClassWork(coursedir, assignment, anonymous)

    def _works(self, key: Key, full: dict[Key, list[bool]]) -> list[Work]:
        exercise, works = self.work.exercises[key], []
        for row, submission in enumerate(self.work.submissions):
            code = submission.code.get((key[0], exercise.name))
            if code is None:
                continue
            verdicts = (submission.verdicts.get((key[0], name)) for name in exercise.points)
            # What is right by follow-through went wrong in an earlier exercise, and counts there.
            failed = (one for one in verdicts if one and one.kind != "passed" and not followed(one))
            settled = all(
                full.get((key[0], other), [True] * (row + 1))[row] for other in exercise.uses
            )
            works.append(
                Work(
                    submission.student, code, full[key][row], settled, next(map(cause, failed), "")
                )
            )
        return works

    def context(self, folder: Path) -> dict[str, Any]:
        """What the template needs; links are relative to ``folder``."""
        work, submissions = self.work, self.work.submissions
        keys = list(work.exercises)
        most = [work.exercises[key].most for key in keys]
        scores = [[work.points(one, key) for key in keys] for one in submissions]
        marks = [sum(row) for row in scores]
        final = [max(0.0, mark - one.penalty) for one, mark in zip(submissions, marks, strict=True)]
        full = {key: [row[i] >= most[i] - 1e-9 for row in scores] for i, key in enumerate(keys)}
        self._names = {one.student: one.name for one in submissions}
        self._links = {one.student: self._link(one.student, folder) for one in submissions}
        exercises = []
        self._wrong: list[Shared] = []
        for i, (key, item) in enumerate(zip(keys, items(scores, most), strict=True)):
            works = self._works(key, full)
            exercises.append(self._section(key, item, works, [row[i] for row in scores], full[key]))
        chart, bins = charts.histogram(marks, sum(most))
        kinds = ("full", "part", "none", "open")
        table = {kind: [e["counts"][kind] / len(submissions) for e in exercises] for kind in kinds}
        return {
            "assignment": work.assignment,
            "made": datetime.now().astimezone().strftime("%-d %B %Y, %H:%M"),
            "anonymous": work.anonymous,
            "problems": work.problems,
            "count": len(submissions),
            "missing": max(0, work.students - len(submissions)),
            "most": sum(most),
            "summary": summary(marks),
            "reliability": reliability(scores),
            "marks": {"chart": chart, "bins": bins},
            "shares": charts.shares([e["name"] for e in exercises], table),
            "exercises": exercises,
            "most_rows": _ROWS,
            "mistakes": self._mistakes(exercises),
            "guesses": self._guesses(),
            "look": self._look(),
            "similar": self._similar(),
            "late_list": sorted(
                ((self._person(one.student), one.late) for one in submissions if one.late),
                key=lambda item: -item[1],
            ),
            "times": self._times(),
            "penalized": sum(one.penalty > 0 for one in submissions),
            "final": summary(final),
            "people_list": [
                (self._person(one.student), mark, end, one.late, len(one.look))
                for one, mark, end in sorted(
                    zip(submissions, marks, final, strict=True), key=lambda row: -row[2]
                )
            ],
        }

    def _person(self, student: str) -> dict[str, str | None]:
        return {"name": self._names[student], "link": self._links[student]}

    def _link(self, student: str, folder: Path) -> str | None:
        """To the feedback, or else to the graded notebook; None where names are hidden."""
        if self.work.anonymous:
            return None
        for step, suffix in (
            (self._course.feedback_directory, ".html"),
            (self._course.autograded_directory, ".ipynb"),
        ):
            for notebook in self.work.notebooks:
                path = self.work.folder(step, student) / f"{notebook}{suffix}"
                if path.is_file():
                    return quote(Path(os.path.relpath(path, folder)).as_posix())
        return None

    def _section(
        self, key: Key, item: Item, works: list[Work], points: list[float], full: list[bool]
    ) -> dict[str, Any]:
        exercise = self.work.exercises[key]
        found = groups(exercise, works) if exercise.kind == "code" else []
        self._wrong += [
            Shared(
                (key, g.template, g.blank), exercise.name, g.text, tuple(dict.fromkeys(g.students))
            )
            for g in found
            if g.state in _WRONG
        ]
        untouched = {s for g in found if g.state == "open" for s in g.students}
        counts = Counter(
            "full"
            if done
            else "part"
            if got > 0
            else "open"
            if one.student in untouched
            else "none"
            for one, got, done in zip(self.work.submissions, points, full, strict=True)
        )
        return {
            "key": key,
            "id": "-".join(key) if len(self.work.notebooks) > 1 else exercise.name,
            "name": exercise.name,
            "title": exercise.title or exercise.name,
            "kind": exercise.kind,
            "most": exercise.most,
            "item": item,
            "counts": counts,
            "flags": _flags(item, len(works)),
            "lines": self._lines(exercise, found),
            "elsewhere": [self._group(g) for g in found if g.template is None][:_ROWS],
            "messages": [
                (text, count, [self._person(student) for student in students])
                for text, count, students in messages(works)
            ][:_ROWS],
        }

    def _lines(self, exercise: Exercise, found: list[Group]) -> list[dict[str, Any]]:
        """The templates of an exercise, each with what the class wrote in its place."""
        lines = []
        for number, template in enumerate(exercise.templates):
            here = [group for group in found if group.template == number]
            wrong = {s for g in here if g.state in ("wrong", "perhaps") for s in g.students}
            opened = {s for g in here if g.state == "open" for s in g.students} - wrong
            untold = {s for g in here if g.state == "untold" for s in g.students} - wrong - opened
            all_of_them = {s for g in here for s in g.students}
            rows: dict[bool, list[Any]] = {True: [], False: []}
            for group in sorted(here, key=lambda group: -group.count):
                if group.state != "open":
                    rows[group.state == "right"].append(self._group(group))
            lines.append(
                {
                    "text": template.text,
                    "answer": template.answer,
                    "right": len(all_of_them - wrong - opened - untold),
                    "wrong": len(wrong),
                    "open": len(opened),
                    "untold": len(untold),
                    "without": len(self.work.submissions) - len(all_of_them),
                    "mistakes": rows[False],
                    "accepted": rows[True],
                }
            )
        return lines

    def _group(self, group: Group) -> dict[str, Any]:
        return {
            "group": group,
            "people": [self._person(student) for student in group.examples],
        }

    def _mistakes(self, exercises: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        """The commonest wrong answers of all exercises."""
        found = [
            (exercise, line["text"], row)
            for exercise in exercises
            for line in exercise["lines"]
            for row in line["mistakes"]
            if row["group"].state in ("wrong", "perhaps")
        ]
        found.sort(key=lambda entry: (-entry[2]["group"].count, entry[2]["group"].state != "wrong"))
        return found[:_TOP]

    def _guesses(self) -> list[dict[str, Any]]:
        """What the class guessed before a figure showed it, question by question."""
        found = []
        for key, question in self.work.questions.items():
            given = [s.guesses[key] for s in self.work.submissions if key in s.guesses]
            rows = spread(question, given)
            counted = sum(count for _, count in rows)
            found.append(
                {
                    "notebook": key[0] if len(self.work.notebooks) > 1 else "",
                    "text": question.text,
                    "rows": rows,
                    "chart": charts.counts(rows) if counted else "",
                    "count": counted,
                    "without": len(self.work.submissions) - counted,
                }
            )
        return found

    def _similar(self) -> list[dict[str, Any]]:
        """Pairs that share rare wrong answers."""
        pairs = similar(self._wrong, [one.student for one in self.work.submissions])
        return [
            {
                "people": [self._person(student) for student in pair.students],
                "answers": [(one.exercise, one.text, len(one.students)) for one in pair.answers],
                "chance": pair.chance,
                "deals": pair.deals,
            }
            for pair in pairs
        ]

    def _look(self) -> list[tuple[dict[str, str | None], list[str]]]:
        return [
            (self._person(one.student), list(dict.fromkeys(one.look)))
            for one in self.work.submissions
            if one.look
        ]

    def _times(self) -> list[tuple[str, float, float, float, int]]:
        times: dict[str, list[float]] = defaultdict(list)
        for one in self.work.submissions:
            for (notebook, cell), taken in one.seconds.items():
                name = f"{notebook}: {cell}" if len(self.work.notebooks) > 1 else cell
                times[name].append(taken)
        rows = [(name, statistics.median(v), max(v), sum(v), len(v)) for name, v in times.items()]
        # Cells that one student alone has are no part of the assignment.
        least = max(1, len(self.work.submissions) // 20)
        return sorted((row for row in rows if row[4] >= least), key=lambda row: -row[3])

    # Writing.

    def write(self, folder: str | os.PathLike[str]) -> Path:
        """Write the page and its tables into a folder; returns the path of the page."""
        folder = Path(folder)
        context = self.context(folder.resolve())
        text = html.environment().get_template("report.html").render(context)
        name = f"{self.work.assignment}{'-anonymous' if self.work.anonymous else ''}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            page = folder / f"{name}.html"
            page.write_text(text, encoding="utf-8")
            for kind, rows in tables.tables(self.work, context).items():
                tables.write(folder / f"{name}-{kind}.csv", rows)
        except OSError as error:
            raise ReportError(f"The report cannot be written: {error}.") from error
        return page


def _flags(item: Item, students: int) -> list[str]:
    """What is striking about an exercise, in words."""
    flags = []
    if item.facility is not None and item.facility < 0.3:
        flags.append("hard: few points were earned")
    if item.facility is not None and item.facility > 0.97 and students >= 10:
        flags.append("easy: nearly everybody solves it, so it tells nobody apart")
    if item.discrimination is not None and students >= 10:
        if item.discrimination < 0:
            flags.append("look at this question: those who do well elsewhere do worse here")
        elif item.discrimination < 0.2:
            flags.append("look at this question: it has little to do with the other marks")
    return flags
