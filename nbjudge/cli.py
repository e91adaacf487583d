"""The command line: ``nbjudge new``, ``build``, ``grade`` and the others."""

import argparse
import errno
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nbjudge import __version__
from nbjudge.counted import counted
from nbjudge.errors import ConfigurationError, NbjudgeError
from nbjudge.serving.command import add_serve

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[argparse.ArgumentParser]

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status: 0, 1 for faults found, 2 for an error."""
    parser = _parser()
    arguments, more = parser.parse_known_args(argv)
    if more and arguments.command not in (_grade, _report) and not vars(arguments).get("grade"):
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    arguments.more = more  # options of nbgrader
    try:
        return int(arguments.command(arguments))
    except NbjudgeError as error:
        print(f"nbjudge: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:  # before there was anything to be lost
        print("Stopped. Nothing is lost: give the same command again.", file=sys.stderr)
        return 130
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _GRADING:
            raise
        print(
            f"nbjudge: this command needs {error.name}. Install nbjudge with its extra "
            "grading, from a checkout or a wheel: pip install './nbjudge[grading]'",
            file=sys.stderr,
        )
        return 2
    except OSError as error:
        if error.errno not in _NO_PLACE:
            raise
        place = error.filename or "A file"
        print(f"nbjudge: {place} cannot be used: {error.strerror}. Mend that.", file=sys.stderr)
        return 2
    except Exception as error:
        if not _is_of_configuration(error):
            raise
        print(f"nbjudge: The configuration cannot be used: {error}", file=sys.stderr)
        return 2


_NO_PLACE = (errno.EACCES, errno.ENOSPC, errno.EPERM, errno.EROFS)
# Packages of the extra `grading` that a command meets first.
_GRADING = {"jinja2", "msgspec", "nbformat", "nbgrader", "rapidfuzz", "rich", "traitlets"}


def _is_of_configuration(error: Exception) -> bool:
    """Whether a step of nbgrader's has refused a value that only it can check."""
    from traitlets import TraitError

    return isinstance(error, TraitError)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nbjudge", description="Build, audit and try out a course of self-grading notebooks."
    )
    parser.add_argument("--version", action="version", version=f"nbjudge {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    new = commands.add_parser("new", help="make a course with a small assignment to begin with")
    new.set_defaults(command=_new)
    new.add_argument("folder", metavar="FOLDER", help="a folder that is not there yet, or empty")
    adopt = commands.add_parser("adopt", help="let the nbgrader course you have use nbjudge")
    adopt.set_defaults(command=_adopt)
    adopt.add_argument("course", nargs="?", default=".", help="the course folder (this one)")
    check = commands.add_parser("check", help="what would stop the build of a source notebook")
    check.set_defaults(command=_check)
    check.add_argument("target", metavar="FILE|ASSIGNMENT", help="a notebook, or an assignment")
    check.add_argument("--course", default=".", help="the course folder (this one)")
    build = commands.add_parser("build", help="make the student releases from the sources")
    build.set_defaults(command=_build)
    build.add_argument(
        "--install",
        metavar="FILE.whl|URL",
        help="where the releases get nbjudge if it is missing, as in Colab: a wheel, which is put "
        "beside each notebook, or the address of one, or git+https://…",
    )
    build.add_argument(
        "--no-run",
        action="store_true",
        help="do not run sources that have changed, to see which tests the judge cannot run",
    )
    build.add_argument("--into", metavar="FOLDER", help="releases for some students, not the class")
    audit = commands.add_parser(
        "audit", help="grade all right and wrong answers, to prove that the hidden tests are fair"
    )
    audit.set_defaults(command=_audit)
    audit.add_argument("--jobs", type=int, default=2, help="how many run side by side (2)")
    audit.add_argument(
        "--answers",
        metavar="FOLDER",
        help="with the answers, FOLDER/ASSIGNMENT/EXERCISE.py (answers, in the course)",
    )
    audit.add_argument(
        "--stock",
        action="store_true",
        help="also in one process, as nbgrader does without nbjudge: are the marks the same?",
    )
    audit.add_argument(
        "--mutate",
        action="store_true",
        help="also grade the source's answers with small faults (another axis, sign, operator …): "
        "each must lose marks",
    )
    for command in (build, audit):
        command.add_argument("assignments", nargs="*", help="names of assignments (all)")
        command.add_argument("--course", default=".", help="the course folder (this one)")
        command.add_argument("--level", help="expression, line, body, specification (the source's)")

    _add_collect(commands)
    _add_grade(commands)
    add_serve(commands)
    _add_report(commands)
    _add_regrade(commands)
    _add_export(commands)
    demo = commands.add_parser(
        "demo", help="make a class of a dozen students out of the answers, and grade it"
    )
    demo.set_defaults(command=_demo)
    demo.add_argument("assignments", nargs="*", help="names of assignments (all)")
    demo.add_argument("--course", default=".", help="the course folder (this one)")
    demo.add_argument("--into", default="demo", help="folder for the demo course (demo)")
    demo.add_argument("--timeout", type=int, default=90, metavar="S", help="for one cell (90)")
    demo.add_argument("--open", action="store_true", help="open the class reports in a browser")
    return parser


def _add_collect(commands: "_Commands") -> None:
    collect = commands.add_parser(
        "collect",
        help="put what was handed in through an LMS, or in a folder, where nbgrader grades it",
    )
    collect.set_defaults(command=_collect)
    collect.add_argument("assignment", help="name of the assignment")
    collect.add_argument("source", metavar="FROM", help="zip archive or folder of what came in")
    collect.add_argument("--course", default=".", help="the course folder (this one)")
    collect.add_argument("--dry-run", action="store_true", help="only show what would be done")
    collect.add_argument(
        "--names",
        metavar="FILE",
        help="CSV that names the students: nbgrader's columns, or an export of Canvas or Moodle",
    )
    collect.add_argument(
        "--pattern",
        metavar="REGEXP",
        help="for file names, with the groups student_id, file_id and timestamp",
    )
    collect.add_argument(
        "--grade",
        action="store_true",
        help="then grade what is new; options of `nbjudge grade` may follow",
    )


def _add_grade(commands: "_Commands") -> None:
    grade = commands.add_parser(
        "grade",
        help="autograde a class, on all cores or on a cluster; what is done is never done again",
        epilog="All other options are nbgrader's, such as --SandboxProvisioner.memory=2000",
    )
    grade.set_defaults(command=_grade)
    grade.add_argument(
        "assignment",
        metavar="ASSIGNMENT|FILE.ipynb",
        help="name of the assignment; or one notebook, to be graded by itself, see --assignment",
    )
    grade.add_argument("--course", default=".", help="the course folder (this one)")
    grade.add_argument(
        "--assignment",
        dest="of",
        metavar="NAME",
        help="of which FILE.ipynb is a submission; nothing of the course is touched",
    )
    grade.add_argument(
        "--format",
        choices=("table", "json", "gradescope", "classroom50"),
        help="for FILE.ipynb: how the result is written (table)",
    )
    grade.add_argument(
        "--output", metavar="FILE", help="for FILE.ipynb: where to (to standard output)"
    )
    grade.add_argument("--jobs", type=int, help="how many run side by side (one for each core)")
    grade.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="of a Dask cluster to run on, such as tcp://host:8786",
    )
    grade.add_argument("--student", default="*", metavar="NAMES", help="only these: a,b or s1*")
    grade.add_argument("--notebook", metavar="NAME", help="only this notebook of the assignment")
    grade.add_argument(
        "--exercise", metavar="NAME", help="change the marks of this exercise only; implies --force"
    )
    grade.add_argument("--force", action="store_true", help="grade again what has not changed")
    grade.add_argument("--timeout", type=int, metavar="SECONDS", help="for one cell")
    grade.add_argument(
        "--notebook-timeout", type=int, metavar="SECONDS", help="for all cells of a notebook"
    )
    grade.add_argument(
        "--unprotected",
        action="store_true",
        help="run students' code even where nothing holds it: as you, without sandbox or judge",
    )
    grade.add_argument(
        "--second-opinion",
        action="store_true",
        help="also run all tests in the students' own process: where they differ, a person looks",
    )
    grade.add_argument("--timings", metavar="FILE", help="write the time of each cell (CSV)")


