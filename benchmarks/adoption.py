"""What happens to another's course: the marks of stock nbgrader and of nbjudge, cell by cell.

    python benchmarks/adoption.py tests/courses                 # notebooks of our own, as text
    python benchmarks/adoption.py ~/course/source --jobs 2      # instructors' notebooks, .ipynb

FOLDER is searched for instructors' notebooks (.ipynb with nbgrader's metadata, or the compact text
of tests/courses). Of each, the source itself, the untouched release and wrong answers are graded by
stock nbgrader and by nbjudge. Wrong are those of the compact text, else answers with one changed
number, operator or word, drawn by seed. A notebook that stock nbgrader cannot build or does not
give its own source full marks is left out of the counts, and named.
"""

import argparse
import ast
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbgrader.utils import is_grade, is_solution
from rich.console import Console
from rich.table import Table

from nbjudge.course import Course, fill_in, grade_id
from nbjudge.errors import NbjudgeError
from nbjudge.grading.notebook import verdict

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from compact import read  # noqa: E402

NAME = "ps"
# As nbgrader knows no follow-through marks.
ALONE = ("--jobs=1", "--JudgedExecute.follow_through=0")
STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'nbjudge'\nc.Execute.timeout = 120\n"


@dataclass
class Case:
    """An instructor's notebook, the files beside it, and students' wrong answers."""

    name: str
    source: dict
    files: Path | dict
    wrong: list  # of {exercise: text}


@dataclass
class Result:
    """What came of a `Case`; ``left_out`` says why it is not counted."""

    name: str
    left_out: str = ""
    cells: Counter = field(default_factory=Counter)  # judged, in process, broken; equal of wrong
    unjudged: list = field(default_factory=list)  # (test, why the judge cannot run it)
    lost: list = field(default_factory=list)  # (test, its error) where the source loses marks
    given: list = field(default_factory=list)  # (student, test) with more marks than stock gives
    seconds: dict = field(default_factory=dict)


def cases(folder, mutants):
    """The `Case` of each notebook below a folder."""
    for path in sorted(folder.rglob("*.py")):
        if "# %% solution" in path.read_text(encoding="utf-8"):
            text = read(path)
            halves = [dict(list(text.wrong.items())[start::2]) for start in (0, 1)]
            wrong = [text.wrong, *(text.right | half for half in halves if half)]
            name = f"{path.parent.name}/{path.stem}"
            yield Case(name, text.notebook, text.files, wrong)
    for path in sorted(folder.rglob("*.ipynb")):
        nb = nbformat.read(path, as_version=4)
        right = {grade_id(c): c.source for c in nb.cells if is_solution(c) and not is_grade(c)}
        if right and not any(part.startswith(".") for part in path.parts):
            draw = random.Random(path.name)
            wrong = [{name: mutate(text, draw) for name, text in right.items()}
                     for _ in range(mutants)]  # fmt: skip
            yield Case(str(path.relative_to(folder)), nb, path.parent, wrong)


_SWAPS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
          ast.Lt: ast.GtE, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.GtE: ast.Lt, ast.Eq: ast.NotEq,
          ast.NotEq: ast.Eq, ast.And: ast.Or, ast.Or: ast.And}  # fmt: skip


def mutate(text, draw):
    """A solution with one number, word or operator changed; ``pass`` where there is none."""
    try:
        tree = ast.parse(text)
    except SyntaxError:  # magics
        return "pass"
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    places = [
        node
        for node in ast.walk(tree)
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, (int, float, str))
            and id(node) not in docstrings
        )
        or (isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in _SWAPS)
        or (isinstance(node, ast.Compare) and type(node.ops[0]) in _SWAPS)
    ]
    if not places:
        return "pass"
    node = draw.choice(places)
    if isinstance(node, ast.Constant):
        value = node.value
        if isinstance(value, bool):
            node.value = not value
        else:
            node.value = value + "x" if isinstance(value, str) else value + 1
    elif isinstance(node, ast.Compare):
        node.ops[0] = _SWAPS[type(node.ops[0])]()
    else:
        node.op = _SWAPS[type(node.op)]()
    return ast.unparse(tree)


def grade(case, folder):
    """Grade a `Case` with both; returns its `Result`."""
    result = Result(case.name)
    stock = _course(case, folder / "stock", STOCK)
    try:
        stock.run("generate_assignment", NAME)
        release = stock.read("release", NAME)
        shutil.copytree(stock.root, folder / "ours")
        ours = Course(folder / "ours")
        shutil.copy(ROOT / "nbgrader_config.py", ours.root)
        students = {"source": case.source, "untouched": release}
        for number, answers in enumerate(case.wrong):
            students[f"wrong-{number}"] = fill_in(release, answers)
        for student, nb in students.items():
            for course in (stock, ours):
                course.submit(student, NAME, nb)
        for course, how in ((stock, "stock"), (ours, "nbjudge")):
            started = time.perf_counter()
            try:
                command = ("autograde", NAME) if how == "stock" else ("grade", NAME, *ALONE)
                course.run(*command, module="nbgrader" if how == "stock" else "nbjudge")
            except NbjudgeError:
                if how == "stock":
                    raise
            result.seconds[how] = time.perf_counter() - started
    except NbjudgeError as error:
        result.left_out = str(error).splitlines()[-1][:200]
        return result
    _compare(case, result, stock.marks(NAME), ours)
    return result


