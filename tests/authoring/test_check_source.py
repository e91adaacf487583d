"""Source notebooks with a fault that nbgrader would ship in silence."""

import factory
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbjudge.authoring.blanks import open_blanks
from nbjudge.authoring.check_release import check_release
from nbjudge.authoring.check_source import check_source, markers, review_source
from nbjudge.authoring.levels import answers
from nbjudge.authoring.preprocessors import give_ids
from nbjudge.errors import SourceError

KINDS = {
    "solution": {"solution": True},
    "test": {"grade": True, "locked": True, "points": 1},
    "manual": {"grade": True, "solution": True, "points": 1},
    "locked": {"locked": True},
}


def cell(source, kind=None, name="cce", new=new_code_cell):
    return factory.cell(name, source, new, **KINDS[kind]) if kind else new(source, id=name)


def notebook(*cells):
    return new_notebook(cells=list(cells))


GOOD = {
    "a template": cell("def cce(y):\n    #? return ?\n    return y", "solution"),
    "a region": cell("### BEGIN SOLUTION\nx = 1\n### END SOLUTION", "solution"),
    "both": cell("#? x = ?\nx = 1\n### BEGIN SOLUTION\ny = 2\n### END SOLUTION", "solution"),
    "a test that asserts": cell("assert x == 1", "test"),
    "a test that checks": cell("check.close(x, 1, 'x')", "test"),
    "hidden tests below a visible one": cell(
        "assert x\n### BEGIN HIDDEN TESTS\nassert y\n### END HIDDEN TESTS", "test"
    ),
    "an answer in words": cell("Because.", "manual", new=new_markdown_cell),
    "a marking scheme": cell(
        "### BEGIN MARK SCHEME\n1 point\n### END MARK SCHEME\n", "manual", new=new_markdown_cell
    ),
    "prose about solutions": cell("The solution begins here.", new=new_markdown_cell),
    "a comment about solutions": cell("# The solution of the equation\nx = 1"),
}


@pytest.mark.parametrize("good", GOOD.values(), ids=GOOD)
def test_does_a_sound_cell_pass(good):
    check_source(notebook(good))


BAD = {
    "an orphan END": (
        cell("x = 1\n### END SOLUTION", "solution"),
        "END SOLUTION has no BEGIN SOLUTION.",
        2,
    ),
    "an orphan BEGIN": (
        cell("### BEGIN SOLUTION\nx = 1", "solution"),
        "BEGIN SOLUTION has no END SOLUTION.",
        1,
    ),
    "a nested BEGIN": (
        cell("### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION", "solution"),
        "BEGIN SOLUTION comes before END SOLUTION (begun in line 1).",
        2,
    ),
    "another END": (
        cell("assert x\n### BEGIN HIDDEN TESTS\nassert y\n### END SOLUTION", "test"),
        "END SOLUTION has no BEGIN SOLUTION.",
        4,
    ),
    "a region in no solution cell": (
        cell("### BEGIN SOLUTION\nx = 1\n### END SOLUTION"),
        "an answer stands in a cell that is no solution cell, so it would be released.",
        None,
    ),
    "a template in no solution cell": (
        cell("#? x = ?\nx = 1"),
        "an answer stands in a cell that is no solution cell, so it would be released.",
        None,
    ),
    "a template in a locked cell": (
        cell("#? x = ?\nx = 1", "locked"),
        "an answer stands in a cell that is no solution cell, so it would be released.",
        None,
    ),
    "hidden tests in no test": (
        cell("### BEGIN HIDDEN TESTS\nassert x\n### END HIDDEN TESTS"),
        "hidden tests stand in a cell that is no autograded test.",
        None,
    ),
    "a marking scheme in a test": (
        cell("assert x\n### BEGIN MARK SCHEME\n### END MARK SCHEME", "test"),
        "a marking scheme stands in a cell that is not marked by hand.",
        None,
    ),
    "an answer without a blank": (
        cell("def cce(y):\n    return y", "solution"),
        "the solution cell has no blank, so its whole answer would be lost or released.",
        None,
    ),
    "a faulty template": (
        cell("def f():\n    #? return ?\n    x = 1", "solution"),
        "the template `return ?` does not match its answer `x = 1`.",
        2,
    ),
    "a test that ends in an expression": (
        cell("z = 1\nnp.allclose(z, 1)", "test"),
        "the test ends in an expression, and nbgrader takes its value for the points.",
        2,
    ),
    "a hidden end in an expression": (
        cell("assert x\n### BEGIN HIDDEN TESTS\nx == 1\n### END HIDDEN TESTS", "test"),
        "the test ends in an expression, and nbgrader takes its value for the points.",
        3,
    ),
    "nothing but hidden tests": (
        cell("# see below\n### BEGIN HIDDEN TESTS\nassert x\n### END HIDDEN TESTS", "test"),
        "the test holds nothing but hidden tests, so the student sees an empty cell.",
        None,
    ),
    "a test that is not Python": (
        cell("assert x ==", "test"),
        "the test is not valid Python (invalid syntax).",
        1,
    ),
}


