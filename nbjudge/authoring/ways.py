"""How the tests of an assignment will be run: in the judge, or as nbgrader would."""

import json

from nbformat.v4 import new_notebook
from nbgrader.apps import AutogradeApp
from nbgrader.converters import Autograde

from nbjudge.course import Course, grade_id, is_test
from nbjudge.grading.classrun.protection import execute_step
from nbjudge.grading.course_files import cells_of, places
from nbjudge.grading.judge.names import read_names
from nbjudge.grading.notebook.classify import classify
from nbjudge.grading.notebook.task import Files, Task

__all__ = ["ways"]


def ways(course: Course, assignment: str) -> tuple[int, list[str]]:
    """(how many tests are judged, what is said of each other test), by running the source.

    It takes as long as the source does. Raises `SandboxError` where there is no sandbox for it.
    """
    opened = Course(course, application=AutogradeApp)
    autograde = Autograde(coursedir=opened.directory, parent=opened.application)
    folder = opened.place("source", assignment)
    files = Files(
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".ipynb"
    )
    tests, others = 0, []
    for path in sorted(folder.glob("*.ipynb")):
        cells = cells_of(folder, path.stem)
        for number, cell in enumerate(cells, start=1):
            cell.setdefault("id", f"cell-{number}")  # of a notebook before format 4.5
        tests += sum(map(is_test, cells))
        task = Task(
            assignment,
            "the source",
            path.stem,
            json.dumps(new_notebook(cells=cells)),
            execute_step(autograde),
            autograde.config,
            dict(files),
            files,
            places(cells),
            read_names(cells),
        )
        found = classify(task)
        others += [
            f"{path.stem}, {grade_id(cell)}: {found[grade_id(cell)]}"
            for cell in cells
            if is_test(cell) and grade_id(cell) in found
        ]
    return tests - len(others), others
