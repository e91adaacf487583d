"""A build is safe whatever the configuration: no answer is shipped, and all faults are told."""

import json
import subprocess
import sys

import nbformat
import pytest
from factory import by_hand, cell, hand_in, locked, make_course, solution, test_cell
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.utils import compute_checksum

import nbjudge.cli
from nbjudge.authoring.build import build
from nbjudge.course import grade_id
from nbjudge.errors import BuildError

BARE = "c = get_config()\n"
OURS = f"import nbjudge\n{BARE}nbjudge.configure(c)\n"
BLANK = solution("f", "def f(x):\n    #? return ? + ?\n    return x * 3 + len(str(x))")
REGION = solution("f", "### BEGIN SOLUTION\ny = sum(range(10)) + 3\n### END SOLUTION")
TEST = test_cell("test_f", "assert f(1) == 4")


def write(root, *cells, name="mini", config=OURS, minor=5):
    folder = root / "source" / name
    folder.mkdir(parents=True)
    nb = json.loads(nbformat.writes(new_notebook(cells=list(cells))))
    nb["nbformat_minor"] = minor
    if minor < 5:
        for one in nb["cells"]:
            del one["id"]
    (folder / f"{name}.ipynb").write_text(json.dumps(nb))
    (root / "nbgrader_config.py").write_text(config)
    return root


CONFIGS = {
    "no lines of ours": BARE,
    "no step that clears solutions": f"{BARE}from nbgrader.preprocessors import LockCells\n"
    "c.GenerateAssignment.preprocessors = [LockCells]\n",
    "a step of ours taken out": f"{OURS}steps = c.GenerateAssignment.preprocessors\n"
    "c.GenerateAssignment.preprocessors = [s for s in steps if 'Blanks' not in s.__name__ and "
    "'Check' not in s.__name__]\n",
    "a step of ours switched off": f"{OURS}c.ClearBlanks.enabled = False\n",
}


@pytest.mark.parametrize("answer", [BLANK, REGION], ids=["a blank", "a region"])
@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)
def test_no_answer_is_shipped_whatever_the_configuration(tmp_path, config, answer):
    write(tmp_path, answer, TEST, config=config)
    try:
        build(tmp_path)
    except BuildError as error:
        assert error.faults
        assert not (tmp_path / "release").exists()
        assert not (tmp_path / "gradebook.db").exists()
    else:
        assert answer is REGION and config is BARE
        text = (tmp_path / "release" / "mini" / "mini.ipynb").read_text()
        assert "BEGIN SOLUTION" not in text and "range" not in text


def test_a_template_left_by_the_configuration_is_named_with_its_cell(tmp_path, capsys):
    write(tmp_path, BLANK, TEST, config=BARE)
    assert nbjudge.cli.main(["build", f"--course={tmp_path}"]) == 2
    said = capsys.readouterr().err
    assert "assignment mini, notebook mini, cell f" in said
    assert "nbjudge.configure(c)" in said


def test_all_faults_of_all_assignments_are_listed_and_old_releases_kept(tmp_path):
    for name in ("one", "two", "three"):
        write(tmp_path, BLANK, TEST, name=name)
    build(tmp_path)
    kept = {path: path.read_bytes() for path in (tmp_path / "release").rglob("*.ipynb")}
    for name in ("one", "two"):
        path = tmp_path / "source" / name / f"{name}.ipynb"
        nb = nbformat.read(path, as_version=4)
        nb.cells[0].source = "def f(x):\n    #? return ? - ?\n    return x + 3"
        nb.cells[1].source = "f(1)"
        nbformat.write(nb, path)
    with pytest.raises(BuildError) as caught:
        build(tmp_path)
    lines = str(caught.value).splitlines()
    assert lines[0] == "4 faults, so nothing was built:" and len(lines) == 5
    assert {(e.assignment, e.cell) for e in caught.value.faults} == {
        (name, place) for name in ("one", "two") for place in ("f", "test_f")
    }
    assert {path: path.read_bytes() for path in (tmp_path / "release").rglob("*.ipynb")} == kept


@pytest.mark.parametrize("minor", [0, 2, 4])
def test_a_notebook_of_an_older_format_is_upgraded(tmp_path, minor):
    write(tmp_path, BLANK, locked("given", "import math"), TEST, minor=minor)
    build(tmp_path)
    path = tmp_path / "release" / "mini" / "mini.ipynb"
    first = path.read_bytes()
    nbformat.validate(json.loads(first))
    assert [one["id"] for one in json.loads(first)["cells"]] == ["f", "given", "test_f"]
    build(tmp_path)
    assert path.read_bytes() == first


def test_style_is_advice_where_a_notebook_was_not_written_for_nbjudge(tmp_path):
    bad_style = test_cell("test_f", "f(1) == 4")
    write(tmp_path, REGION, bad_style, name="foreign")
    assert "the test ends in an expression" in build(tmp_path).advice[0]
    write(tmp_path, BLANK, bad_style, name="ours")
    with pytest.raises(BuildError, match="the test ends in an expression"):
        build(tmp_path, ["ours"])


