"""What was built and passed before is given, not typed again; and the build says where from."""

import ast

from conftest import ASSIGNMENTS, ROOT
from in_process import visible
from nbgrader.utils import is_solution

from nbjudge.authoring.blanks import without_magics
from nbjudge.authoring.levels import level_of
from nbjudge.authoring.reveals import revealed, work_asked_for
from nbjudge.authoring.same_work import formulas, goals, steps
from nbjudge.course import Course, grade_id

# Exercises that work out a formula of an earlier one, and what is new in them.
NEW = {
    "02 cce after 01 cce": "the lecture's own blanks: a batch, with a mean over the samples",
    "02 softmax after 01 softmax": "the lecture's own blanks: each column of a batch on its own",
    "06 activation after 04 sigmoid": "a derivative as a function that a layer is given",
    "06 network after 02 train": "the way back through five layers, of which two take a step",
}
# Cells below an exercise that take a step which it asks for, too, and why that gives nothing away.
SHOWN = {
    "01 gradient-check: sample_gradient": "scores of a sample, as in the text above the exercise",
    "01 gradient-check: train": "scores of a sample, as in the text above the exercise",
    "05 measure: find_the_bug": "six samples, drawn at random",
}
LEVEL = {
    "01": "expression",
    "02": "expression",
    "03": "line",
    "04": "line",
    "05": "body",
    "06": "body",
    "07": "specification",
    "08": "specification",
    "10": "specification",
}


def sources():
    return [(name, Course(ROOT).read("source", name)) for name in ASSIGNMENTS]


def test_an_exercise_repeats_an_earlier_one_only_where_something_in_it_is_new():
    earlier, repeated = [], set()
    for name, source in sources():
        own = [
            (f"{name[:2]} {grade_id(cell)}", work_asked_for(cell))
            for cell in source.cells
            if cell.cell_type == "code" and is_solution(cell)
        ]
        repeated |= {
            f"{later} after {before}"
            for later, work in own
            for before, asked in earlier
            if steps(work) & goals(asked)
        }
        earlier += own
    assert repeated == set(NEW)


def test_no_cell_that_students_see_works_out_what_an_exercise_asks_for():
    shown = set()
    for name, source in sources():
        code = [cell for cell in source.cells if cell.cell_type == "code"]
        asked = {grade_id(c): goals(work_asked_for(c)) for c in code if is_solution(c)}
        for cell in code:
            if not is_solution(cell):
                work = steps(formulas(ast.parse(without_magics(visible(cell.source)))))
                place = f"{name[:2]} {grade_id(cell) or cell.id}"
                shown |= {f"{place}: {exercise}" for exercise in asked if work & asked[exercise]}
    assert shown == set(SHOWN)


def test_the_scaffold_fades_from_notebook_to_notebook():
    for name, source in sources():
        levels = [level_of(source, cell) for cell in source.cells if is_solution(cell)]
        assert max(set(levels), key=levels.count) == LEVEL[name[:2]]


def test_each_given_cell_names_the_exercises_that_it_gives_away():
    before, told = [], {}
    for name, source in sources():
        for words in revealed(before, source) if name[:2] in ("04", "05", "07") else ():
            cell, exercises = words.split(": it shows what students are to write in ")
            told[f"{name[:2]} {cell.removeprefix('cell ')}"] = exercises
        before.append((name, source))
    for cell, exercise in [
        ("04 given", "softmax in 02"),
        ("04 given", "one_hot in 01"),
        ("04 epoch", "train in 01"),
        ("05 given", "standard_error in 02"),
        ("05 given", "init_params in 04"),
        ("05 training", "train in 02"),
        ("07 own", "backward in 05"),
    ]:
        assert exercise in told[cell]