@pytest.mark.parametrize(("bad", "problem", "line"), BAD.values(), ids=BAD)
def test_is_a_faulty_cell_refused_with_its_place(bad, problem, line):
    with pytest.raises(SourceError) as caught:
        check_source(notebook(cell("x = 0", name="first"), bad))
    error = caught.value
    assert (error.problem, error.line) == (problem, line)
    assert error.cell == ("cce" if "nbgrader" in bad.metadata else "2 (cce)")
    assert error.next_step


MISSPELT = [
    "### BEGIN SOLUTON",
    "### begin solution",
    "### END SOLUTIONS".lower(),
    "# Begin Solution",
    "### START SOLUTION",
    "### BEGIN-SOLUTION",
    "###BEGIN  SOLUTION",
    "### BEGIN HIDDEN TEST",
    "### END HIDEN TESTS",
    "### BEGIN MARKING SCHEME",
    "#  ? x = ?",
    "##? x = ?",
]


@pytest.mark.parametrize("line", MISSPELT)
def test_is_a_misspelt_marker_refused(line):
    with pytest.raises(SourceError, match="looks like a"):
        markers(cell(f"x = 1\n    {line}\n"))


def test_is_a_grade_id_given_twice_refused():
    one, two = cell("x = 1", "locked", name="one"), cell("y = 1", "locked", name="two")
    two.metadata.nbgrader.grade_id = "one"
    with pytest.raises(SourceError, match="cell one: 2 cells have the id one"):
        check_source(notebook(one, two))


def test_is_a_grade_id_that_cannot_be_a_cell_id_refused():
    bad = cell("assert x", "test")
    bad.metadata.nbgrader.grade_id = "test cce"
    with pytest.raises(SourceError, match="cannot be a notebook's cell id"):
        check_source(notebook(bad))


def test_a_notebook_of_an_older_format_is_given_ids():
    cells = notebook(cell("x = 1", "locked"), cell("y", name="y"))
    old = nbformat.from_dict({**cells, "nbformat_minor": 4})
    for one in old.cells:
        del one["id"]
    check_source(old)
    give_ids(old)
    nbformat.validate(old)
    assert [one.id for one in old.cells] == ["cell-1", "cell-2"]


def test_a_test_may_import_a_standard_module_and_what_a_cell_imports_too():
    work = cell("import numpy as np", name="work")
    check_source(notebook(work, cell("import sqlite3\nimport numpy as np\nassert np", "test")))
    with pytest.raises(SourceError, match="the test assigns np, which cell"):
        check_source(notebook(work, cell("import math as np\nassert np", "test")))


RETURNS_NOTHING = ["pd.testing.assert_frame_equal(a, b)", "case.assertEqual(a, b)", "display(a)"]


@pytest.mark.parametrize("last", RETURNS_NOTHING)
def test_a_test_may_end_in_an_assertion_of_a_library(last):
    check_source(notebook(cell(f"x = 1\n{last}", "test")))


@pytest.mark.parametrize("first", ["%%time", "%matplotlib inline", "!ls"])
def test_magics_are_no_bar(first):
    check_source(notebook(cell(f"{first}\nassert x", "test")))
    assert open_blanks(f"{first}\n#? x = ?\nx = 3") == f"{first}\nx = ?"


