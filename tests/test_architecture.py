"""The layout holds: imports point down, and no module grows too long."""

import ast

import pytest
from conftest import ROOT

PACKAGE = ROOT / "nbjudge"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
# Each may import those below it and itself; rooms on one line know nothing of each other.
LAYERS = [
    ("__main__",),
    ("cli",),
    ("api",),
    ("demo",),
    ("serving",),
    ("insight",),
    ("collecting",),
    ("authoring",),
    ("grading.steps",),
    ("grading.classrun",),
    ("grading.restore", "grading.notebook"),
    ("grading.judge",),
    ("grading.sandbox",),
    ("grading.course_files", "grading.reach", "grading.secret"),
    ("looking",),
    ("course",),
    ("application",),
    ("check",),
    ("guard",),
    ("shapes",),
    ("csv_safe",),
    ("names",),
    ("cell_code",),
    ("counted", "errors"),
]


def dotted(path):
    name = path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")
    return name.removesuffix(".__init__")


def room(name):
    """(rank, room) of a module; None for what all may import."""
    for rank, rooms in enumerate(LAYERS):
        for one in rooms:
            if name == one or name.startswith(f"{one}."):
                return rank, one
    return None


def imported(path):
    """Names below nbjudge that a module imports, at its top or later."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_point_down(path):
    own = room(dotted(path))
    for name in imported(path):
        other = room(name.removeprefix("nbjudge.")) if name.startswith("nbjudge.") else None
        if own and other and own[1] != other[1]:
            assert own[0] < other[0], f"{dotted(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_the_grader_does_not_know_the_course(path):
    assert not [name for name in imported(path) if name.partition(".")[0] == "nablabook"]


def test_every_module_has_its_place():
    top = {dotted(path).partition(".")[0] for path in MODULES} - {"__init__", "grading"}
    assert {name for name in top if room(name) is None} == set()


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_no_module_is_over_500_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500
