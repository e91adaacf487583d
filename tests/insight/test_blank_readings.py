"""What a student wrote in each blank, and whether it is right."""

import time

import pytest
from conftest import ASSIGNMENTS, ROOT
from factory import solution, test_cell
from markupsafe import Markup
from nbformat.v4 import new_notebook

from nbjudge.authoring.answers import read_assignment
from nbjudge.authoring.blanks import find_templates
from nbjudge.authoring.levels import LEVELS, show
from nbjudge.course import Course, grade_id
from nbjudge.insight import html
from nbjudge.insight.blank_readings import judge, one_newline, read
from nbjudge.insight.clusters import Work, groups
from nbjudge.insight.exercises import Exercise, outline

SOURCE = '''def cce(Y, P):
    """The loss."""
    n = len(Y)
    #? return np.?(? * np.log(P)) / ?
    return np.sum(-Y * np.log(P)) / n
'''
EXERCISE = Exercise("cce", "Loss", "code", {"test_cce": 2.0}, SOURCE, find_templates(SOURCE))


def cell(line, before="    n = len(Y)\n"):
    return f"def cce(Y, P):\n{before}    {line}\n"


def states(line, full=False, settled=True, **more):
    reading = read(EXERCISE, cell(line, **more))
    return [(answer.text, answer.state) for answer in judge(reading, full, settled)]


def test_are_blanks_read_back_and_judged():
    assert states("return np.sum(-Y * np.log(P)) / n") == [
        ("sum", "right"), ("-Y", "right"), ("n", "right")]  # fmt: skip
    assert states("return np.sum(Y * np.log(P)) / n")[1] == ("Y", "wrong")
    assert states("return np.?(-Y * np.log(P)) / n")[0] == ("?", "open")


@pytest.mark.parametrize("level", LEVELS)
def test_a_cell_that_was_left_open_counts_as_open_at_every_level(level):
    nb = new_notebook(cells=[solution("cce", SOURCE), test_cell("test_cce", "assert cce", 2)])
    nb.metadata["nbjudge"] = {"level": level}
    (exercise,) = outline(nb)
    assert exercise.templates[0].text == (
        "return ?" if level != "expression" else "return np.?(? * np.log(P)) / ?"
    )
    answers = judge(read(exercise, show(SOURCE, level)), False, True)
    assert answers and {answer.state for answer in answers} == {"open"}
    own = "def cce(Y, P):\n    return np.sum(Y * np.log(P)) / len(Y)\n"
    assert "open" not in {answer.state for answer in judge(read(exercise, own), False, True)}


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_all_blanks_of_an_untouched_release_are_open(assignment):
    """Also where a line that is given has the form of the one to be written."""
    course = Course(ROOT)
    cells = {grade_id(cell): cell.source for cell in course.read("release", assignment).cells}
    for exercise in outline(course.read("source", assignment)):
        if exercise.templates:
            answers = read(exercise, cells[exercise.name]).answers
            assert {answer.state for answer in answers} == {"open"}, exercise.name


def test_is_only_the_one_cause_called_wrong():
    assert [s for _, s in states("return np.mean(Y * np.log(P)) / n")] == [
        "other", "other", "right"]  # fmt: skip
    assert states("return np.sum(Y * np.log(P)) / n", settled=False)[1][1] == "other"
    changed = states("return np.sum(Y * np.log(P)) / n", before="    n = 3\n")
    assert changed[1][1] == "other"


def test_is_everything_right_that_has_all_points():
    assert {s for _, s in states("return np.sum(Y * np.log(P)) / n", full=True)} == {"right"}


def test_is_a_line_of_another_form_read_as_a_whole():
    assert states("return -np.sum(Y * np.log(P)) / n") == [
        ("return -np.sum(Y * np.log(P)) / n", "right")]  # fmt: skip
    assert states("return -np.mean(P)") == [("return -np.mean(P)", "wrong")]


