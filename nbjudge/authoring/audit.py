"""The audit: proof that the hidden tests are fair.

``answers/ASSIGNMENT/EXERCISE.py`` holds what a student might put into that solution cell, see
`nbjudge.authoring.answers`. All right and wrong answers are graded by the real pipeline: every
right one must get full marks, every wrong one must lose some, the untouched release gets 0, the
source 100 %. The releases of all levels differ in their solution cells alone, and answers replace
these as a whole: so what holds at one level holds at each, but for untouched releases, of which
there is one of each level.

A submission carries one right answer per exercise. Of wrong answers it carries several only where
none of these exercises uses another (found from the names that their cells define and use), so
that each loses its marks by its own fault. These submissions leave out the cells that none of their
marks depends on, such as figures, and training with a wrong gradient: they would cost most of the
time.

Wrong answers tagged ``natural`` are slips that students really make: each must fail in front of the
student's eyes. One that fails only below the first line that is hidden is graded once more, with
the hidden tests taken out of the source. Where the visible check only takes an answer down
(`nbjudge.check.noted`), nothing can fail in sight: there each must end in a hidden check that names
the mistake.

With ``mutate``, small faults are made in the source's own answers by `nbjudge.authoring.mutants`;
each must lose marks. One that changes nothing is explained by a right answer that is the same.
"""

import contextlib
import os
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests
from nbgrader.utils import is_solution
from rich.console import Console
from rich.table import Table

from nbjudge.authoring.answers import Answer, read_assignment
from nbjudge.authoring.blanks import is_template
from nbjudge.authoring.levels import LEVELS, check_level, level_of
from nbjudge.authoring.mutants import mutants, same_code
from nbjudge.authoring.packing import cover, lean, needed, pack
from nbjudge.counted import counted
from nbjudge.course import Course, build_options, exercises, fill_in, grade_id, is_test
from nbjudge.grading.notebook.verdict import failures, of
from nbjudge.grading.reach import dependencies, reach
from nbjudge.shapes import SLIP

__all__ = ["Report", "audit", "show"]


Points = dict[str, float]  # test → points


@dataclass
class Report:
    """What an audit of one assignment found; ``faults`` is empty when the tests are fair."""

    assignment: str
    right: Counter[str] = field(default_factory=Counter)  # exercise → right answers graded
    wrong: Counter[str] = field(default_factory=Counter)
    submissions: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)
    # exercise → slips that students really make
    natural: Counter[str] = field(default_factory=Counter)
    # exercise → faults made in its answer
    mutants: Counter[str] = field(default_factory=Counter)
    # mutants that get full marks and are explained
    survivors: list[str] = field(default_factory=list)
    told: int = 0  # of the slips, how many end in a check that names the likely mistake
    marks: dict[str, Points] = field(default_factory=dict)  # submission → {test: points}
    # student → {test: why it lost its marks}
    words: dict[str, dict[str, str]] = field(default_factory=dict)


