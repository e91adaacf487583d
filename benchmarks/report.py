"""How long ``nbjudge report`` takes for a large class, and how well it sorts known answers.

    python benchmarks/report.py [COURSE ASSIGNMENT] [--students 1000]

COURSE is a folder with a graded class, such as the demo's; without it the demo is made. Its
submissions are copied under new names, a line of its own in each cell, so that no two are alike
and each has to be read.
"""

import argparse
import contextlib
import json
import os
import resource
import shutil
import tempfile
import time
import uuid
from pathlib import Path

import sqlalchemy

from nbjudge.authoring.answers import read_assignment
from nbjudge.course import Course
from nbjudge.insight.clusters import Work, groups
from nbjudge.insight.exercises import outline
from nbjudge.insight.report import Report

ROOT = Path(__file__).resolve().parents[1]


def enlarge(course, assignment, students):
    """Copy the graded submissions of a course, files and rows of the gradebook."""
    engine = sqlalchemy.create_engine(f"sqlite:///{course.root / 'gradebook.db'}")
    tables = sqlalchemy.MetaData()
    tables.reflect(engine)
    tables = tables.tables
    with engine.begin() as db:
        known = db.execute(
            sqlalchemy.select(tables["submitted_assignment"])
            .join(tables["assignment"])
            .where(tables["assignment"].c.name == assignment)
        ).mappings().all()  # fmt: skip
        rows = {name: [] for name in ("student", "submitted_assignment", "submitted_notebook",
                                      "grade", "comment")}  # fmt: skip
        for number in range(students - len(known)):
            old = known[number % len(known)]
            name = f"student-{number:04}"
            student = db.execute(
                sqlalchemy.select(tables["student"]).filter_by(id=old["student_id"])
            ).mappings().one()  # fmt: skip
            rows["student"].append({**student, "id": name})
            new = {**old, "id": uuid.uuid4().hex, "student_id": name}
            rows["submitted_assignment"].append(new)
            for notebook in _where(db, tables["submitted_notebook"], "assignment_id", old["id"]):
                copy = {**notebook, "id": uuid.uuid4().hex, "assignment_id": new["id"]}
                rows["submitted_notebook"].append(copy)
                for kind in ("grade", "comment"):
                    rows[kind] += [
                        {**row, "id": uuid.uuid4().hex, "notebook_id": copy["id"]}
                        for row in _where(db, tables[kind], "notebook_id", notebook["id"])
                    ]
            _copy_files(course, assignment, old["student_id"], name)
        for name, added in rows.items():
            if added:
                db.execute(sqlalchemy.insert(tables[name]), added)


@contextlib.contextmanager
def large_class(arguments):
    """A temporary `Course`: that of the arguments, or the demo's, with more students."""
    with tempfile.TemporaryDirectory(prefix="nbjudge-large-") as folder:
        root = Path(folder, "course")
        if arguments.course is None:
            from nbjudge.demo import demo

            os.environ["NBJUDGE_DATA"] = "digits"
            demo(Course(ROOT), root, [arguments.assignment])
        else:
            shutil.copytree(arguments.course, root)
        enlarge(Course(root), arguments.assignment, arguments.students)
        yield Course(root)


def _where(db, table, column, value):
    return db.execute(sqlalchemy.select(table).filter_by(**{column: value})).mappings().all()


def _copy_files(course, assignment, old, new):
    source, target = (course.root / "autograded" / name / assignment for name in (old, new))
    target.mkdir(parents=True)
    for path in source.glob("*.ipynb"):
        nb = json.loads(path.read_bytes())
        for cell in nb["cells"]:
            nbgrader = cell["metadata"].get("nbgrader", {})
            if cell["cell_type"] == "code" and nbgrader.get("solution"):
                cell["source"] = "".join(cell["source"]) + f"\nname = {new!r}"
        (target / path.name).write_text(json.dumps(nb), encoding="utf-8")


def sorting():
    """Of all known wrong answers, the share that stands apart from every right one."""
    course, total, apart = Course(ROOT), 0, 0
    for assignment in course.assignments:
        there, here = 0, 0
        answers = read_assignment(course.root / "answers" / assignment)
        for exercise in outline(course.read("source", assignment)):
            works = [
                Work(answer.title, answer.text, answer.kind == "right", True)
                for answer in answers.get(exercise.name, ())  # none of what a person marks
                if answer.kind != "endless"
            ]
            found = {
                student
                for group in groups(exercise, works)
                if group.state in ("wrong", "perhaps", "unread")
                for student in group.students
            }
            wrong = [work.student for work in works if not work.full]
            there += len(wrong)
            here += len(found & set(wrong))
        print(f"{assignment:32}{here:5} of {there} wrong answers stand apart from the right ones")
        total, apart = total + there, apart + here
    print(f"{'all':32}{apart:5} of {total}: {apart / total:.1%}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("course", nargs="?")
    parser.add_argument("assignment", nargs="?", default="01-softmax-derivation")
    parser.add_argument("--students", type=int, default=1000)
    arguments = parser.parse_args()
    sorting()
    with large_class(arguments) as course:
        root = course.root
        paths = list((root / "autograded").glob(f"*/{arguments.assignment}/*.ipynb"))
        size = sum(path.stat().st_size for path in paths) / 1e6
        with contextlib.redirect_stderr(None):
            coursedir = Course(root).directory
        started, cpu = time.perf_counter(), time.process_time()
        found = Report(coursedir, arguments.assignment)
        read = time.perf_counter() - started
        page = found.write(root / "reports")
        took, cpu = time.perf_counter() - started, time.process_time() - cpu
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(found.work.submissions)} submissions, {size:.0f} MB of notebooks: {took:.1f} s "
            f"({read:.1f} s to read them), {cpu:.1f} s of CPU, {memory:.0f} MB of memory; "
            f"page of {page.stat().st_size / 1e6:.2f} MB"
        )


if __name__ == "__main__":
    main()
