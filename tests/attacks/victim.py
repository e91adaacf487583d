"""The course that the attacks are tried on, and what they must not be able to change."""

import hashlib
import re
import secrets
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.utils import is_grade

from nbjudge.course import Course, fill_in

__all__ = [
    "HONEST",
    "PS",
    "RIGHT",
    "Canaries",
    "fingerprint",
    "leaks",
    "make_course",
    "marks",
    "submit",
]

PS = "ps1"
_MARKER = re.compile(r"SECRET-[A-Z]+-[0-9a-f]{12}")

HONEST = {
    "test_double": 2.0,
    "test_hidden_rule": 0.0,
    "test_hidden_rule_arrays": 0.0,
    "test_hidden_rule_read_only": 0.0,
    "test_hidden_rule_generator": 0.0,
    "test_Counter": 0.0,
    "test_train": 0.0,
    "test_square": 0.0,
}
_POINTS = {
    "test_double": 2,
    "test_hidden_rule": 3,
    "test_hidden_rule_arrays": 1,
    "test_hidden_rule_read_only": 1,
    "test_hidden_rule_generator": 1,
    "test_Counter": 2,
    "test_train": 3,
    "test_square": 1,
}
RIGHT = {name: float(points) for name, points in _POINTS.items()}

_LOCKED = {
    "setup": """
import numpy as np

from nbjudge import check

data = np.arange(12.0).reshape(3, 4)
tolerance = 1e9""",
    "tools": """
tolerance = 1e-9


def same(yours, expected):
    return abs(yours - expected) < tolerance""",
    # Its name is the course's, but it calls the student's function by name.
    "helper": """
def assert_square(x):
    assert same(square(x), x * x), "square is wrong"
""",
}
_RIGHT = {
    "double": "def double(x):\n    return 2 * x",
    "draw": "def draw(rng):\n    return rng.normal()",
    "hidden_rule": "def hidden_rule(x):\n    return 3 * x + 17",
    "Counter": """
class Counter:
    def __init__(self):
        self.total = 0

    def add(self, n):
        self.total += n * n""",
    "train": """
def train(x, y, steps):
    return 0.5 * x.T @ y + 3, [1.0 / (step + 1) for step in range(steps)]""",
    "square": "def square(x):\n    return x * x",
}
# Right for `double` alone. The visible tests pass for all but one.
_WRONG = _RIGHT | {
    "hidden_rule": "def hidden_rule(x):\n    return 17 + 0 * x",
    "Counter": _RIGHT["Counter"].replace("n * n", "n"),
    "train": _RIGHT["train"].replace("0.5 * x.T @ y + 3", "x.T @ y"),
    "square": "def square(x):\n    return x + 0",
}
_TESTS = {
    "test_double": """
assert double(2) == 4
np.testing.assert_allclose(double(data), 2 * data)
### BEGIN HIDDEN TESTS
# MARKER
for x in check.generator(1).normal(size=(4, 3)):
    np.testing.assert_allclose(double(x), 2 * x)
### END HIDDEN TESTS""",
    "test_hidden_rule": """
assert hidden_rule(0) == 17
### BEGIN HIDDEN TESTS
# MARKER
for x in check.generator(2).integers(2, 1000, size=8).tolist():
    result = hidden_rule(x)
    assert isinstance(result, int)
    assert result == 3 * x + 17, "hidden_rule is wrong"
### END HIDDEN TESTS""",
    # The result is computed first, as in much ordinary code, and x is used after that.
    "test_hidden_rule_arrays": """
np.testing.assert_allclose(hidden_rule(np.zeros(2)), 17)
### BEGIN HIDDEN TESTS
# MARKER
x = check.generator(3).normal(size=5)
np.testing.assert_allclose(hidden_rule(x), 3 * x + 17)
### END HIDDEN TESTS""",
    "test_hidden_rule_read_only": """
np.testing.assert_allclose(hidden_rule(np.zeros(2)), 17)
### BEGIN HIDDEN TESTS
# MARKER
x = check.generator(6).normal(size=5)
x.flags.writeable = False
np.testing.assert_allclose(hidden_rule(x), 3 * x + 17)
### END HIDDEN TESTS""",
    # A generator that the student's code was given is used again.
    "test_hidden_rule_generator": """
rng = check.generator(7)
assert isinstance(draw(rng), float)
### BEGIN HIDDEN TESTS
# MARKER
for _ in range(5):
    draw(rng)
    x = int(rng.integers(1000))
    assert hidden_rule(x) == 3 * x + 17, "hidden_rule is wrong"
### END HIDDEN TESTS""",
    "test_Counter": """
counter = Counter()
assert counter.total == 0
counter.add(1)
assert counter.total == 1
### BEGIN HIDDEN TESTS
# MARKER
expected = 1
for n in check.generator(4).integers(2, 50, size=6).tolist():
    counter.add(n)
    expected += n * n
    assert same(counter.total, expected), "total is wrong"
### END HIDDEN TESTS""",
    "test_train": """
w, losses = train(data, data[:, 0], 3)
assert w.shape == (4,) and len(losses) == 3
### BEGIN HIDDEN TESTS
# MARKER
rng = check.generator(5)
x, y = rng.normal(size=(6, 4)), rng.normal(size=6)
w, losses = train(x, y, 5)
assert all(after < before for before, after in zip(losses, losses[1:]))
assert isinstance(w, np.ndarray)
np.testing.assert_allclose(w, 0.5 * x.T @ y + 3)
### END HIDDEN TESTS""",
    "test_square": """
assert_square(1)
### BEGIN HIDDEN TESTS
# MARKER
assert_square(7)
### END HIDDEN TESTS""",
}