def test_a_template_may_be_as_formatters_write_it():
    assert open_blanks("# ? x = ?\nx = 3") == "x = ?"


def test_all_faults_of_a_notebook_are_found():
    bad = [cell(f"x = {n}\n### END SOLUTION", "solution", name=f"a{n}") for n in range(3)]
    assert {error.cell for error in review_source(notebook(*bad))} == {"a0", "a1", "a2"}


def test_style_is_told_from_what_would_ship_an_answer():
    style = [
        cell("x + 1", "test"),
        cell("x = 1", "solution"),
        cell("random = 1", "test"),
        cell("### BEGIN HIDDEN TESTS\nassert x\n### END HIDDEN TESTS", "test"),
    ]
    for one in style:
        assert [error.style for error in review_source(notebook(one))] == [True]
    for bad, _, _ in BAD.values():
        found = list(review_source(notebook(bad)))
        assert found


def test_is_a_test_that_hides_a_standard_module_refused():
    with pytest.raises(SourceError, match="the test assigns random, the name of a standard module"):
        check_source(notebook(cell("random = 1\nassert random", "test")))


def test_is_a_test_that_would_overwrite_the_students_work_refused():
    work = cell("layer = train()", name="work")
    check_source(notebook(work, cell("mine = 1\nassert layer", "test")))
    with pytest.raises(SourceError, match=r"the test assigns layer, which cell 1 .work. defines"):
        check_source(notebook(work, cell("layer = Dense()\nassert layer", "test")))


ANSWER = cell("def cce(Y, P):\n    #? return ?\n    return np.sum(-Y * np.log(P))", "solution")

LEAKS = {
    "the statement": cell("def other(Y, P):\n    return np.sum(-Y * np.log(P))", name="leak"),
    "the right side, spaced otherwise": cell("z = 1 + np.sum(-Y*np.log( P ))", name="leak"),
    "beside a blank": cell("z = ?\nw = np.sum(-Y * np.log(P))", name="leak"),
    "in a comment": cell("# np.sum(-Y * np.log(P))", name="leak"),
    "in prose": cell("Write `np.sum(-Y * np.log(P))`.", name="leak", new=new_markdown_cell),
    "in a test": cell("assert x == np.sum(-Y * np.log(P))", "test", name="leak"),
}


@pytest.mark.parametrize("leak", LEAKS.values(), ids=LEAKS)
def test_is_an_answer_found_wherever_the_release_shows_it(leak):
    with pytest.raises(SourceError, match=r"cell .*leak.*part of the answer of cce"):
        check_release(notebook(leak), {"cce": answers(ANSWER.source)})


HARMLESS = ["x = np.log(P)", "np.sum(-Y * np.log2(P))", "-Y * np.?(?)", "%timeit f(x)\ny = 1"]


@pytest.mark.parametrize("code", HARMLESS)
def test_is_something_else_no_leak(code):
    check_release(notebook(cell(code)), {"cce": answers(ANSWER.source)})


@pytest.mark.parametrize("left", ["### BEGIN SOLUTION", "    #? x = ?", "### END HIDDEN TESTS"])
def test_is_a_marker_in_a_release_found(left):
    with pytest.raises(SourceError, match="the release would hold"):
        check_release(notebook(cell(f"x = 1\n{left}")), {})


def test_what_are_the_answers_of_a_region():
    region = cell("a = 1\n### BEGIN SOLUTION\nb = 2\nc = 3\n### END SOLUTION", "solution")
    assert answers(region.source) == ["b = 2\nc = 3"]


@pytest.mark.parametrize("kind", ["test", None], ids=["another check", "a cell of the students'"])
def test_nobody_may_count_on_what_a_check_cell_makes(kind):
    answer = cell("#? x = ?\nx = 1", "solution", "answer")
    test = cell("found = x\nassert found == 1", "test", "first")
    user = cell("assert found == 1", kind, "second")
    (error,) = review_source(notebook(answer, test, user))
    assert "it uses found, which the check cell first makes" in str(error)
    given = cell("found = 2", None, "given")
    errors = [str(error) for error in review_source(notebook(answer, test, given, user))]
    assert len(errors) == 1 and "the test assigns found" in errors[0]
