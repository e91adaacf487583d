"""What one more submission costs in a gradebook that holds a hundred thousand.

    python benchmarks/scale.py
    python benchmarks/scale.py --submissions 100 100000 --postgres postgresql+psycopg2://USER@HOST/DB

A gradebook is filled with rows as nbgrader writes them: a class of 1000 with one assignment after
the other, and one assignment with all students. Then the submissions of a few students more are
graded, with results that come from nowhere: what is measured is the process that prepares and
records, which is one however many workers there are. For each: CPU milliseconds of this process,
milliseconds on the clock, and SQL statements, of one submission; submissions a second by both; what
it takes to see that nothing has changed; and to read the class of the last assignment for a report,
to export all marks, and to list the assignments as the formgrader's first page does.

With PostgreSQL the CPU time of the server is not counted; the database named is emptied.
"""

import argparse
import contextlib
import resource
import shutil
import tempfile
import time
import uuid
from concurrent.futures import Future
from pathlib import Path

import sqlalchemy
from grading import make_course
from nbgrader.api import Base
from nbgrader.apps import AutogradeApp
from sqlalchemy import event, insert, select

from nbjudge.application import open_application
from nbjudge.course import Course
from nbjudge.grading.classrun.loop import Run
from nbjudge.grading.classrun.pools import LocalPool
from nbjudge.grading.classrun.submissions import Submissions
from nbjudge.grading.notebook.task import Executed, execute_all

CLASS = 1000
CONFIG = """
import nbjudge

c = get_config()
nbjudge.configure(c)
c.CourseDirectory.course_id = "nbjudge"
"""
TABLES = Base.metadata.tables
AT_ONCE = 20_000  # rows that are written together


class Nowhere:
    """A pool whose results are there at once."""

    jobs = 2

    def __init__(self, executed):
        self._executed = executed

    def submit(self, function, tasks):
        done = Future()
        done.set_result([self._executed for _ in tasks])
        return done

    def lost(self, error):
        raise error

    def end(self, now=True):
        pass


class Meter:
    """Counts statements, CPU time and time, from `begin` on."""

    def __init__(self):
        event.listen(sqlalchemy.engine.Engine, "before_cursor_execute", self._count)
        self.statements = 0

    def _count(self, *_):
        self.statements += 1

    def begin(self):
        self.statements, self._cpu, self._clock = 0, cpu(), time.perf_counter()

    def each(self, number):
        """(CPU milliseconds, milliseconds, statements) of one of so many."""
        spent, took = cpu() - self._cpu, time.perf_counter() - self._clock
        return 1000 * spent / number, 1000 * took / number, self.statements / number


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def fill(engine, students, assignments):
    """Rows of a graded class in so many assignments, all like ps1."""
    with engine.begin() as connection:
        template = _template(connection)
        names = [f"x{number:06}" for number in range(students)]
        _insert(connection, "student", ({"id": name} for name in names))
        for number in range(assignments):
            if number == 0:
                cells, notebook, assignment = template
            else:
                cells, notebook, assignment = _assignment(connection, template, f"a{number:04}")
            _submissions(connection, names, cells, notebook, assignment)


def _template(connection):
    """(cells, notebook, assignment): ps1, as nbgrader has made it."""
    found = {
        name: [dict(row) for row in connection.execute(select(TABLES[name])).mappings()]
        for name in ("base_cell", "grade_cells", "solution_cells", "source_cell", "notebook",
                     "assignment")
    }  # fmt: skip
    return found, found["notebook"][0], found["assignment"][0]


def _assignment(connection, template, name):
    """Another assignment, with the cells of the first."""
    found, notebook, assignment = template
    assignment = assignment | {"id": key(), "name": name}
    notebook = notebook | {"id": key(), "name": name, "assignment_id": assignment["id"]}
    keys = {cell["id"]: key() for cell in found["base_cell"]}
    cells = {
        "base_cell": [cell | {"id": keys[cell["id"]], "notebook_id": notebook["id"]}
                      for cell in found["base_cell"]],
        "source_cell": [cell | {"id": key(), "notebook_id": notebook["id"]}
                        for cell in found["source_cell"]],
    }  # fmt: skip
    for kind in ("grade_cells", "solution_cells"):
        cells[kind] = [cell | {"id": keys[cell["id"]]} for cell in found[kind]]
    _insert(connection, "assignment", [assignment])
    _insert(connection, "notebook", [notebook])
    for kind, rows in cells.items():
        _insert(connection, kind, rows)
    return cells, notebook, assignment


def _submissions(connection, students, cells, notebook, assignment):
    made = [(student, key(), key()) for student in students]
    _insert(connection, "submitted_assignment", (
        {"id": one, "assignment_id": assignment["id"], "student_id": student}
        for student, one, _ in made
    ))  # fmt: skip
    _insert(connection, "submitted_notebook", (
        {"id": two, "assignment_id": one, "notebook_id": notebook["id"],
         "late_submission_penalty": None, "flagged": False} for _, one, two in made
    ))  # fmt: skip
    _insert(connection, "grade", (
        {"id": key(), "notebook_id": two, "cell_id": cell["id"], "auto_score": 1.0,
         "needs_manual_grade": False} for _, _, two in made for cell in cells["grade_cells"]
    ))  # fmt: skip
    _insert(connection, "comment", (
        {"id": key(), "notebook_id": two, "cell_id": cell["id"]}
        for _, _, two in made for cell in cells["solution_cells"]
    ))  # fmt: skip


