"""The package as others meet it: its light door, its metadata, its names."""

import ast
import importlib
import re
import subprocess
import sys
import tomllib

import pytest
import yaml
from conftest import ROOT
from pythons import VERSIONS

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
    if module == "serving.hub":
        pytest.importorskip("jupyterhub")  # an extra of its own
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


# What is imported under another name than it is installed by.
DISTRIBUTIONS = {
    "IPython": "ipython",
    "dateutil": "python-dateutil",
    "jwt": "pyjwt",
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
    "sklearn": "scikit-learn",
    "zmq": "pyzmq",
}
# What is imported only where it is used, and comes with an extra of its own.
EXTRAS = {"distributed": "dask", "jupyterhub": "hub", "jwt": "lti", "requests": "lti"}
# The student's door; what it asks of the notebook around it, or may do without, is no dependency.
DOOR = ("nablabook", "nbjudge.check", "nbjudge.guard", "nbjudge.names", "nbjudge.cell_code")
GUESTS = {"IPython", "scipy", "sklearn", "tensorflow"}


def imported_packages(package):
    """{package that is installed from elsewhere: the modules of ours that import it}."""
    found = {}
    for path in sorted((ROOT / package).rglob("*.py")):
        module = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            for name in {name.partition(".")[0] for name in names}:
                if name not in sys.stdlib_module_names and name not in ("nbjudge", "nablabook"):
                    found.setdefault(name, set()).add(module)
    return found


def declared(*extras):
    """Names of the packages that the metadata asks for, with these extras."""
    lines = list(PROJECT["dependencies"])
    for extra in extras:
        lines += PROJECT["optional-dependencies"][extra]
    return {re.match(r"[\w-]+", line).group().lower().replace("_", "-") for line in lines}


@pytest.mark.parametrize("package", ["nablabook", "nbjudge"])
def test_all_that_is_imported_is_declared(package):
    for name, modules in imported_packages(package).items():
        distribution = DISTRIBUTIONS.get(name, name).lower().replace("_", "-")
        if any(module.startswith(DOOR) for module in modules) and name not in GUESTS:
            assert distribution in declared(), f"{name}, for students"
        if name != "tensorflow":  # only asked where a notebook has imported it itself
            extras = ["grading", EXTRAS.get(name, "grading")]
            assert distribution in declared(*extras), f"{name}, which {modules} import"


def test_all_that_is_declared_is_imported():
    """But for what is only run: nbgrader's own tests of a class, and what students may import."""
    used = {*imported_packages("nbjudge"), *imported_packages("nablabook")}
    names = {DISTRIBUTIONS.get(name, name).lower().replace("_", "-") for name in used}
    assert declared("grading") - names == {"tqdm"}


def test_what_others_may_change_has_an_upper_bound():
    """nbjudge overrides private members of nbgrader; a release that moves them must be tried."""
    (nbgrader,) = (d for d in PROJECT["optional-dependencies"]["grading"] if "nbgrader" in d)
    assert re.search(r",<\d", nbgrader)


def test_the_workflow_calls_make_on_every_python_that_is_claimed():
    text = (ROOT / ".github" / "workflows" / "tests.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert jobs["quick"]["strategy"]["matrix"]["python"] == list(VERSIONS)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"- run: make (?:PYTHON=python )?(\w+)", text):
        assert f"\n{target}:" in makefile


def test_one_version_of_ruff_is_used_everywhere():
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    hooks = {repo["repo"]: repo["rev"] for repo in yaml.safe_load(text)["repos"]}
    (ruff,) = (x for x in PROJECT["optional-dependencies"]["dev"] if x.startswith("ruff"))
    assert hooks["https://github.com/astral-sh/ruff-pre-commit"] == ruff.replace("ruff==", "v")


def test_does_the_changelog_begin_with_this_version():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changelog, re.MULTILINE).group(1) == nbjudge.__version__


def test_does_an_import_outside_a_notebook_change_nothing():
    code = "import sys; stderr = sys.stderr; import nbjudge; print(sys.stderr is stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_no_two_test_files_share_a_name():
    """pytest imports them by it."""
    names = [path.name for path in sorted((ROOT / "tests").rglob("test_*.py"))]
    assert sorted(set(names)) == sorted(names)