def audit(
    course: Course | str | os.PathLike[str],
    assignment: str,
    jobs: int = 2,
    env: Mapping[str, str] | None = None,
    stock: bool = False,
    answers: str | os.PathLike[str] | None = None,
    mutate: bool = False,
    level: str | None = None,
) -> Report:
    """Grade all answers to an assignment; returns a `Report`.

    ``stock`` runs notebook and tests in one process, as nbgrader does without nbjudge: the marks of
    honest work must be the same there.
    ``env`` is added to the environment of nbgrader, such as ``{"NBJUDGE_DATA": "digits"}``.
    ``answers`` is a folder with the answers in place of the course's own, ``answers/``.
    ``mutate`` also grades answers of the source with small faults.
    ``level`` in place of the sources' says what students are given, and so what they write.
    Raises `AnswersError` for a file of answers with a fault.
    """
    check_level(level)
    course = Course(course)
    started = time.perf_counter()
    report = Report(assignment)
    source = course.read("source", assignment)
    points, uses = exercises(source), dependencies(source.cells)
    root = Path(answers or course.root / "answers")
    own = {grade_id(cell): cell.source for cell in source.cells if is_solution(cell)}
    all_right, all_wrong = _read_answers(root / assignment, points, report)
    others_right = {  # the source itself is graded as well
        name: [answer for answer in found if not _is_own(answer, own[name])]
        for name, found in all_right.items()
    }
    right, wrong = cover(others_right), pack(all_wrong, uses)
    with tempfile.TemporaryDirectory(prefix="nbjudge-audit-") as folder:
        copy = course.copy_to(folder, [assignment])
        copy.build(assignment, level=level)
        release = copy.read("release", assignment)
        others = _other_levels(copy, assignment, release, report)
        if stock:
            with (copy.root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
                config.write(_STOCK)
        submissions = {"source": source, "untouched": release} | others
        reached = reach(source.cells)
        for kind, chosen in (("right", right), ("wrong", wrong)):
            for number, one_each in enumerate(chosen):
                texts = {exercise: answer.text for exercise, answer in one_each.items()}
                notebook = release if kind == "right" else lean(release, one_each, reached)
                submissions[f"{kind}-{number}"] = fill_in(notebook, own | texts)
        for student, notebook in submissions.items():
            copy.submit(student, assignment, notebook)
        marks = _grade(copy, assignment, jobs, env, *(["--unprotected"] if stock else []))
        # natural slip → whether the likely mistake was named, where it failed in sight
        seen: dict[str, bool] = {}
        questions = _questions(source, points)
        for student in submissions.keys() & marks.keys():
            graded = copy.read("autograded", assignment, student)
            report.words[student] = failures(graded)
            if student.startswith("wrong-"):
                one_each = wrong[int(student.removeprefix("wrong-"))]
                seen |= _seen(graded, one_each, points, questions)
    report.submissions = len(submissions)
    report.faults += [f"{name} was not graded" for name in submissions if name not in marks]
    marks = {name: marks.get(name, dict.fromkeys(_tests(points), 0.0)) for name in submissions}
    report.marks = marks
    _expect_full(report, "source", marks, points, {})
    for number, one_each in enumerate(right):
        _expect_full(report, f"right-{number}", marks, points, one_each)
    for number, one_each in enumerate(wrong):
        _expect_loss(report, marks[f"wrong-{number}"], points, one_each, uses, reached)
    earned = {test: mark for test, mark in marks["untouched"].items() if mark}
    if earned:
        report.faults.append(f"the untouched release earns points: {earned}")
    for student in others:
        more = {t: mark for t, mark in marks[student].items() if mark and t not in earned}
        if more:
            report.faults.append(f"the untouched release earns points ({student}): {more}")
    slips = {
        exercise: [answer for answer in answers if answer.natural]
        for exercise, answers in all_wrong.items()
    }
    if not stock:
        report.natural.update({exercise: len(answers) for exercise, answers in slips.items()})
        report.told = sum(seen.values())
        report.faults += [
            f"{one} is a slip that students make, and no hidden check of the question names it"
            for name in slips if points[name].keys() & questions
            for one in slips[name] if not seen.get(str(one), True)
        ]  # fmt: skip
        slips = {name: [one for one in slips[name] if str(one) not in seen] for name in slips}
        if any(slips.values()):
            _expect_visible(report, course, source, slips, jobs, env)
    if mutate and not stock:
        _expect_noticed(report, course, source, all_right, jobs, env, level)
    report.seconds = time.perf_counter() - started
    return report


def _other_levels(
    course: Course, assignment: str, release: NotebookNode, report: Report
) -> dict[str, NotebookNode]:
    """{student: the untouched release of a level}, for each level with a release of its own.

    That they differ from ``release`` in more than their solution cells is a fault.
    """
    found: dict[str, NotebookNode] = {}
    with tempfile.TemporaryDirectory(prefix="nbjudge-audit-") as folder:
        for level in LEVELS:
            place = f"--CourseDirectory.release_directory={Path(folder, level)}"
            made = course.generate(assignment, *build_options(level=level), place, "--no-db")
            other = nbformat.read(next(made.glob("*.ipynb")), as_version=4)
            if _given(other) != _given(release):
                report.faults.append(f"the release of level {level} gives other cells to students")
            if other.cells not in [nb.cells for nb in (release, *found.values())]:
                found[f"untouched-{level}"] = other
    return found


def _given(nb: NotebookNode) -> list[tuple[str | None, str, str | None]]:
    """What students do not write."""
    return [(c.get("id"), "" if is_solution(c) else c.source, grade_id(c)) for c in nb.cells]


def _grade(
    course: Course, assignment: str, jobs: int, env: Mapping[str, str] | None, *options: str
) -> dict[str, Points]:
    """{student: {test: points}} of all that is submitted."""
    # An answer may fail in any way; what counts is in the gradebook afterwards.
    # Each exercise is to lose its own marks, and those built on it are not looked at here.
    more = [f"--jobs={jobs}", "--JudgedExecute.follow_through=0", *options]
    course.run("grade", assignment, *more, env=_ONE_THREAD | dict(env or {}), module="nbjudge",
               accept=(0, 1))  # fmt: skip
    return course.marks(assignment)


def _questions(source: NotebookNode, points: Mapping[str, Points]) -> set[str]:
    """The tests whose visible check only takes an answer down, see `nbjudge.check.noted`."""
    visible = {grade_id(cell): cell.source for cell in _without_hidden_tests(source).cells}
    return {test for test in _tests(points) if "check.noted(" in visible[test]}


def _seen(
    graded: NotebookNode,
    chosen: Mapping[str, Answer],
    points: Mapping[str, Points],
    questions: Collection[str],
) -> dict[str, bool]:
    """{slip: whether its mistake is named} of those that fail in sight in a graded notebook.

    To one of the tests ``questions`` a slip counts as seen wherever it fails.
    """
    failed = {
        grade_id(cell): verdict
        for cell in graded.cells
        if is_test(cell)
        and (verdict := of(cell)) is not None
        and (verdict.in_sight or (grade_id(cell) in questions and verdict.kind != "passed"))
    }
    return {
        str(answer): any(_names_a_mistake(failed[test]) for test in tests)
        for exercise, answer in chosen.items()
        if answer.natural and (tests := failed.keys() & points[exercise].keys())
    }


def _expect_visible(
    report: Report,
    course: Course,
    source: NotebookNode,
    slips: Mapping[str, list[Answer]],
    jobs: int,
    env: Mapping[str, str] | None,
) -> None:
    """Each of {exercise: [answers]} must lose marks by the visible checks alone."""
    points, visible = exercises(source), _without_hidden_tests(source)
    with _graded(report, course, visible, slips, jobs, env) as (copy, submissions, marks):
        for student, chosen in submissions.items():
            graded = copy.read("autograded", report.assignment, student)
            verdicts = {grade_id(cell): of(cell) for cell in graded.cells if is_test(cell)}
            for exercise, answer in chosen.items():
                if _is_full(marks[student], points[exercise]):
                    report.faults.append(
                        f"{answer} is a slip that students make, and passes the visible checks"
                    )
                report.told += any(_names_a_mistake(verdicts[test]) for test in points[exercise])


def _expect_noticed(
    report: Report,
    course: Course,
    source: NotebookNode,
    right: Mapping[str, list[Answer]],
    jobs: int,
    env: Mapping[str, str] | None,
    level: str | None,
) -> None:
    """Each mutant of the source's answers must lose marks, or be the same as a right answer."""
    points = exercises(source)
    cells = {grade_id(cell): cell for cell in source.cells if is_solution(cell)}
    levels = {name: level_of(source, cells[name], level) for name in points}
    made = {name: mutants(name, cells[name].source, levels[name]) for name in points}
    report.mutants.update({name: len(found) for name, found in made.items()})
    with _graded(report, course, source, made, jobs, env) as (_, submissions, marks):
        for student, chosen in submissions.items():
            for name, mutant in chosen.items():
                if not _is_full(marks[student], points[name]):
                    continue
                same = [one.title for one in right[name] if same_code(one.text, mutant.text)]
                if reason := next(iter(same), mutant.excuse):
                    report.survivors.append(f"{mutant}: {reason}")
                else:
                    report.faults.append(
                        f"{mutant}: this change passes all tests. If it changes nothing, add it to "
                        f"the right answers of {name}, with the reason as its title"
                    )


@contextlib.contextmanager
def _graded(
    report: Report,
    course: Course,
    source: NotebookNode,
    answers: Mapping[str, Sequence[Any]],
    jobs: int,
    env: Mapping[str, str] | None,
) -> Iterator[tuple[Course, dict[str, dict[str, Any]], dict[str, Points]]]:
    """A copy of the course in which {exercise: [answers]} are graded by the tests of ``source``.

    Gives the copy, {student: {exercise: answer}} and {student: {test: points}} of those who could
    be graded; all others are faults.
    """
    reached, uses = reach(source.cells), dependencies(source.cells)
    own = {grade_id(cell): cell.source for cell in source.cells if is_solution(cell)}
    with tempfile.TemporaryDirectory(prefix="nbjudge-audit-") as folder:
        copy = course.copy_to(folder, [report.assignment])
        nbformat.write(source, next(copy.place("source", report.assignment).glob("*.ipynb")))
        copy.build(report.assignment)
        release = copy.read("release", report.assignment)
        submissions = {f"wrong-{n}": chosen for n, chosen in enumerate(pack(answers, uses))}
        for student, chosen in submissions.items():
            texts = {exercise: answer.text for exercise, answer in chosen.items()}
            notebook = fill_in(lean(release, chosen, reached), own | texts)
            copy.submit(student, report.assignment, notebook)
        marks = _grade(copy, report.assignment, jobs, env)
        for student in submissions.keys() - marks.keys():
            names = "; ".join(map(str, submissions.pop(student).values()))
            report.faults.append(f"not graded, so nothing is known of it: {names}")
        yield copy, submissions, marks


def _is_full(marks: Points, tests: Points) -> bool:
    """Whether {test: points} are all that {test: its most} can give."""
    return all(marks[test] == most for test, most in tests.items())


def _without_hidden_tests(source: NotebookNode) -> NotebookNode:
    """A copy of a source notebook whose test cells hold what students see of them."""
    visible: NotebookNode = nbformat.from_dict(source)
    clear = ClearHiddenTests()
    for index, cell in enumerate(visible.cells):
        if is_test(cell):
            visible.cells[index], _ = clear.preprocess_cell(cell, {}, index)
    return visible


def _names_a_mistake(verdict: Any) -> bool:
    if verdict is None or verdict.kind == "passed":
        return False
    return bool(verdict.likely or SLIP in verdict.steps)


def _tests(points: Mapping[str, Points]) -> list[str]:
    return [test for tests in points.values() for test in tests]


_STOCK = """
c.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default()
"""
# Each job has a core of its own.
_ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}


