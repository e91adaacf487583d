"""The test cells of an assignment, tried in this process: quick enough for hundreds of draws.

The judge runs each test with a number made of the submission, from which `check.generator` draws.
Here the number is set, so that a test is tried as many submissions would meet it.
"""

import ast
import contextlib
import functools
import io
import warnings

import numpy as np
from conftest import ROOT
from nbgrader.utils import is_grade, is_locked, is_solution

from nbjudge.authoring.answers import read_assignment
from nbjudge.course import Course, exercise_of, grade_id

__all__ = ["Bench", "in_single_precision", "try_cell", "visible"]

_DATA = ("setup", "data")  # run once for all answers
_NEEDED = (
    "one-hot-use",
    "bias-use",
    "question-pieces-draw",
    "question-divided-draw",
)  # cells that are neither locked nor exercises, and that tests build on


class Bench:
    """An assignment on a bench: its answers, its tests, and all that they build on.

    ``answers`` is {exercise: list of `Answer`}, ``tests`` {exercise: {grade id: text}}.
    """

    def __init__(self, assignment):
        cells = Course(ROOT).read("source", assignment).cells
        self._cells = [cell for cell in cells if cell.cell_type == "code"]
        self._own = {grade_id(cell): cell.source for cell in self._cells if is_solution(cell)}
        self.answers = read_assignment(ROOT / "answers" / assignment)
        self.tests = {}
        for cell in self._cells:
            if is_grade(cell) and not is_solution(cell):
                exercise = exercise_of(grade_id(cell), list(self._own))
                self.tests.setdefault(exercise, {})[grade_id(cell)] = cell.source
        self._given = {"__name__": "__main__"}
        for cell in self._cells:
            if grade_id(cell) in _DATA:
                _run(cell.source, self._given)

    def namespace(self, exercise, text):
        """What the notebook defines, but for its trainings, with this text as an answer.

        As where it is graded, the cells below one that fails are run all the same.
        """
        namespace = dict(self._given)
        for cell in self._cells:
            name, source = grade_id(cell), cell.source
            if is_solution(cell):
                source = text if name == exercise else self._own[name]
            elif name in _DATA or is_grade(cell) or not _is_needed(cell):
                continue
            with contextlib.suppress(Exception):
                _run(source, namespace)
        return namespace


def visible(test):
    """The part of a test that students see."""
    head, _, rest = test.partition("### BEGIN HIDDEN TESTS")
    return head + rest.partition("### END HIDDEN TESTS")[2]


def try_cell(code, namespace):
    """The error of a test, or None; what it prints is lost. Names that it sets do not stay."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _run(code, dict(namespace))
    except Exception as error:
        return error
    return None


def _run(code, namespace):
    with contextlib.redirect_stdout(io.StringIO()):
        exec(code, namespace)


def _is_needed(cell):
    """Whether a cell is locked, only defines functions and classes, or is known to be needed."""
    if is_locked(cell) or cell.id in _NEEDED:
        return True
    try:
        statements = ast.parse(cell.source).body
    except SyntaxError:
        return False
    return all(isinstance(each, ast.FunctionDef | ast.ClassDef) for each in statements)


def in_single_precision(namespace, text):
    """Make all functions and classes that this text has defined compute in float32, as far as seen.

    Arrays are cast on their way in, on their way out, and where an object keeps them. Lists and
    dicts that are handed in stay themselves: a function may have to change them.
    """
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.FunctionDef):
            namespace[statement.name] = _single_function(namespace[statement.name])
        elif isinstance(statement, ast.ClassDef):
            kind = namespace[statement.name]
            for name, value in list(vars(kind).items()):
                if callable(value) and not isinstance(value, type):
                    setattr(kind, name, _single_function(value))
            kind.__setattr__ = _keep_single
    return namespace


def _single_function(function):
    @functools.wraps(function)
    def single(*args, **kwargs):
        args = [_single(arg) if isinstance(arg, np.ndarray) else arg for arg in args]
        return _single(function(*args, **kwargs))

    return single


def _keep_single(self, name, value):
    object.__setattr__(self, name, _single(value))


def _single(value):
    if isinstance(value, np.ndarray | np.float64) and value.dtype == np.float64:
        return value.astype(np.float32)
    if type(value) in (list, tuple):
        return type(value)(_single(each) for each in value)
    if type(value) is dict:
        return {key: _single(each) for key, each in value.items()}
    return value
