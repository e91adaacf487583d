"""The releases: up to date, without answers, and none of their blanks passes unfilled."""

import nbformat
import pytest
from conftest import ASSIGNMENTS, ROOT
from IPython.core.inputtransformer2 import TransformerManager
from nbgrader.utils import is_grade, is_solution

from nbjudge.authoring.blanks import fill, find_templates, open_blanks
from nbjudge.authoring.levels import LEVELS, show
from nbjudge.cell_code import find_blanks
from nbjudge.course import Course, exercises, grade_id
from nbjudge.guard import stop_at_blanks


def cells(step, assignment):
    return Course(ROOT).read(step, assignment).cells


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_is_the_committed_release_what_the_source_makes(built, assignment):
    def files(root):
        folder = root / "release" / assignment
        return {path.relative_to(folder): path.read_text("utf-8") for path in folder.rglob("*.*")}

    assert files(ROOT) == files(built.root), "run `make release`, and commit what it builds"


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_are_the_cell_ids_the_grade_ids_and_the_format_4_5(assignment):
    release = Course(ROOT).read("release", assignment)
    nbformat.validate(release)
    assert (release.nbformat, release.nbformat_minor) == (4, 5)
    for cell in release.cells:
        assert cell.id == (grade_id(cell) or cell.id)
    source_ids = [cell.id for cell in cells("source", assignment)]
    assert [cell.id for cell in release.cells] == [source_ids[0], "install", *source_ids[1:]]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_are_sources_and_releases_committed_without_outputs(assignment):
    for step in ("source", "release"):
        for cell in cells(step, assignment):
            if cell.cell_type == "code":
                assert cell.outputs == [] and cell.execution_count is None, cell.id


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_does_the_release_hold_no_hidden_test(assignment):
    shown = "\n".join(cell.source for cell in cells("release", assignment))
    for cell in cells("source", assignment):
        _, _, hidden = cell.source.partition("### BEGIN HIDDEN TESTS")
        hidden, _, _ = hidden.partition("### END HIDDEN TESTS")
        for line in hidden.splitlines():
            # Lines that a visible check shares with a hidden one tell nothing.
            if len(line.strip()) > 60:
                assert line.strip() not in shown, cell.id
    assert "HIDDEN" not in shown


def _open_cells():
    """One case per blank of the course: its cell with this blank open and all others filled."""
    for assignment in ASSIGNMENTS:
        for cell in cells("source", assignment):
            if cell.cell_type != "code" or not is_solution(cell):
                continue
            templates = find_templates(cell.source)
            for number, template in enumerate(templates):
                for blank in range(len(template.blanks)):
                    texts = list(template.blanks)
                    texts[blank] = "?"
                    lines = cell.source.split("\n")
                    indent = " " * template.indent
                    lines[template.answer_first - 1 : template.answer_last] = [
                        indent + line for line in fill(template.text, texts).split("\n")
                    ]
                    code = "\n".join(x for x in lines if not x.strip().startswith("#?"))
                    yield pytest.param(code, id=f"{assignment}-{cell.id}-{number}-{blank}")


@pytest.mark.parametrize("code", list(_open_cells()))
def test_does_each_blank_left_open_fail(code):
    """With the guard in words, and without it as Python's SyntaxError: never as IPython help."""
    assert len(find_blanks(code)) == 1
    guarded = stop_at_blanks(code.splitlines(keepends=True))
    assert "_refuse_cell" in "".join(guarded) and "still has 1 blank" in "".join(guarded)
    transformed = TransformerManager().transform_cell(code)
    assert "get_ipython" not in transformed
    with pytest.raises(SyntaxError):
        compile(transformed, "cell", "exec")


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_is_the_whole_release_cell_stopped(assignment):
    for cell in cells("release", assignment):
        if is_solution(cell) and cell.cell_type == "code":
            lines = cell.source.splitlines(keepends=True)
            assert "_refuse_cell" in "".join(stop_at_blanks(lines)), cell.id


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_is_every_cell_stopped_at_every_level_of_scaffold(assignment, level):
    for cell in cells("source", assignment):
        if is_solution(cell) and cell.cell_type == "code":
            shown = show(cell.source, level)
            assert "_refuse_cell" in "".join(stop_at_blanks(shown.splitlines(keepends=True)))
            assert "get_ipython" not in TransformerManager().transform_cell(shown)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_does_each_exercise_have_hints_and_tests(assignment):
    source = Course(ROOT).read("source", assignment)
    solutions = {grade_id(c) for c in source.cells if is_solution(c) and not is_grade(c)}
    # The number from which others are drawn: whoever types it has earned nothing yet.
    assert solutions - set(exercises(source)) <= {"my_number", "my_network"}
    text = "\n".join(cell.source for cell in source.cells if cell.cell_type == "markdown")
    assert text.count("<summary>Hint 1</summary>") == text.count("<summary>Hint 2</summary>")


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_does_a_source_shown_as_release_lose_all_its_answers(assignment):
    for cell in cells("source", assignment):
        if is_solution(cell) and cell.cell_type == "code":
            shown = open_blanks(cell.source)
            for template in find_templates(cell.source):
                assert template.answer not in shown