def _course(case, root, config):
    folder = root / "source" / NAME
    if isinstance(case.files, dict):
        folder.mkdir(parents=True)
        for name, text in case.files.items():
            (folder / name).write_text(text, encoding="utf-8")
    else:
        shutil.copytree(case.files, folder, ignore=shutil.ignore_patterns("*.ipynb", ".*"))
    nbformat.write(case.source, folder / f"{NAME}.ipynb")
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    return Course(root)


def _compare(case, result, theirs, ours):
    points = {
        grade_id(c): float(c.metadata.nbgrader.points)
        for c in case.source.cells
        if is_grade(c) and not is_solution(c)
    }
    own = ours.marks(NAME)
    full = {test for test, most in points.items() if theirs["source"].get(test) == most}
    if len(full) < len(points):
        result.cells["stock itself does not give the source"] = len(points) - len(full)
    found = {}
    if "source" in own:
        found = {grade_id(c): verdict.of(c) for c in ours.read("autograded", NAME, "source").cells}
    for test in sorted(full):
        how = found.get(test)
        if own.get("source", {}).get(test) == points[test]:
            result.cells[how.how if how else "judged"] += 1
            if how and how.how != "judged":
                result.unjudged.append((test, how.why))
        else:
            result.cells["broken"] += 1
            result.lost.append((test, (how.why or how.text or how.error) if how else "not graded"))
    for student in theirs.keys() - {"source"}:
        for test in points:
            stock, here = theirs[student].get(test), own.get(student, {}).get(test, 0.0)
            kind = "untouched" if student == "untouched" else "wrong"
            result.cells[f"{kind}, equal" if stock == here else f"{kind}, other"] += 1
            if here > stock:
                result.given.append((student, test))


def show(results):
    console = Console()
    if not console.is_terminal:
        console.width = 140
    table = Table(title="Test cells of instructors' notebooks", title_justify="left")
    for heading in ("notebook", "judged", "in process", "broken", "wrong answers, equal marks",
                    "more than stock", "stock s", "nbjudge s"):  # fmt: skip
        table.add_column(heading, justify="left" if heading == "notebook" else "right")
    counted = [result for result in results if not result.left_out]
    total = sum((result.cells for result in counted), Counter())
    for result in counted:
        table.add_row(result.name, *_row(result.cells, len(result.given), result.seconds))
    seconds = {how: sum(r.seconds[how] for r in counted) for how in ("stock", "nbjudge")}
    table.add_section()
    table.add_row("all", *_row(total, sum(len(r.given) for r in counted), seconds))
    console.print(table)
    for result in results:
        if result.left_out:
            console.print(f"left out: {result.name}: {result.left_out}", markup=False)
        for test, why in result.unjudged:
            console.print(f"in process: {result.name}, {test}: {why[:200]}", markup=False)
        for test, why in result.lost:
            console.print(f"lost: {result.name}, {test}: {why[:200]}", markup=False)
        for student, test in result.given:
            console.print(f"given: {result.name}, {test} to {student}", markup=False)
    cells = total["judged"] + total["in process"] + total["broken"]
    whole = sum(not r.cells["broken"] for r in counted)
    if cells:
        console.print(
            f"{whole} of {len(counted)} notebooks and {cells - total['broken']} of {cells} test "
            f"cells give the source the marks of stock nbgrader; {total['judged'] / cells:.1%} "
            f"judged, {total['in process'] / cells:.1%} in process, "
            f"{total['broken'] / cells:.1%} broken."
        )


def _row(cells, given, seconds):
    wrong = cells["wrong, equal"] + cells["wrong, other"]
    return (
        *(str(cells[kind]) for kind in ("judged", "in process", "broken")),
        f"{cells['wrong, equal']} of {wrong}",
        str(given),
        *(f"{seconds[how]:.1f}" for how in ("stock", "nbjudge")),
    )


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=1, help="notebooks side by side (1)")
    parser.add_argument("--mutants", type=int, default=3, help="wrong answers to a cell (3)")
    parser.add_argument("--only", default="", help="a part of the notebooks' names")
    arguments = parser.parse_args()
    chosen = [
        case
        for case in cases(arguments.folder.resolve(), arguments.mutants)
        if arguments.only in case.name
    ]
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(arguments.jobs) as pool:
        jobs = [
            pool.submit(grade, case, Path(folder, str(number)))
            for number, case in enumerate(chosen)
        ]
        results = []
        for case, job in zip(chosen, jobs, strict=True):
            results.append(job.result())
            print(f"{case.name}: {dict(results[-1].cells) or results[-1].left_out}", flush=True)
    show(results)
    return int(any(r.lost or r.given for r in results))


if __name__ == "__main__":
    sys.exit(main())