def _insert(connection, table, rows):
    rows = list(rows)
    for start in range(0, len(rows), AT_ONCE):
        connection.execute(insert(TABLES[table]), rows[start : start + AT_ONCE])


def key():
    return uuid.uuid4().hex


def measure(course, meter, executed):
    """{what: (CPU ms, ms, statements)} of the submissions in a course's folder."""
    found = {}
    application = open_application(AutogradeApp, course.root, ["--assignment=ps1"])
    with contextlib.chdir(course.root), Submissions(application) as submissions:
        students = submissions.students("s*")
        list(Run(submissions, students[:1], Nowhere(executed)))  # what is read once
        meter.begin()
        done = [event.kind for event in Run(submissions, students[1:], Nowhere(executed))]
        assert done.count("graded") == len(students) - 1, done
        found["graded, with results from nowhere"] = meter.each(len(students) - 1)
        meter.begin()
        assert {submissions.state(student) for student in students} == {"graded"}
        found["seen to be unchanged"] = meter.each(len(students))
    with course.gradebook() as gradebook:
        some = [s.id for s in gradebook.students if s.id.startswith("s")]
        meter.begin()
        for student in some:
            submission = gradebook.find_submission("ps1", student)
            assert submission.score >= 0
            assert [grade.score for nb in submission.notebooks for grade in nb.grades]
        found["its marks read, as by export and feedback"] = meter.each(len(some))
    with course.gradebook() as gradebook:
        meter.begin()
        for assignment in gradebook.assignments:
            assert assignment.num_submissions >= 0
            assert assignment.max_score > 0
        found["formgrader's first page, all of it"] = meter.each(1)
    return found


def databases(arguments, folder):
    """(name, URL) of each database to be measured."""
    yield "SQLite", f"sqlite:///{folder}/gradebook.db"
    if arguments.postgres:
        yield "PostgreSQL", arguments.postgres


def empty(url):
    """The database as if it were new."""
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite:///")).unlink(missing_ok=True)
        return
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("DROP SCHEMA public CASCADE"))
        connection.execute(sqlalchemy.text("CREATE SCHEMA public"))
    engine.dispose()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, nargs="+", default=[100, 100_000])
    parser.add_argument("--more", type=int, default=50, help="submissions that are graded (50)")
    parser.add_argument("--postgres", metavar="URL", help="of a database that may be emptied")
    arguments = parser.parse_args()
    meter = Meter()
    print(f"{'database':11}{'submissions':>12}{'as':>15}  {'':45}{'CPU ms':>8}{'ms':>8}{'SQL':>6}")
    with tempfile.TemporaryDirectory(prefix="nbjudge-scale-") as folder:
        base = make_course(Path(folder, "base"), tensorflow=False, size=arguments.more)
        executed = run_one(base)
        for name, url in databases(arguments, Path(folder, "work")):
            for total in arguments.submissions:
                shapes = {(min(total, CLASS), max(1, total // CLASS)), (total, 1)}
                for students, assignments in sorted(shapes):
                    shutil.rmtree(Path(folder, "work"), ignore_errors=True)
                    course = new_course(base, Path(folder, "work"), url)
                    with course.gradebook() as gradebook:
                        fill(gradebook.engine, students, assignments)
                    for what, (spent, took, statements) in measure(course, meter, executed).items():
                        print(f"{name:11}{total:12,}{f'{students} x {assignments}':>15}  {what:45}"
                              f"{spent:8.1f}{took:8.1f}{statements:6.0f}", flush=True)  # fmt: skip


def run_one(course):
    """What came of one submission, as `Executed`: it stands for all."""
    (course.root / "nbgrader_config.py").write_text(CONFIG)
    application = open_application(AutogradeApp, course.root, ["--assignment=ps1"])
    with contextlib.chdir(course.root), Submissions(application) as submissions:
        pool = LocalPool(1)
        tasks = submissions.prepare(submissions.students("s*")[0]).tasks
        found = pool.submit(execute_all, tasks).result()
        pool.end()
    assert isinstance(found, list), found
    assert isinstance(found[0], Executed)
    return found[0]


def new_course(base, folder, url):
    """A copy of the course whose gradebook is this database, with ps1 in it."""
    shutil.copytree(base.root, folder, ignore=shutil.ignore_patterns("gradebook.db", "autograded"))
    empty(url)
    config = f'{CONFIG}c.CourseDirectory.db_url = "{url}"\n'
    (folder / "nbgrader_config.py").write_text(config)
    course = Course(folder)
    course.run("generate_assignment", "ps1", "--force")
    return course


if __name__ == "__main__":
    main()