def _read_answers(
    folder: Path, points: Mapping[str, Points], report: Report
) -> tuple[dict[str, list[Answer]], dict[str, list[Answer]]]:
    """{exercise: its right answers} and the same of the wrong; no answers are a fault."""
    found = read_assignment(folder)
    for name in found:
        if name not in points:
            report.faults.append(f"{folder / name}.py has answers, but {name} is no exercise")
    for path in sorted(folder.glob("*")):
        if path.is_dir() and path.name[0] not in "._":
            report.faults.append(
                f"{path} is not read: the answers to an exercise are one file, {path.name}.py"
            )
    right, wrong = (
        {name: [a for a in found.get(name, ()) if a.kind == kind] for name in points}
        for kind in ("right", "wrong")
    )
    for kind, answers, counts in (("right", right, report.right), ("wrong", wrong, report.wrong)):
        for name in points:
            counts[name] = len(answers[name])
            if not answers[name]:
                report.faults.append(f"{name} has no {kind} answers in {folder / name}.py")
    return right, wrong


def _is_own(answer: Answer, source: str) -> bool:
    """Whether an answer is that of the source, so that edits can refer to it."""
    lines = [line for line in source.splitlines() if not (is_template(line) or "###" in line)]
    return answer.text.splitlines()[1:] == lines


