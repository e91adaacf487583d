"""The demo: a class of a dozen students, made out of the course's answers, graded."""

import os
import random
import shutil
import statistics
import sys
import time
import webbrowser
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from nbgrader.utils import is_solution
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from nbjudge.authoring.answers import KINDS, read_assignment
from nbjudge.course import exercises, fill_in, grade_id, seconds
from nbjudge.errors import CourseError
from nbjudge.grading.sandbox.backends import why_not
from nbjudge.insight.report import Report

__all__ = ["classroom", "demo"]

# Seconds for a cell. Right answers need a few (loops over MNIST more), and the never-ending one
# shall not keep the demo waiting.
_MARK = ".nbjudge-demo"


def demo(course, into, assignments=(), show=False, timeout=90):
    """Build, submit, autograde, give feedback, report and export, all in the folder ``into``.

    ``assignments`` names those of the course that the demo course is to have; all by default.
    ``show`` opens the reports in a browser; ``timeout`` is the seconds that a cell may take.
    """
    console = Console()
    if not console.is_terminal:
        console.width = 150  # a log has no window to fit into
    folder = Path(into).resolve()
    _clear(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()
    demo_course = course.copy_to(folder, course.check_assignments(assignments))
    for assignment in demo_course.assignments:
        demo_course.build(assignment)
        for student, nb in classroom(course, demo_course, assignment).items():
            demo_course.submit(student, assignment, nb)
    console.print(
        f"A course of {len(demo_course.assignments)} assignments and a class of "
        f"{len(_STUDENTS)} students, in [bold]{_short(folder)}[/]."
    )
    _grade(demo_course, console, timeout, _sandbox(console))
    for assignment in demo_course.assignments:
        console.print(_table(demo_course, assignment))
    reports = [_report(demo_course, assignment) for assignment in demo_course.assignments]
    _whats_next(demo_course, console, reports)
    if show:
        for page in reports:
            webbrowser.open(page.as_uri())
    return 0


def _clear(folder):
    """Make room for the demo, but never delete a folder that is anything else."""
    if folder.exists() and any(folder.iterdir()):
        if not (folder / _MARK).exists():
            raise CourseError(
                f"{folder} is not empty, and no demo of ours. Name another folder with --into."
            )
        shutil.rmtree(folder)


def _sandbox(console):
    """Options for a machine that has no sandbox: the demo's own class can be trusted."""
    problem = why_not()
    if problem is None:
        return []
    console.print(f"[bold]Without a sandbox:[/] {problem}", soft_wrap=True)
    console.print("The demo's own class is trusted, so it is graded all the same.")
    return ["--SandboxProvisioner.sandbox_required=False"]


# Who is in the class. Each entry: how many wrong answers, and what else is special.
_STUDENTS = {
    "ada": "source",
    "alan": "right",
    "barbara": "right",
    "donald": "right",
    "edsger": "1 wrong",
    "emmy": "2 wrong",
    "grace": "4 wrong",
    "john": "wrong",
    "katherine": "1 open",
    "linus": "endless",
    "margaret": "half open",
    "niklaus": "untouched",
}
# The class in two halves, by name, so that feedback keeps two cores busy.
_SHARES = ("[a-f]*", "[g-z]*")


def classroom(course, built, assignment):
    """{student: notebook}, put together from the release and ``course``'s answers."""
    source, release = course.read("source", assignment), built.read("release", assignment)
    own = {grade_id(cell): cell.source for cell in source.cells if is_solution(cell)}
    names = list(exercises(source))  # without what a person marks
    texts = _answers(course.root / "answers" / assignment, names)
    submissions = {}
    for number, (student, kind) in enumerate(_STUDENTS.items()):
        draw = random.Random(f"{assignment} {student}")
        filled = dict(own)
        if kind != "source":
            # The settings stay the source's: others may train for long, on the slowest of loops.
            varied = [name for name in names if name != "settings"]
            filled |= {name: _pick(texts[name, "right"], number) for name in varied}
        wrong = {"1 wrong": 1, "2 wrong": 2, "4 wrong": 4, "wrong": len(names)}.get(kind, 0)
        for name in draw.sample(names, min(wrong, len(names))):
            filled[name] = _pick(texts[name, "wrong"], draw.randrange(100))
        if kind == "1 open":
            del filled[draw.choice(names)]
        if kind == "half open":
            filled = {name: filled[name] for name in names[: len(names) // 2]}
        if kind == "untouched":
            filled = {}
        if kind == "endless":
            filled |= {name: texts[name, kind][0] for name in names if texts[name, kind]}
        submissions[student] = fill_in(release, filled)
    return submissions


def _answers(folder, names):
    """{(exercise, kind): texts of the answers}; an exercise without any is an error."""
    found = read_assignment(folder)
    texts = {(name, kind): [] for name in names for kind in KINDS}
    for name in names:
        for answer in found.get(name, ()):
            texts[name, answer.kind].append(answer.text)
        for kind in ("right", "wrong"):
            if not texts[name, kind]:
                raise CourseError(
                    f"The demo needs a {kind} answer in {folder / name}.py, and finds none."
                )
    return texts


def _pick(texts, number):
    return texts[number % len(texts)]


def _grade(course, console, timeout, more):
    """Autograde and give feedback, on all cores; then export the marks."""
    started = time.perf_counter()
    options = [f"--Execute.timeout={timeout}", *more]
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())

    def run(job):
        module, command, *arguments = job
        log = course.root / f"{command}-{arguments[0]}.log"
        course.run(command, *arguments, module=module, log=log)

    grading = [("nbjudge", "grade", name, *options) for name in course.assignments]
    feedback = [
        ("nbgrader", "generate_feedback", name, f"--student={students}")
        for name in course.assignments
        for students in _SHARES
    ]
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        for jobs, step, side_by_side in (
            (grading, "autograded", 1),  # it keeps all cores busy by itself
            (feedback, "feedback", os.cpu_count()),
        ):
            task = progress.add_task(step, total=len(_STUDENTS) * len(course.assignments))
            with ThreadPoolExecutor(side_by_side) as pool:
                started_jobs = [pool.submit(run, job) for job in jobs]
                while not all(job.done() for job in started_jobs):
                    wait(started_jobs, timeout=0.3)
                    progress.update(task, completed=len(list((course.root / step).glob("[!.]*/*"))))
                for job in started_jobs:
                    job.result()
    course.run("export", "--to=grades.csv")
    console.print(
        f"{len(course.assignments) * len(_STUDENTS)} submissions graded "
        f"in {time.perf_counter() - started:.0f} s."
    )


def _table(course, assignment):
    """Marks of each student in each exercise, and the seconds that the notebooks ran."""
    points: dict[str, dict[str, float]] = {}
    for name, tests in exercises(course.read("source", assignment)).items():
        is_question = name.startswith("question_")  # all in one column
        points.setdefault("questions" if is_question else name, {}).update(tests)
    most = sum(sum(tests.values()) for tests in points.values())
    table = Table(
        *(Column(heading, no_wrap=True, vertical="bottom") for heading in ("student", "work")),
        title=f"\n{assignment}",
        title_justify="left",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    for name in points:
        # Broken where it does not fit, and not cut off.
        heading = name.replace("_", "\n")
        table.add_column(heading, justify="right", vertical="bottom", overflow="fold")
    for heading in ("mark", "seconds"):
        table.add_column(heading, justify="right", vertical="bottom", no_wrap=True)
    times = {exercise: [] for exercise in points}
    for student, marks in sorted(course.marks(assignment).items()):
        nb = course.read("autograded", assignment, student)
        earned = {name: sum(marks[test] for test in tests) for name, tests in points.items()}
        for name, values in times.items():
            values.append(sum(seconds(cell) for cell in nb.cells if _belongs(cell, name, points)))
        table.add_row(
            *(student, _STUDENTS[student]),
            *(_mark(earned[name], sum(tests.values())) for name, tests in points.items()),
            *(f"{sum(earned.values()):g}/{most:g}", f"{sum(map(seconds, nb.cells)):.1f}"),
        )
    table.add_section()
    table.add_row("points", "", *(f"{sum(tests.values()):g}" for tests in points.values()))
    middle = (f"{statistics.median(values):.2f}" for values in times.values())
    table.add_row("seconds", "median", *middle)
    return table


def _belongs(cell, exercise, points):
    return grade_id(cell) == exercise or grade_id(cell) in points[exercise]


def _mark(earned, most):
    return f"{earned:g}" if earned == most else f"[red]{earned:g}[/]"


def _report(course, assignment):
    return Report(course.directory, assignment).write(course.root / "reports")


def _whats_next(course, console, reports):
    folder = _short(course.root)
    page = next(iter(sorted((course.root / "feedback" / "emmy").rglob("*.html"))))
    activate = _short(Path(sys.executable).parent / "activate")
    lines = {
        "the class report": f"open {', '.join(map(_short, reports))} in a browser",
        "a student's feedback": f"open {_short(page)} in a browser",
        "all marks": f"{folder}/grades.csv, {folder}/gradebook.db",
        "how long each took, and why": f"{folder}/grade-*.log",
        "the formgrader": f". {activate}; cd {folder}; jupyter lab; then menu Nbgrader, Formgrader",
    }
    console.print("\nWhere to look next:", style="bold")
    for what, where in lines.items():
        console.print(f"  {what:30}{where}", highlight=False, soft_wrap=True)


def _short(path):
    """A path as one would type it here."""
    try:
        return os.fspath(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return os.fspath(path)