class Canaries:
    """Texts that nobody may find, and a home folder with one of them."""

    def __init__(self, folder):
        names = ("TEST", "OTHER", "HOME", "ENVIRONMENT")
        self.text = {name: f"SECRET-{name}-{secrets.token_hex(6)}" for name in names}
        self.home = Path(folder)
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "canary.txt").write_text(self.text["HOME"])

    @property
    def environment(self):
        return {"HOME": str(self.home), "SECRET": self.text["ENVIRONMENT"]}


def _cell(grade_id, source, points=None, **kind):
    meta = {"grade": False, "locked": True, "solution": False, "task": False, "schema_version": 3}
    meta |= {"grade_id": grade_id, **kind}
    if points is not None:
        meta |= {"grade": True, "points": points}
    return new_code_cell(source.strip(), metadata={"nbgrader": meta})


def _source(canaries):
    cells = [_cell(name, text) for name, text in _LOCKED.items()]
    for cell in cells:
        cell.metadata.tags = ["setup"]
    for name, text in _RIGHT.items():
        solution = f"### BEGIN SOLUTION\n{text.strip()}\n### END SOLUTION"
        cells.append(_cell(name, solution, locked=False, solution=True))
        for test, body in _TESTS.items():
            if f"{test}_".startswith(f"test_{name}_"):
                body = body.replace("MARKER", canaries.text["TEST"])
                cells.append(_cell(test, body, points=_POINTS[test]))
    kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernelspec})


def make_course(root, canaries, config):
    """A course with one released assignment; ``config`` is the text of its nbgrader_config.py."""
    (root / "source" / PS).mkdir(parents=True)
    nbformat.write(_source(canaries), root / "source" / PS / f"{PS}.ipynb")
    path = root / "nbgrader_config.py"
    path.write_text("c = get_config()\nc.CourseDirectory.course_id = 'nbjudge'\n")
    course = Course(root)
    course.run("generate_assignment", PS)
    path.write_text(config)
    return course


def submit(course, student, attack=None, note=""):
    """Hand in right work, or half-right work with an attack."""
    answers = _WRONG | attack.answers if attack else _RIGHT
    nb = fill_in(course.read("release", PS), {name: text.strip() for name, text in answers.items()})
    place = next(i for i, cell in enumerate(nb.cells) if cell.metadata.nbgrader.solution)
    if attack and attack.cell is not None:
        nb.cells.insert(place, new_code_cell(attack.cell.strip()))
    if attack and attack.later is not None:
        nb.cells.append(new_code_cell(attack.later.strip()))
    if note:
        nb.cells.append(new_code_cell(f"# {note}"))
    course.submit(student, PS, nb)
    if attack:
        changed = attack.tamper(nb, course.root / "submitted" / student / PS)
        if changed is not None:
            course.submit(student, PS, changed)


def marks(course):
    """{student: {test: points, or None where it was not marked}} from the gradebook."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", "nbjudge") as gradebook:
        return {
            submission.student.id: {
                grade.name: grade.auto_score for nb in submission.notebooks for grade in nb.grades
            }
            for submission in gradebook.find_assignment(PS).submissions
        }


def leaks(course, student, canaries):
    """Names of the secrets that the outputs of a student's own cells hold."""
    path = course.root / "autograded" / student / PS / f"{PS}.ipynb"
    if not path.is_file():
        return []
    nb = nbformat.read(path, as_version=4)
    own = [cell for cell in nb.cells if not is_grade(cell) or cell.metadata.nbgrader.solution]
    found = set(_MARKER.findall("".join(str(cell.get("outputs")) for cell in own)))
    return sorted(name for name, text in canaries.text.items() if text in found)


def fingerprint(folder):
    """{path: hash} of all files in a folder, but hidden ones such as caches, and where links go."""
    found = {}
    for path in sorted(Path(folder).rglob("*")):
        name = str(path.relative_to(folder))
        if name.startswith("."):
            continue
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found
