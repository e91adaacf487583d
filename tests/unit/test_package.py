"""The package as others meet it: its light door, its metadata, its names."""

import importlib
import re
import subprocess
import sys
import tomllib

import pytest
import yaml
from conftest import ROOT

import nbjudge

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HEAVY = ("nbgrader", "tensorflow", "keras", "sklearn", "IPython", "nbformat", "rich", "requests")


def test_does_the_students_door_stay_light():
    code = (
        "import sys, nbjudge; from nbjudge import check, guard; from nablabook import data, plots\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_does_a_plain_import_leave_matplotlib_for_later():
    code = "import sys, nbjudge; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    "module",
    [
        path.relative_to(ROOT / "nbjudge").with_suffix("").as_posix().replace("/", ".")
        for path in sorted((ROOT / "nbjudge").rglob("*.py"))
        if not path.name.startswith("__")
    ],
)
def test_is_everything_public_there_and_documented(module):
    module = importlib.import_module(f"nbjudge.{module}")
    assert module.__doc__
    assert len(set(module.__all__)) == len(module.__all__)  # ruff keeps them in order
    for name in module.__all__:
        thing = getattr(module, name)
        assert not callable(thing) or thing.__doc__, name


def test_does_the_conda_environment_match_the_package():
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    names = {item for item in conda if isinstance(item, str)}
    extras = PROJECT["optional-dependencies"]
    wanted = {item for extra in ("grading", "pandas", "tensorflow") for item in extras[extra]}
    wanted |= set(PROJECT["dependencies"])
    assert names - wanted == {"jupyter", "pip", f"python{PROJECT['requires-python']}"}
    assert wanted <= names


def test_does_the_changelog_begin_with_this_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changelog, re.MULTILINE).group(1) == nbjudge.__version__


def test_does_an_import_outside_a_notebook_change_nothing():
    code = "import sys; stderr = sys.stderr; import nbjudge; print(sys.stderr is stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
