"""What all tests share: the course, and which data they are on."""

import asyncio
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
ASSIGNMENTS = sorted(path.name for path in (ROOT / "source").iterdir() if path.is_dir())


def most_points(assignment):
    """What the tests of an assignment can give together."""
    from nbjudge.course import Course, exercises

    tests = exercises(Course(ROOT).read("source", assignment)).values()
    return sum(sum(points.values()) for points in tests)


def least_answers(exercise):
    """How many right and wrong answers an exercise has at least; questions have fewer."""
    return (2, 3) if exercise.startswith("question_") else (3, 6)


REAL_DATA = os.environ.get("NBJUDGE_DATA", "")
# The offline digits always, the real data where they are at hand.
DATA = ["digits", *([REAL_DATA] if Path(REAL_DATA).is_dir() and REAL_DATA else [])]

# Kernels and nbgrader are started by name; they must be those of this environment.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


# What `make quick` leaves out: where classes are graded, all notebooks run, browsers opened.
SLOW_FOLDERS = {"attacks", "course", "hub"}
SLOW = """
    test_audit test_bad_input test_build test_busy_machine test_cage test_colab
    test_compact_courses test_data_files test_demo test_docs_site test_fail_closed test_first_cells
    test_follow_through test_foreign_course test_grade test_habits test_http test_kept_outputs
    test_levels test_limits test_mutants test_one_file test_pages test_recover test_regrade
    test_report test_sandbox test_second_run test_secret test_service test_snapshot test_standing
    test_starter test_submissions test_systems test_tensorflow test_userid test_ways_of_tests
"""
WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items):
    """Where several processes share the tests: those with a costly fixture stay together."""
    for item in items:
        folder, file = item.path.parent.name, item.path.name
        group = item.name if file == "test_audit.py" else folder if folder == "course" else file
        item.add_marker(pytest.mark.xdist_group(group))
        slow = item.path.stem in SLOW.split() or not SLOW_FOLDERS.isdisjoint(_parts(item))
        if slow and not item.get_closest_marker("quick"):
            item.add_marker(pytest.mark.slow)
    if WORKERS > 1:  # the longest first
        items.sort(key=_turn)


def _turn(item):
    order = ["test_audit.py", "course", "attacks", "hub", "test_grade.py", "test_demo.py"]
    order += ["test_report.py", "test_recover.py", "test_limits.py", "test_bad_input.py"]
    return min([order.index(part) for part in _parts(item) if part in order], default=len(order))


def _parts(item):
    """The folders and the file of a test, below tests/."""
    return item.path.relative_to(ROOT / "tests").parts


@pytest.fixture
def agg():
    """Draw without a display, and leave no figure, style or backend behind."""
    import matplotlib
    from matplotlib import pyplot as plt

    from nablabook import plots

    before = matplotlib.get_backend()
    plt.switch_backend("Agg")
    yield
    plt.close("all")
    plots.dark(False)
    plt.switch_backend(before)


@pytest.fixture(autouse=True)
def no_figure_is_left_open():
    """Fail the test that leaves figures open, not the one that runs after it."""
    yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        figures = pyplot.get_fignums()
        pyplot.close("all")
        assert not figures, f"the test left figures open: {figures}"


def data_name(data):
    """How a test is called that runs on this data."""
    return data if data == "digits" else "mnist"


@pytest.fixture(scope="session")
def course():
    from nbjudge.course import Course

    return Course(ROOT)


@pytest.fixture(scope="session")
def built(course, tmp_path_factory):
    """A copy of the course with its releases freshly built by nbgrader."""
    copy = course.copy_to(tmp_path_factory.mktemp("course"))
    for assignment in ASSIGNMENTS:
        copy.build(assignment)
    return copy


@pytest.fixture(scope="session")
def executed(course, tmp_path_factory):
    """A function of the data: all source notebooks, run from top to bottom, and their folders.

    {assignment: (notebook, folder)}; errors are left in the outputs. Cells for TensorFlow and
    pandas are run too.
    """
    done = {}

    def run(assignment):
        nb, folder = course.read("source", assignment), tmp_path_factory.mktemp("source")
        client = NotebookClient(
            nb,
            timeout=300,
            allow_errors=True,
            skip_cells_with_tag="",
            resources={"metadata": {"path": os.fspath(folder)}},
        )
        return asyncio.run(client.async_execute()), folder  # closes its event loop

    def execute(data):
        if data not in done:
            jobs = 3 - min(WORKERS, 2)
            with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(jobs) as pool:
                patch.setenv("NBJUDGE_DATA", data)
                patch.setenv("OMP_NUM_THREADS", "1")  # two at a time, here or in two processes
                done[data] = dict(zip(ASSIGNMENTS, pool.map(run, ASSIGNMENTS), strict=True))
        return done[data]

    return execute


def printed(nb):
    """{cell id: what it printed} of a notebook that has been run."""
    return {
        cell.id: "".join(out.text for out in cell.outputs if out.output_type == "stream")
        for cell in nb.cells
        if cell.cell_type == "code"
    }


def as_user(user):
    """What goes before a command, so that a user who is not root runs it."""
    home = Path("~root").expanduser()
    needed = {Path(sys.base_prefix), Path(sys.prefix), ROOT}
    hidden = sorted(path for path in needed if path.is_relative_to(home))
    view = []
    if hidden and not home.stat().st_mode & 0o001:
        # These lie in root's own folder: show them to others, in a view of their own.
        view = ["bwrap", "--dev-bind", "/", "/", "--tmpfs", home, "--chmod", "0755", home]
        for folder in hidden:
            for parent in [*reversed(folder.parents)][len(home.parts) :]:
                view += ["--perms", "0755", "--dir", parent]
            view += ["--ro-bind", folder, folder]
    change = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    return [*map(os.fspath, view), *change]