def _add_regrade(commands: "_Commands") -> None:
    regrade = commands.add_parser(
        "regrade",
        help="after a test has changed: show whose marks change, and with --reason change them",
    )
    regrade.set_defaults(command=_regrade)
    regrade.add_argument("assignment", help="name of the assignment")
    regrade.add_argument("--course", default=".", help="the course folder (this one)")
    regrade.add_argument("--jobs", type=int, help="how many run side by side (one for each core)")
    which = regrade.add_mutually_exclusive_group(required=True)
    which.add_argument("--preview", action="store_true", help="only show it, and write nothing")
    which.add_argument("--reason", metavar="TEXT", help="why; it is kept with the marks before")
    regrade.add_argument(
        "--rename",
        metavar="OLD=NEW",
        action="append",
        default=[],
        help="a test that keeps its marks under another grade id",
    )


def _add_export(commands: "_Commands") -> None:
    export = commands.add_parser("export", help="marks for an LMS, or programs for Dolos or JPlag")
    export.set_defaults(command=_export)
    export.add_argument("assignment", help="name of the assignment, or all")
    export.add_argument("file", metavar="FILE", help="what to write: a CSV file; jplag: a folder")
    export.add_argument("--to", required=True, metavar="LMS|TOOL", help="canvas, moodle, lti …")
    export.add_argument("--course", default=".", help="the course folder (this one)")
    export.add_argument("--template", metavar="CSV", help="the LMS's own export, to be filled in")
    export.add_argument("--column", metavar="HEADING", help="the template's column to fill")


