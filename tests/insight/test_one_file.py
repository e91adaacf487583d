"""One notebook file is graded by itself, and the result written as those want it who run it."""

import json
import os
import re
import shutil
import subprocess
import sys

import jsonschema
import nbformat
import pytest
from conftest import ROOT
from factory import by_hand, make_course, solution, test_cell
from nbformat.v4 import new_markdown_cell

from nbjudge.cli import main
from nbjudge.course import fill_in
from nbjudge.errors import GradingError, SubmissionError
from nbjudge.grading.restore.files import LARGEST
from nbjudge.insight.formats import FORMATS, classroom50, gradescope
from nbjudge.insight.one_file import FileGraded, Mark, grade_file

SECRET = "assert f(41) == 42  # the hidden one"
HIDDEN = f"assert f(1) == 2\n### BEGIN HIDDEN TESTS\n{SECRET}\n### END HIDDEN TESTS"
RUNNER = {
    "CLASSROOM": "networks",
    "ASSIGNMENT": "mini",
    "ASSIGNMENT_TYPE": "individual",
    "OWNER": "ada",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d",
    "COMMIT_URL": "https://example.org/commit",
    "RELEASE_URL": "https://example.org/release",
    "REVIEW_URL": "https://example.org/review",
}
# As both formats are published, in our words: what must be there, of which type, and nothing else.
TEXT, FILLED = {"type": "string"}, {"type": "string", "minLength": 1}
SHOWN = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
WORDS = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
GRADESCOPE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "number"},
        "output": TEXT,
        "output_format": WORDS,
        "visibility": SHOWN,
        "stdout_visibility": SHOWN,
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": FILLED,
                    "name_format": WORDS,
                    "output": TEXT,
                    "output_format": WORDS,
                    "visibility": SHOWN,
                },
            },
        },
    },
}
WHOLE = {"type": "integer", "minimum": 0}
OF_RESULT = {
    "schema": {"const": "classroom50/result/v1"},
    "classroom": FILLED,
    "assignment": FILLED,
    "assignment_type": {"enum": ["individual", "group", "team"]},
    "owner": FILLED,
    "submission": {"type": "string", "pattern": "^submit/"},
    "commit": FILLED,
    "release": FILLED,
    "review": FILLED,
    "datetime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
    "score": WHOLE,
    "max-score": WHOLE,
    "tests": {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["test-name", "passed", "score", "max-score"],
            "properties": {
                "test-name": FILLED,
                "passed": {"type": "boolean"},
                "score": WHOLE,
                "max-score": WHOLE,
            },
        },
    },
}
CLASSROOM50 = {
    "type": "object",
    "additionalProperties": False,
    "required": list(OF_RESULT),
    "properties": OF_RESULT,
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return make_course(
        tmp_path_factory.mktemp("one") / "course",
        new_markdown_cell("## One more", id="title"),
        solution("f", "def f(x):\n    #? return ?\n    return x + 1"),
        test_cell("test_f", HIDDEN, points=2),
        new_markdown_cell("## A number", id="other"),
        solution("g", "#? y = ?\ny = 3"),
        test_cell("test_g", "assert y == 3", points=1),
        by_hand("why", "Why?", 3, new_markdown_cell),
    )


def everything_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def done(course, tmp_path_factory):
    """A file of another name, half of it right, and the standing of the course before and after."""
    path = tmp_path_factory.mktemp("work") / "my work.ipynb"
    answers = {"f": "def f(x):\n    return x + 1 if x < 9 else 0", "g": "y = 3"}
    nb = fill_in(course.read("release", "mini"), answers)
    nb.cells[-1].source = "Because."
    nbformat.write(nb, path)
    before = everything_in(course.root)
    found = grade_file(course, path, "mini")
    return found, before, everything_in(course.root)


def test_each_mark_is_that_of_the_class_and_says_what_failed(done):
    found = {mark.name: mark for mark in done[0].marks}
    assert [(one.points, one.most) for one in found.values()] == [(0, 2), (1, 1), (None, 3)]
    assert (done[0].points, done[0].most) == (1, 3)
    assert found["test_g"].passed and found["test_g"].words == ""
    assert not found["test_f"].passed and found["test_f"].words
    assert found["test_f"].exercise == "One more"
    assert found["why"].words == "A person will mark this."


def test_nothing_of_the_course_is_touched_and_nothing_hidden_is_told(done):
    found, before, after = done
    assert after == before
    for name, write in FORMATS.items():
        text = write(found) if name != "classroom50" else classroom50(found, RUNNER)
        text = re.sub(r"T\d\d:\d\d:\d\d", "", text)  # any number can be in a time
        assert "the hidden one" not in text and "42" not in text


def test_the_result_is_one_that_gradescope_takes(done):
    written = json.loads(gradescope(done[0]))
    jsonschema.validate(written, GRADESCOPE)
    assert written["score"] == sum(test["score"] for test in written["tests"]) == 1
    assert [test["status"] for test in written["tests"]] == ["failed", "passed"]
    assert "why" in written["output"]


def test_the_result_is_one_that_classroom50_takes(done):
    written = json.loads(classroom50(done[0], RUNNER))
    jsonschema.validate(written, CLASSROOM50)
    assert (written["score"], written["max-score"]) == (1, 3)
    assert {written[key] for key in ("owner", "classroom")} == {"ada", "networks"}


def test_fractions_of_points_are_told_in_whole_numbers():
    marks = [Mark("a", "", 0.25, 0.5, False, "half"), Mark("b", "", 1 / 3, 1, False)]
    written = json.loads(classroom50(FileGraded("mini", "mini", marks), RUNNER))
    jsonschema.validate(written, CLASSROOM50)
    assert [(one["score"], one["max-score"]) for one in written["tests"]] == [(25, 50), (33, 100)]
    assert (written["score"], written["max-score"]) == (58, 150)
    half = classroom50(FileGraded("mini", "mini", [Mark("c", "", 1.5, 2, False)]), RUNNER)
    assert [json.loads(half)[key] for key in ("score", "max-score")] == [150, 200]


def test_what_the_runner_has_not_set_is_named():
    with pytest.raises(GradingError, match="sets CLASSROOM, SUBMISSION_TAG, and here they are not"):
        classroom50(FileGraded("mini", "mini"), RUNNER | {"CLASSROOM": "", "SUBMISSION_TAG": ""})


def test_of_a_file_without_end_no_more_is_copied_than_shows_that(course, tmp_path, monkeypatch):
    path, sizes = tmp_path / "mini.ipynb", []
    path.touch()
    os.truncate(path, 2**40)  # a sparse one, whose copy would not be

    def grade(folder, assignment, **options):
        file = folder / "submitted" / "student" / assignment / "mini.ipynb"
        sizes.append(file.stat().st_size)
        raise GradingError("It is too large.")

    monkeypatch.setattr("nbjudge.insight.one_file.grade", grade)
    with pytest.raises(GradingError):
        grade_file(course, path, "mini")
    assert sizes == [LARGEST + 1]


def test_a_link_is_not_followed_to_what_may_be_the_solution(course, tmp_path):
    path = tmp_path / "mini.ipynb"
    path.symlink_to(course.root / "source" / "mini" / "mini.ipynb")
    with pytest.raises(SubmissionError, match="it is a link"):
        grade_file(course, path, "mini")


@pytest.mark.parametrize(("arguments", "message"), [
    (["x.ipynb"], "Of which assignment is x.ipynb a submission? --assignment NAME"),
    (["x.ipynb", "--assignment=mini"], "There is no file x.ipynb to be graded."),
    (["x.ipynb", "--assignment=maxi"], "There is no assignment maxi"),
    (["mini", "--format=json"], "--assignment, --format and --output are for FILE.ipynb."),
])  # fmt: skip
def test_what_cannot_be_graded_is_said_in_words(course, monkeypatch, capsys, arguments, message):
    monkeypatch.chdir(course.root)
    assert main(["grade", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_the_command_writes_nothing_but_the_result(course, tmp_path, capsys):
    path = tmp_path / "broken.ipynb"
    path.write_text("{ no notebook")
    into = tmp_path / "results.json"
    options = ["--assignment=mini", f"--course={course.root}", "--format=gradescope"]
    assert main(["grade", str(path), *options, f"--output={into}"]) == 0
    written = json.loads(into.read_text())
    jsonschema.validate(written, GRADESCOPE)
    assert written["score"] == 0 and written["tests"][0]["output"]
    assert capsys.readouterr().out == ""


RECIPES = {
    "run_autograder": ("results.json", GRADESCOPE),
    "autograder.py": ("result.json", CLASSROOM50),
}


@pytest.mark.parametrize("name", RECIPES)
def test_the_recipes_of_the_docs_give_what_is_wanted(course, tmp_path, monkeypatch, name):
    """Word for word, but for the assignment's name and where the platform keeps its folders."""
    text = (ROOT / "docs" / "one-file.md").read_text()
    blocks = re.findall(r"```(?:bash|python)\n(.*?)```", text, re.DOTALL)
    marker = "--format gradescope" if name == "run_autograder" else "--format=classroom50"
    recipe = next(block for block in blocks if marker in block)
    recipe = recipe.replace("02-zero-layer-classifier", "mini")
    recipe = recipe.replace("/autograder/", f"{tmp_path}/autograder/")
    source, work = tmp_path / "autograder" / "source", tmp_path / "autograder" / "submission"
    for folder in (source, work, work.parent / "results", work.parent / "python" / "bin"):
        folder.mkdir(parents=True)
    nbjudge = work.parent / "python" / "bin" / "nbjudge"
    nbjudge.write_text(f'#!/bin/sh\nexec {sys.executable} -m nbjudge "$@"\n')
    nbjudge.chmod(0o755)
    shutil.copytree(course.root / "source" / "mini", source / "course" / "source" / "mini")
    shutil.copy(course.root / "nbgrader_config.py", source / "course")
    shutil.copy(course.root / "release" / "mini" / "mini.ipynb", work)
    (source / name).write_text(recipe)
    command = ["bash"] if name == "run_autograder" else [sys.executable]
    subprocess.run([*command, source / name], cwd=work, env=os.environ | RUNNER, check=True)
    written = next(work.parent.rglob(RECIPES[name][0])).read_text()
    jsonschema.validate(json.loads(written), RECIPES[name][1])
    assert json.loads(written)["score"] == 0