def test_a_text_that_students_will_not_see_is_pointed_out(tmp_path):
    question = by_hand("why", "Why is that?", 3, new_markdown_cell)
    built = build(write(tmp_path, BLANK, TEST, question))
    assert (
        "cell why: the text of this cell, which a person marks, is not in the release"
        in (built.advice[0])
    )


def test_a_timed_cell_a_module_of_a_test_and_pandas_own_assertions_are_no_faults(tmp_path):
    timed = test_cell("test_f", "%%time\nimport sqlite3\nimport pandas as pd\nassert f(1) == 4\n"
                      "pd.testing.assert_frame_equal(a, a)")  # fmt: skip
    assert build(write(tmp_path, cell("setup", "import pandas as pd"), BLANK, timed)).advice == []


def test_nbgraders_own_quickstart_course_builds(tmp_path, capsys):
    command = [sys.executable, "-m", "nbgrader", "quickstart", "c101"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    with (tmp_path / "c101" / "nbgrader_config.py").open("a") as file:
        file.write(f"\n{OURS}")
    assert nbjudge.cli.main(["build", f"--course={tmp_path / 'c101'}"]) == 0
    assert (tmp_path / "c101" / "release" / "ps1" / "problem1.ipynb").is_file()


COLLAPSED = f"{OURS}c.CollapseChecks.enabled = True\n"
PART = test_cell(
    "test_f_many_times",
    "assert f(2) == 7\n### BEGIN HIDDEN TESTS\nassert f(3) == 10\n### END HIDDEN TESTS",
)


def test_check_cells_are_collapsed_to_a_title_that_the_gradebook_knows_too(tmp_path):
    course = make_course(tmp_path, BLANK, TEST, PART, config=COLLAPSED)
    made = {grade_id(one): one for one in course.read("release", "mini").cells}
    assert made["test_f"].source == f"# @title Check: f\n{TEST.source}"
    assert made["test_f_many_times"].source == "# @title Check: f, many times\nassert f(2) == 7"
    for name in ("test_f", "test_f_many_times"):
        metadata = made[name].metadata
        assert metadata.jupyter.source_hidden is True and metadata.cellView == "form"
        # The student's copy is recognised, by nbgrader as well.
        assert metadata.nbgrader.checksum == compute_checksum(made[name])
    assert "jupyter" not in made["f"].metadata and "cellView" not in made["f"].metadata
    with course.gradebook() as gradebook:
        kept = gradebook.find_source_cell("test_f_many_times", "mini", "mini").source
    assert kept == f"# @title Check: f, many times\n{PART.source}"


def test_a_check_cell_can_have_a_title_of_its_own_and_a_cell_magic_stays_first(tmp_path):
    own = test_cell("test_f", "assert f(1) == 4")
    own.metadata["nbjudge"] = {"title": "three more"}
    timed = test_cell("test_f_timed", "%%time\nassert f(1) == 4")
    course = make_course(tmp_path, BLANK, own, timed, config=COLLAPSED)
    made = {grade_id(one): one for one in course.read("release", "mini").cells}
    assert made["test_f"].source.startswith("# @title Check: three more\n")
    assert made["test_f_timed"].source == timed.source
    assert made["test_f_timed"].metadata.jupyter.source_hidden is True


def test_nothing_is_collapsed_unless_it_is_asked_for(tmp_path):
    made = make_course(tmp_path, BLANK, TEST, config=OURS).read("release", "mini").cells[1]
    assert made.source == TEST.source and "jupyter" not in made.metadata


def test_a_course_with_collapsed_checks_is_graded_as_before_and_nothing_is_stale(tmp_path):
    course = make_course(tmp_path, BLANK, TEST, PART, config=COLLAPSED)
    right = "def f(x):\n    return x * 3 + 1"
    hand_in(course, ada={"f": right}, bob={"f": "def f(x):\n    return 4"})
    nb = course.read("submitted", "mini", "ada")
    for one in nb.cells:
        one.metadata = {}  # all is found again by its text
    course.submit("cyd", "mini", nb)
    said = tmp_path / "said"
    course.run("grade", "mini", "--jobs=1", module="nbjudge", log=said)
    assert course.marks("mini") == {
        "ada": {"test_f": 1, "test_f_many_times": 1},
        "bob": {"test_f": 1, "test_f_many_times": 0},
        "cyd": {"test_f": 1, "test_f_many_times": 1},
    }
    assert "not those of the release" not in said.read_text()
    assert "known by" not in said.read_text()


def test_the_build_says_which_read_only_cell_gives_away_what_an_earlier_assignment_asks(tmp_path):
    other = solution("g", "def g(x):\n    #? return ? ** ?\n    return (x + 1) ** len(str(x))")
    used = test_cell("test_g", "assert g(1) == 2")
    given = locked("given", "def f(x):\n    return 3 * x + 1")
    part = locked("part", "def h(x):\n    return x * 3 + len(str(x))")
    write(tmp_path, BLANK, TEST, name="one")
    write(tmp_path, given, part, locked("setup", "import math"), other, used, name="two")
    assert build(tmp_path, ["one"]).advice == []
    assert build(tmp_path, ["two"]).advice == [
        f"two, cell {name}: it shows what students are to write in f in one. "
        "Release it when nobody can hand that in any more."
        for name in ("given", "part")
    ]