def _add_report(commands: "_Commands") -> None:
    report = commands.add_parser(
        "report",
        help="what a graded class has understood: one page, and its tables as CSV",
        epilog="All other options are nbgrader's, such as --CourseDirectory.db_url=…",
    )
    report.set_defaults(command=_report)
    report.add_argument("assignment", nargs="?", help="its name; without, the whole course")
    report.add_argument("--course", default=".", help="the course folder (this one)")
    report.add_argument("--into", metavar="FOLDER", help="where to write it (reports)")
    report.add_argument("--anonymous", action="store_true", help="without names and links")


def _new(arguments: argparse.Namespace) -> int:
    from nbjudge.authoring.starter import new

    root = new(arguments.folder)
    print(f"A course with an assignment and three made-up students: {root}")
    print(f"Go on with: cd {arguments.folder} && nbjudge audit && nbjudge grade ps1")
    print("Its README.md says what is where.")
    return 0


def _adopt(arguments: argparse.Namespace) -> int:
    from nbjudge.authoring.starter import adopt
    from nbjudge.authoring.ways import say_ways
    from nbjudge.course import Course

    done = adopt(arguments.course)
    print(done.change)
    for line in done.missing:
        print(f"Without effect so far: {line}. Set it above the line of nbjudge.")
    for name, lines in done.advice.items():
        print(f"{name}: {counted(len(lines), 'piece')} of advice: nbjudge check {name}")
    for name, lines in done.faults.items():
        print(f"{name}: not to be built for {counted(len(lines), 'fault')}:")
        print("\n".join(f"  - {line}" for line in lines))
    if not done.faults and not done.missing:
        print("All assignments can be built: nbjudge build; then: nbjudge grade ASSIGNMENT")
        say_ways(arguments.course, Course(arguments.course).assignments)
    return int(bool(done.faults or done.missing))


def _check(arguments: argparse.Namespace) -> int:
    from nbjudge.authoring.build import check, check_file
    from nbjudge.course import Course

    is_file = arguments.target.endswith(".ipynb") or Path(arguments.target).is_file()
    if is_file:
        found = check_file(arguments.target)
    else:
        found = check(Course(arguments.course), arguments.target)
    for line in found.advice:
        print(f"advice: {line}")
    for line in found.faults:
        print(f"fault: {line}")
    print(f"Faults that stop the build: {len(found.faults) or 'none'}.")
    if not found.faults and not is_file:
        from nbjudge.authoring.ways import say_ways

        say_ways(arguments.course, [arguments.target])
    return int(bool(found.faults))


def _build(arguments: argparse.Namespace) -> int:
    from nbjudge.authoring.build import build

    options = {name: getattr(arguments, name) for name in ("install", "level", "into")}
    built = build(arguments.course, arguments.assignments, **options)
    for line in built.advice:
        print(f"advice: {line}")
    for files in built.files.values():
        for path in files:
            print(f"built {path}")
    if not arguments.no_run:
        from nbjudge.authoring.ways import say_ways

        say_ways(arguments.course, list(built.files), count=False)
    return 0


