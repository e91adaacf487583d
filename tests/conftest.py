"""What all tests share: the course, and which data they are on."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ASSIGNMENTS = sorted(path.name for path in (ROOT / "source").iterdir() if path.is_dir())
REAL_DATA = os.environ.get("GRADLAB_DATA", "")
# The offline digits always, the real data where they are at hand.
DATA = ["digits", *([REAL_DATA] if Path(REAL_DATA).is_dir() and REAL_DATA else [])]

# Kernels and nbgrader are started by name; they must be those of this environment.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


def data_name(data):
    """How a test is called that runs on this data."""
    return data if data == "digits" else "mnist"


@pytest.fixture(scope="session")
def course():
    from gradlab.course import Course

    return Course(ROOT)


@pytest.fixture(scope="session")
def built(course, tmp_path_factory):
    """A copy of the course with its releases freshly built by nbgrader."""
    copy = course.copy_to(tmp_path_factory.mktemp("course"))
    for assignment in ASSIGNMENTS:
        copy.build(assignment)
    return copy
