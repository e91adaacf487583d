"""The notebooks of tests/courses are fair by themselves: right answers pass, wrong ones do not."""

import importlib
import linecache
import sys
import warnings

import matplotlib.pyplot as plt
import pytest
from compact import COURSES, read
from nbgrader.utils import is_grade, is_solution

from nbjudge.course import exercise_of, grade_id

PATHS = sorted(COURSES.glob("*/*.py"))


def failed_tests(compact, answers):
    """Grade ids of the tests that fail, when all cells run in this process, in order."""
    namespace, failed = {"__name__": "__main__"}, []
    for number, cell in enumerate(compact.notebook.cells):
        if cell.cell_type != "code":
            continue
        text = answers[grade_id(cell)] if is_solution(cell) else cell.source
        name = f"<cell {number}>"
        linecache.cache[name] = (len(text), None, text.splitlines(True), name)  # for inspect
        try:
            with warnings.catch_warnings(action="ignore"):
                exec(compile(text, name, "exec"), namespace)
        except Exception:
            if is_grade(cell):
                failed.append(grade_id(cell))
            elif answers == compact.right:
                raise
    return failed


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to run a notebook in, from which it can import."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    modules = set(sys.modules)
    yield tmp_path
    plt.close("all")
    for name in set(sys.modules) - modules:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]
    importlib.invalidate_caches()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_right_answers_pass_and_each_wrong_one_loses_marks(path, folder):
    compact = read(path)
    for name, text in compact.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert failed_tests(compact, compact.right) == []
    assert compact.wrong.keys() == compact.right.keys()
    for exercise, text in compact.wrong.items():
        for left in folder.iterdir():
            if left.is_file() and left.name not in compact.files:
                left.unlink()
        failed = failed_tests(compact, compact.right | {exercise: text})
        assert exercise in {exercise_of(test, compact.right) for test in failed}


def test_there_are_six_notebooks_or_more_of_each_of_ten_subjects():
    subjects = [path.parent.name for path in PATHS]
    assert len(set(subjects)) == 10
    assert all(subjects.count(subject) >= 6 for subject in subjects)