RIGHT = cell("return np.sum(-Y * np.log(P)) / n")
ODD = {
    "a match statement": "match 1:\n    case [x, *_] if x:\n        pass\n    case _: pass\n",
    "lone carriage returns": "x = 1\ry = 2\r\r\nz = 3\n",
    "a form feed": "x = 1\n\x0cy = 2\n",
    "many elif": "if q == 0:\n    r = 0\n"
    + "".join(f"elif q == {n}:\n    r = {n}\n" for n in range(1, 500)),
    "try and except": "try:\n    a\nexcept* (A, B) as e:\n    b\nelse:\n    c\nfinally:\n    d\n",
    "all kinds": "async def f():\n    async with a as b, c:\n        async for x in y: await z\n"
    "@d\nclass A(B, c=D): x: int = 1\nwith a as (b, c): pass\nwhile x: break\n",
    "decorated": "@cache\n@other(1)\n"
    "def g(a, /, b, *, c=1, **d) -> int:\n    global y\n    return 1\n",
    "walrus": "if (n := 10) > 5: print(f'{n!r:>{n}} {{}}')\n",
}
HUGE = {
    "a long sum": "y = " + "+".join(["x"] * 9000),
    "a long product": "y = " + "*".join(["x"] * 9000),
    "deep brackets": "y = " + "(" * 9000 + ")" * 9000,
    "many signs": "y = " + "-" * 19_000 + "1",
    "long chain": "y = x" + ".a" * 9000,
    "many subscripts": "y = x" + "[0]" * 6000,
    "many statements": "x=1\n" * 4900,
    "many blanks": "? = ?\n" * 3300,
    "thousands of elif": "if x: pass\n" + "elif x: pass\n" * 1500,
    "a huge number": "y = " + "9" * 19_000,
    "a power": "y = 9**9**9**9\nz = 1e999\n",
    "strings": "y = " + "f'" * 9000,
    "too long": "x = 1\n" * 1_000_000,
    "lone surrogate": "x = '\ud800'\n",
    "nested": "".join(f"{' ' * n}if x:\n" for n in range(99)) + " " * 99 + "y = 1\n",
    "lambda in lambda": "y = " + "lambda: " * 2400 + "1",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_an_odd_statement_beside_the_blanks_hides_none_of_them(odd):
    reading = read(EXERCISE, odd + RIGHT)
    assert not reading.problem
    assert [answer.state for answer in reading.answers] == ["right"] * 3
    text = one_newline(odd + RIGHT)
    assert [text[answer.start : answer.end] for answer in reading.answers] == ["sum", "-Y", "n"]


@pytest.mark.parametrize("code", [*HUGE.values(), *ODD.values()], ids=[*HUGE, *ODD])
def test_no_cell_costs_the_class_its_report(code):
    started = time.process_time()
    works = [Work("ada", RIGHT, True, True), Work("odd", code, False, True),
             Work("odder", code + RIGHT, True, True)]  # fmt: skip
    found = groups(EXERCISE, works)
    assert "ada" in {student for group in found for student in group.students}
    html.code(one_newline(code), [(a.start, a.end, a.state) for a in read(EXERCISE, code).answers])
    assert max(len(group.text) for group in found) < 3000
    assert time.process_time() - started < 10


@pytest.mark.parametrize("code", ["", "def cce(Y, P:", "%%bash\nls", "\0", "x = '\\d'"])
def test_does_any_cell_have_a_reading(code):
    assert not read(EXERCISE, code).as_source


def test_are_places_counted_in_characters():
    code = cell("return np.sum(-Y * np.log(P)) / n", before="    n = len(Y)\n    'ß∂'; n = n\n")
    for answer in read(EXERCISE, code).answers:
        assert code[answer.start : answer.end] == answer.text
    marked = html.code(code, [(a.start, a.end, "right") for a in read(EXERCISE, code).answers])
    assert marked.count("<mark") == 3
    text = Markup(marked).striptags().replace("(right)", "")
    assert "".join(text.split()) == "".join(code.split())


def test_are_answers_of_one_meaning_counted_together_the_wrong_first():
    works = [
        Work(f"s{number}", cell(f"return np.sum({blank} * np.log(P)) / n"), full, True, message)
        for number, (blank, full, message) in enumerate(
            [("-Y", True, ""), ("(-Y)", True, ""), ("Y", False, "cce: the sign"),
             ("(Y)", False, "cce: the sign"), ("-P", False, "cce: no.")]
        )
    ]  # fmt: skip
    found = [g for g in groups(EXERCISE, works) if g.blank == 1]
    assert [(g.text, g.state, g.count) for g in found] == [
        ("Y", "wrong", 2), ("-P", "wrong", 1), ("-Y", "right", 2)]  # fmt: skip
    assert found[0].message == "cce: the sign"
    assert found[0].examples == ["s2", "s3"]


@pytest.mark.parametrize("assignment", ["01-softmax-derivation", "02-zero-layer-classifier"])
def test_do_wrong_answers_stand_apart_from_right_ones(assignment):
    """A wrong answer must differ, in some place, from every right one of its exercise."""
    course, apart, total = Course(ROOT), 0, 0
    answers = read_assignment(course.root / "answers" / assignment)
    for exercise in outline(course.read("source", assignment)):
        assert read(exercise, exercise.source).as_source
        if exercise.name not in answers:  # a cell to be filled in that earns nothing
            continue
        known = [a for a in answers[exercise.name] if a.kind != "endless"]
        works = [Work(a.title, a.text, a.kind == "right", True) for a in known]
        found = {
            student
            for group in groups(exercise, works)
            if group.state in ("wrong", "perhaps", "unread")
            for student in group.students
        }
        total += sum(not work.full for work in works)
        apart += sum(not work.full and work.student in found for work in works)
    assert apart / total > 0.9, f"{apart} of {total}"


@pytest.mark.parametrize("above", ["%%time\n", "%matplotlib inline\n", "!ls\n", "x = !ls\n"])
def test_a_cell_is_read_below_what_ipython_alone_understands(above):
    found = read(EXERCISE, above + EXERCISE.source)
    assert not found.problem
    assert [(a.text, a.state) for a in found.answers] == [
        (a.text, a.state) for a in read(EXERCISE, EXERCISE.source).answers
    ]


def test_places_are_right_in_a_timed_statement():
    code = EXERCISE.source.replace("    return", "    %time return")
    found = read(EXERCISE, code)
    assert found.answers
    assert all(code[a.start : a.end] == a.text for a in found.answers if a.start is not None)