def _expect_full(
    report: Report,
    student: str,
    marks: Mapping[str, Points],
    points: Mapping[str, Points],
    chosen: Mapping[str, Answer],
) -> None:
    own, words = marks[student], report.words.get(student, {})
    for exercise, tests in points.items():
        for test, most in tests.items():
            if own[test] != most:
                what = str(chosen[exercise]) if exercise in chosen else "the source"
                others = _names(chosen)
                report.faults.append(
                    f"{what} is right, but gets {own[test]:g} of {most:g} in {test}"
                    + (f": {words[test]}" if test in words else "")
                    + (f" (submitted with {others})" if others else "")
                )


def _expect_loss(
    report: Report,
    marks: Points,
    points: Mapping[str, Points],
    chosen: Mapping[str, Answer],
    uses: Mapping[str, set[str]],
    reached: Mapping[str, set[Any]],
) -> None:
    for exercise, answer in chosen.items():
        if _is_full(marks, points[exercise]):
            report.faults.append(f"{answer} is wrong, but gets full marks")
    for exercise, tests in points.items():
        innocent = exercise not in chosen and not uses[exercise] & set(chosen)
        if not innocent or not reached[exercise] <= needed(chosen, reached):
            continue
        for test, most in tests.items():
            if marks[test] != most:
                report.faults.append(
                    f"{test} loses marks by no fault of its own, with {_names(chosen)}"
                )


def _names(chosen: Mapping[str, Answer]) -> str:
    return ", ".join(f"{exercise} “{answer.title}”" for exercise, answer in chosen.items())


def show(report: Report) -> None:
    """Print a report as a table, then each fault."""
    console = Console()
    table = Table(title=f"Audit of {report.assignment}", title_justify="left")
    table.add_column("exercise")
    table.add_column("right answers", justify="right")
    table.add_column("wrong answers", justify="right")
    for exercise in report.right:
        table.add_row(exercise, str(report.right[exercise]), str(report.wrong[exercise]))
    table.add_section()
    table.add_row("all", str(report.right.total()), str(report.wrong.total()))
    console.print(table)
    if count := report.mutants.total():
        console.print(
            f"{count} small faults were made in the source's answers; {len(report.survivors)} of "
            "them are known to change nothing:"
        )
        for survivor in report.survivors:
            console.print(f"  - {survivor}", highlight=False)
    work = f"{counted(report.submissions, 'submission')} graded in {report.seconds:.0f} s"
    if not report.faults:
        console.print(
            f"{work}: every right answer has full marks, every wrong one loses marks, "
            "the untouched release gets 0, the source 100 %."
        )
        if slips := report.natural.total():
            console.print(
                f"All {slips} slips that students really make fail in front of their eyes, "
                f"{report.told} of them with the likely mistake named."
            )
        return
    console.print(f"{work}, {counted(len(report.faults), 'fault')}:", style="bold red")
    for fault in report.faults:
        console.print(f"  - {fault}", highlight=False)