def _audit(arguments: argparse.Namespace) -> int:
    from nbjudge.authoring.audit import audit, show
    from nbjudge.course import Course

    course = Course(arguments.course)
    assignments = course.check_assignments(arguments.assignments)
    options = {"jobs": max(1, arguments.jobs), "answers": arguments.answers}
    options["level"] = arguments.level
    status = 0
    for assignment in assignments:
        report = audit(course, assignment, mutate=arguments.mutate, **options)
        show(report)
        status = status or int(bool(report.faults))
        if arguments.stock:
            other = audit(course, assignment, stock=True, **options)
            differing = [
                f"{name}, {test}: {points:g} here, {other.marks[name][test]:g} in one process"
                for name, marks in report.marks.items()
                for test, points in marks.items()
                if points != other.marks[name][test]
            ]
            print(f"Other marks with stock nbgrader, in one process: {len(differing)}.")
            print("\n".join(differing))
            status = status or int(bool(differing))
    return status


def _regrade(arguments: argparse.Namespace) -> int:
    from nbjudge.authoring.regrade import regrade, show

    pairs = [one.partition("=") for one in arguments.rename]
    if not all(old and new for old, _, new in pairs):
        print("--rename takes OLD=NEW, two grade ids.", file=sys.stderr)
        return 2
    options = {"reason": arguments.reason, "jobs": arguments.jobs}
    renamed = {old: new for old, _, new in pairs}
    show(regrade(arguments.course, arguments.assignment, renamed=renamed, **options))
    return 0


def _collect(arguments: argparse.Namespace) -> int:
    from nbjudge.collecting.collect import collect

    found = collect(
        arguments.course,
        arguments.assignment,
        arguments.source,
        names=arguments.names,
        pattern=arguments.pattern,
        dry_run=arguments.dry_run,
    )
    status = int(bool(found.look))
    if arguments.grade and not arguments.dry_run:
        grade = ["grade", arguments.assignment, f"--course={arguments.course}", *arguments.more]
        status = max(status, main(grade))
    return status


def _export(arguments: argparse.Namespace) -> int:
    from nbjudge.collecting.export import export

    export(
        arguments.course,
        arguments.assignment,
        arguments.file,
        to=arguments.to,
        template=arguments.template,
        column=arguments.column,
    )
    return 0


def _grade(arguments: argparse.Namespace) -> int:
    if arguments.assignment.endswith(".ipynb"):
        return _grade_file(arguments)
    if arguments.of or arguments.format or arguments.output:
        raise ConfigurationError("--assignment, --format and --output are for FILE.ipynb.")
    gc.disable()  # of what is imported nothing will be freed: it is never looked at again
    from nbjudge.grading.classrun.command import grade

    gc.freeze()
    gc.enable()
    done = grade(
        arguments.course,
        arguments.assignment,
        jobs=arguments.jobs,
        scheduler=arguments.scheduler,
        students=arguments.student,
        notebook=arguments.notebook,
        exercise=arguments.exercise,
        force=arguments.force,
        timeout=arguments.timeout,
        notebook_timeout=arguments.notebook_timeout,
        timings=arguments.timings,
        unprotected=arguments.unprotected,
        second_opinion=arguments.second_opinion,
        options=arguments.more,
    )
    return 130 if done.stopped else int(done.failed > 0)


_OF_ONE_FILE = ("timeout", "notebook_timeout", "unprotected", "second_opinion")


def _grade_file(arguments: argparse.Namespace) -> int:
    from nbjudge.insight.formats import write
    from nbjudge.insight.one_file import grade_file

    file, given = arguments.assignment, _OF_ONE_FILE
    if not arguments.of:
        raise ConfigurationError(f"Of which assignment is {file} a submission? --assignment NAME")
    limits = {name: getattr(arguments, name) for name in given}
    graded = grade_file(arguments.course, file, arguments.of, options=arguments.more, **limits)
    write(graded, arguments.format or "table", arguments.output)
    return 0


def _report(arguments: argparse.Namespace) -> int:
    from rich.console import Console

    from nbjudge.insight.report import report

    page = report(
        arguments.course,
        arguments.assignment,
        into=arguments.into,
        anonymous=arguments.anonymous,
        options=arguments.more,
    )
    Console().print(f"Report: {page}", highlight=False, soft_wrap=True)
    return 0


def _demo(arguments: argparse.Namespace) -> int:
    from nbjudge.course import Course
    from nbjudge.demo import demo

    demo(
        Course(arguments.course),
        arguments.into,
        arguments.assignments,
        arguments.open,
        arguments.timeout,
    )
    return 0
