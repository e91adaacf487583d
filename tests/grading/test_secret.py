"""Inputs of hidden tests cannot be worked out: they are made of the course's secret."""

import hashlib
import hmac
import os
import stat
from concurrent.futures import ProcessPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest
from factory import hand_in, make_course, solution, test_cell
from nbformat.v4 import new_code_cell

from nbjudge.course import SECRET, Course, fill_in
from nbjudge.errors import GradingError
from nbjudge.grading import secret
from nbjudge.grading.notebook.execute import _own_code
from nbjudge.grading.secret import course_secret, lend_secret

SEEN = "def f(x):\n    global seen\n    seen = x\n    return 0"


def directory(root, **changes):
    """What of nbgrader's `CourseDirectory` counts here."""
    parts = {
        "root": os.fspath(root),
        "db_url": f"sqlite:///{root}/gradebook.db",
        "groupshared": False,
        "autograded_directory": "autograded",
        "format_path": lambda step, student, name: os.path.join(root, step, student, name),  # noqa: PTH118
    }
    return SimpleNamespace(**parts | changes)


def first_use(root):
    return course_secret(directory(root))[0]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course in which a student looks at the input of a hidden test; its two results."""
    course = make_course(
        tmp_path_factory.mktemp("secret"),
        solution("f", "def f(x):\n    #? return ?\n    return 0 * x"),
        test_cell(
            "test_f",
            "from nbjudge import check\n### BEGIN HIDDEN TESTS\n"
            "assert f(int(check.generator(1).integers(10**9))) == 0\n### END HIDDEN TESTS",
        ),
    )
    nb = fill_in(course.read("release", "mini"), {"f": SEEN})
    nb.cells.append(new_code_cell("print('seen', seen)", id="look"))
    course.submit("ada", "mini", nb)
    first = looked_at(course)
    again = looked_at(course, "--force")
    (course.root / SECRET).rename(course.root / "old-secret")
    hand_in(course, bob={"f": SEEN})
    lost = looked_at(course)
    return SimpleNamespace(course=course, first=first, again=again, lost=lost)


def looked_at(course, *options):
    """(what grading says, the input that the student has seen)"""
    with (course.root / "log.txt").open("w+") as log:
        assert course.start("grade", "mini", *options, module="nbjudge", log=log).wait() == 0
        log.seek(0)
        said = log.read()
    cells = course.read("autograded", "mini", "ada").cells
    text = next(cell.outputs[0].text for cell in cells if cell.get("id") == "look")
    return said, int(text.split()[1])


def test_a_graded_course_has_a_secret_that_only_its_owner_can_read(graded):
    path = graded.course.root / SECRET
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_text()) == 64


def test_no_secret_is_in_what_others_are_given(graded):
    found = [(graded.course.root / name).read_text() for name in (SECRET, "old-secret")]
    for path in graded.course.root.rglob("*"):
        if path.is_file() and path.name not in (SECRET, "old-secret"):
            assert not any(text.encode() in path.read_bytes() for text in found), path


def test_a_regrade_draws_the_same_inputs(graded):
    assert graded.again[1] == graded.first[1]


def test_inputs_cannot_be_worked_out_from_the_submission(graded):
    nb = graded.course.read("autograded", "mini", "ada")
    for made in (hashlib.sha256(_own_code(nb)), hmac.new(b"", _own_code(nb), "sha256")):
        text = f"{made.hexdigest()} test_f"
        number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
        drawn = np.random.default_rng([1, number]).integers(10**9)
        assert drawn not in (graded.first[1], graded.lost[1])


def test_a_lost_secret_is_told_and_all_is_graded_by_the_new_one(graded):
    assert "is not the one that was used before" in graded.lost[0]
    assert "put it back" in graded.lost[0]
    assert "2 submissions" in graded.lost[0]
    assert graded.lost[1] != graded.first[1]


def test_two_first_uses_at_once_make_one_secret(tmp_path):
    with ProcessPoolExecutor(8) as pool:
        found = list(pool.map(first_use, [tmp_path] * 40))
    assert set(found) == {(tmp_path / SECRET).read_text()}


def test_a_group_of_instructors_shares_the_secret(tmp_path):
    course_secret(directory(tmp_path, groupshared=True))
    assert stat.S_IMODE((tmp_path / SECRET).stat().st_mode) & 0o007 == 0


def test_the_secret_lies_beside_the_gradebook(tmp_path):
    (tmp_path / "books").mkdir()
    course_secret(directory(tmp_path, db_url="sqlite:///books/gradebook.db?timeout=9"))
    assert (tmp_path / "books" / SECRET).is_file()
    course_secret(directory(tmp_path, db_url="postgresql://localhost/grades"))
    assert (tmp_path / SECRET).is_file()


@pytest.mark.parametrize("text", ["", "abc", "x" * 64, "0" * 63])
def test_a_damaged_secret_is_refused_in_words(tmp_path, monkeypatch, text):
    monkeypatch.setattr(secret, "_PATIENCE", 0)
    (tmp_path / SECRET).write_text(text)
    with pytest.raises(GradingError, match=r"is damaged.*Put it back from a backup, or remove it"):
        course_secret(directory(tmp_path))


def test_a_secret_that_cannot_be_read_is_refused_in_words(tmp_path):
    (tmp_path / SECRET).mkdir()
    with pytest.raises(GradingError, match=r"cannot be read or made.*Let whoever grades"):
        course_secret(directory(tmp_path))


def test_a_copy_to_try_things_in_draws_the_same_inputs_each_time(graded, tmp_path):
    copy = Course(graded.course.root).copy_to(tmp_path / "copy", ["mini"])
    assert (copy.root / SECRET).read_text() == "0" * 64


def test_a_copy_in_which_work_is_graded_has_the_secret_of_the_course(tmp_path):
    course, copy = tmp_path / "course", tmp_path / "copy"
    for folder in (course, copy):
        folder.mkdir()
    (copy / SECRET).write_text("0" * 64)
    lend_secret(directory(course), directory(copy))
    own = (copy / SECRET).read_text()
    assert own != "0" * 64, "anybody could work out the inputs"
    assert not (course / SECRET).exists(), "the course is only read"
    found = first_use(course)
    assert found != own
    lend_secret(directory(course), directory(copy))
    assert first_use(copy) == found
