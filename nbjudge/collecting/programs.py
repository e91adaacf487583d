"""What a class has written, as programs: for tools that compare these, Dolos and JPlag.

Of each notebook the solution cells alone are taken, for all else is given. The same cells of the
release go along, as what all programs have in common.
"""

import csv
import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import MissingEntry
from nbgrader.utils import is_solution

from nbjudge.counted import counted
from nbjudge.course import Course, grade_id
from nbjudge.csv_safe import escaped
from nbjudge.errors import CollectingError

__all__ = ["TOOLS", "export_programs"]

TOOLS = ("dolos", "jplag")


def export_programs(course: Course, assignment: str, path: Path, tool: str) -> list[str]:
    """Write the programs of an assignment for a tool; returns what is to be told of it.

    For Dolos a zip archive, with its ``info.csv`` and the common part as ``template.py``; for JPlag
    a folder with ``submissions`` and ``base``. Raises `CollectingError` where nothing is graded
    yet, or something is there already.
    """
    if path.exists():
        raise CollectingError(f"{path} is there already. Name another, or remove it.")
    given = dict(_programs(course.place("release", assignment)))
    told, people = [], []
    with course.gradebook() as gradebook:
        try:
            submissions = gradebook.find_assignment(assignment).submissions
        except MissingEntry:
            submissions = []
        for one in sorted(submissions, key=lambda one: str(one.student.id)):
            name = " ".join(filter(None, (one.student.first_name, one.student.last_name)))
            people.append((str(one.student.id), name, one.timestamp))
    programs = {}
    for student, _, _ in people:
        try:
            programs[student] = dict(_programs(course.place("autograded", assignment, student)))
        except (OSError, ValueError, AttributeError) as error:
            told.append(f"{student} is left out: the notebook cannot be read ({error}).")
    programs = {student: found for student, found in programs.items() if found}
    if not programs:
        raise CollectingError(
            f"Nothing of {assignment} is graded yet. Grade first: nbjudge grade {assignment}"
        )
    names = _file_names(programs)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as folder:
        made = Path(folder, "made")
        if tool == "dolos":
            rows = [["filename", "full_name", "created_at"]]
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("template.py", _joined(given))
                for student, name, time in people:
                    if student in programs:
                        archive.writestr(f"{names[student]}.py", _joined(programs[student]))
                        when = f"{time:%Y-%m-%d %H:%M:%S} +0000" if time else ""
                        rows.append([f"{names[student]}.py", escaped(name or student), when])
                table = io.StringIO()
                csv.writer(table).writerows(rows)
                archive.writestr("info.csv", table.getvalue())
        else:
            for place, found in [("base", given)] + [
                (f"submissions/{names[student]}", found) for student, found in programs.items()
            ]:
                Path(made, place).mkdir(parents=True)
                for name, text in found.items():
                    Path(made, place, f"{name}.py").write_text(text, encoding="utf-8")
        shutil.move(made, path)
    told.append(
        f"The programs of {counted(len(programs), 'student')} are in {path}. Compare them with"
    )
    told.append(
        f"  dolos run -l python -i template.py {path.name}   (template.py is in the archive)"
        if tool == "dolos"
        else f"  java -jar jplag.jar -l python3 -bc {path.name}/base {path.name}/submissions"
    )
    return told


def _programs(folder: Path) -> Iterator[tuple[str, str]]:
    """(notebook, its solution cells as a program) of a folder."""
    for path in sorted(folder.glob("*.ipynb")):
        nb: NotebookNode = nbformat.read(path, as_version=4)
        cells = [cell for cell in nb.cells if cell.cell_type == "code" and is_solution(cell)]
        if cells:
            yield (
                path.stem,
                "\n\n".join(f"# {grade_id(cell)}\n{cell.source}" for cell in cells) + "\n",
            )


def _joined(found: dict[str, str]) -> str:
    return "\n".join(found.values())


def _file_names(students: dict[str, dict[str, str]]) -> dict[str, str]:
    """{student: a name for a file}, whatever a student's id holds."""
    found: dict[str, str] = {}
    for student in students:
        plain = re.sub(r"[^\w.@+-]", "_", student).lstrip(".-") or "student"
        name, number = plain, 2
        while name in found.values() or name == "template":
            name, number = f"{plain}-{number}", number + 1
        found[student] = name
    return found
