"""The map in docs/internals.md leads to places that exist."""

import ast
import functools
import re

import pytest
from conftest import ROOT

TEXT = (ROOT / "docs" / "internals.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([a-z_][\w.]*):([A-Za-z_][\w.]*)`", TEXT)))


@functools.cache
def defined(module):
    """Names at the top of a module, and those of its classes' methods as ``Class.method``."""
    path = ROOT.joinpath("nbjudge", *module.split(".")).with_suffix(".py")
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
            names |= {
                f"{node.name}.{part.name}"
                for part in node.body
                if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
            }
    return names


@pytest.mark.parametrize(("module", "name"), NAMED, ids=":".join)
def test_what_the_map_names_exists(module, name):
    assert name in defined(module)


def test_the_map_names_much():
    assert len(NAMED) > 60
    assert len(re.findall(r"^\| .* \|$", TEXT.partition("## To change")[2], re.MULTILINE)) > 22


@pytest.mark.parametrize("package", ["authoring", "collecting", "insight", "grading"])
def test_no_package_is_left_out(package):
    rooms = [path.parent for path in (ROOT / "nbjudge" / package).rglob("__init__.py")]
    for room in rooms:
        name = ".".join(room.relative_to(ROOT / "nbjudge").parts)
        assert any(module.startswith(f"{name}.") for module, _ in NAMED), name
