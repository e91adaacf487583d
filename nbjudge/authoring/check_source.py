"""What a source notebook must fulfil before a release is made from it.

nbgrader trusts its authors: an orphan or misspelt marker ships the answer, a test cell that ends
in an expression is scored by its value, a cell of hidden tests alone is empty for the student.
Here each of these is found, with the place and the remedy. What would ship an answer stops every
build; the rest, which is style, stops the build of notebooks that were written for nbjudge.
"""

import ast
import builtins
import re
import sys
from collections import Counter

from nbgrader.utils import is_grade, is_solution, is_task
from rapidfuzz import fuzz

from nbjudge import looking
from nbjudge.authoring.blanks import MARK, find_templates, is_template, without_magics
from nbjudge.authoring.levels import LEVELS, hidden, level_of
from nbjudge.errors import SourceError
from nbjudge.names import names_defined, names_used

__all__ = [
    "CELL_ID",
    "REGIONS",
    "cell_name",
    "check_source",
    "dropped_texts",
    "is_foreign",
    "markers",
    "review_source",
]

# nbgrader's delimiters (their defaults): any line that contains one is a marker.
REGIONS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
_MARKERS = {f"{edge} {region}": (edge, region) for region in REGIONS for edge in ("BEGIN", "END")}
_SYNONYMS = [f"{edge} {region}".lower() for region in REGIONS for edge in ("START", "STOP")]
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_ALIKE = 82  # per cent; "begin soluton" is 96, "solution" alone 73


def cell_name(cell, index):
    """How messages call a cell: by its grade id, else by its position."""
    return cell.metadata.get("nbgrader", {}).get("grade_id") or f"{index + 1} ({cell.get('id')})"


def check_source(nb):
    """Check a whole source notebook; raises `SourceError` at the first fault, of style or not."""
    for error in review_source(nb):
        raise error


def is_foreign(nb):
    """Whether a source notebook was written without nbjudge in mind: it has no template."""
    return not any(
        is_template(line)
        for cell in nb.cells
        if cell.cell_type == "code"
        for line in cell.source.split("\n")
    )


def review_source(nb):
    """`SourceError`s of all that should be mended in a source notebook, in no order.

    ``style`` of those is set with which a release can be built that shows no answer.
    """
    language = _language(nb)
    if language.lower() not in ("python", "python3", "ipython", ""):
        yield SourceError(
            f"It is a notebook of {language}.",
            "nbjudge grades notebooks of Python alone: keep it in a course of nbgrader's own.",
        )
        return
    yield from _check_ids(nb)
    yield from _check_names(nb)
    yield from _check_leaks(nb)
    for place, fault, remedy in looking.review(nb.cells):
        yield SourceError(fault, remedy, cell=cell_name(nb.cells[place], place))
    for index, cell in enumerate(nb.cells):
        try:
            level_of(nb, cell)
            for error in _check_cell(cell):
                yield error.at(cell=cell_name(cell, index))
        except SourceError as error:
            yield error.at(cell=cell_name(cell, index))


def dropped_texts(nb):
    """Names of cells to be marked by hand whose text no student will see, in Markdown."""
    return [
        cell_name(cell, index)
        for index, cell in enumerate(nb.cells)
        if cell.cell_type == "markdown"
        and is_grade(cell)
        and is_solution(cell)
        and cell.source.strip()
        and not any(f"BEGIN {region}" in cell.source for region in REGIONS)
    ]


def _language(nb):
    """What language a notebook says that it is in; "" where it does not."""
    kernel, told = nb.metadata.get("kernelspec", {}), nb.metadata.get("language_info", {})
    return str(kernel.get("language") or told.get("name") or "")


def _check_ids(nb):
    ids = Counter(
        cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id") for cell in nb.cells
    )
    for name, count in ids.items():
        if name is None:  # of a notebook before format 4.5: it is given ids
            continue
        if count > 1:
            yield SourceError(
                f"{count} cells have the id {name}.", "Give each cell an id of its own.", cell=name
            )
        if not CELL_ID.fullmatch(name):
            yield SourceError(
                "the id cannot be a notebook's cell id.",
                "Use letters, digits, - and _ only, 64 at most.",
                cell=name,
                style=True,
            )


def _check_names(nb):
    """A test that is run again must not overwrite what the student made in the meantime."""
    owners, imports = {}, {}
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "code" and not is_grade(cell):
            code = without_magics(cell.source)
            for name in names_defined(code, limit=None):
                owners.setdefault(name, cell_name(cell, index))
            imports |= _imports(code)
    for index, cell in enumerate(nb.cells):
        if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell):
            code = without_magics(cell.source)
            mine, own_imports = names_defined(code, limit=None), _imports(code)
            for name in sorted(mine & sys.stdlib_module_names):
                if own_imports.get(name) != name:
                    yield SourceError(
                        f"the test assigns {name}, the name of a standard module, "
                        "which a student's code may have imported.",
                        "Use another name in the test.",
                        cell=cell_name(cell, index),
                        style=True,
                    )
            for name in sorted(mine & set(owners)):
                if name not in own_imports or own_imports[name] != imports.get(name):
                    yield SourceError(
                        f"the test assigns {name}, which cell {owners[name]} defines: "
                        "running the test again would overwrite it.",
                        "Use another name in the test.",
                        cell=cell_name(cell, index),
                        style=True,
                    )


def _check_leaks(nb):
    """In a release check cells may leave no name behind, so nobody may count on one of theirs."""
    cells = [
        (cell_name(cell, index), is_grade(cell) and not is_solution(cell), cell)
        for index, cell in enumerate(nb.cells)
        if cell.cell_type == "code"
    ]
    codes = {name: without_magics(cell.source) for name, _, cell in cells}
    known = set(dir(builtins)).union(
        *(names_defined(codes[name], limit=None) for name, is_check, _ in cells if not is_check)
    )
    made = {}
    for name, is_check, _ in cells:
        mine = names_defined(codes[name], limit=None)
        for used in sorted((names_used(codes[name], limit=None) - mine - known) & set(made)):
            yield SourceError(
                f"it uses {used}, which the check cell {made[used]} makes: check cells leave no "
                "names behind in the student's notebook.",
                f"Make {used} here, or in a read-only cell.",
                cell=name,
                style=True,
            )
        if is_check:
            for one in mine:
                made.setdefault(one, name)


def _imports(code):
    """{name: what it is imported from} of a cell, such as {"np": "numpy", "pi": "math.pi"}."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return {}
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                found[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def _check_cell(cell):
    found = markers(cell)
    _check_balance(found)
    templates = find_templates(cell.source) if cell.cell_type == "code" else []
    for level in LEVELS if cell.cell_type == "code" and is_solution(cell) else ():
        hidden(cell.source, level)
    solution, grade = is_solution(cell), is_grade(cell)
    regions = {region for _, _, region in found}
    if "HIDDEN TESTS" in regions and not (grade and not solution):
        yield SourceError(
            "hidden tests stand in a cell that is no autograded test.",
            "Mark the cell as 'Autograded tests' in JupyterLab's Create Assignment panel.",
        )
    if "MARK SCHEME" in regions and not (is_task(cell) or (grade and solution)):
        yield SourceError(
            "a marking scheme stands in a cell that is not marked by hand.",
            "Mark the cell as 'Manually graded answer' or 'task'.",
        )
    if (templates or "SOLUTION" in regions) and not solution:
        yield SourceError(
            "an answer stands in a cell that is no solution cell, so it would be released.",
            "Mark the cell as 'Autograded answer' in JupyterLab's Create Assignment panel.",
        )
    if solution and cell.cell_type == "code" and not templates and "SOLUTION" not in regions:
        yield SourceError(
            "the solution cell has no blank, so its whole answer would be lost or released.",
            f"Put a {MARK} template above each answer, "
            "or ### BEGIN SOLUTION and ### END SOLUTION round it.",
            style=True,
        )
    if grade and not solution and cell.cell_type == "code":
        yield from _check_test(cell, found)


def markers(cell):
    """(line, "BEGIN" or "END", region) of each marker; raises `SourceError` at a misspelt one."""
    found = []
    for number, line in enumerate(cell.source.split("\n"), start=1):
        text = line.strip()
        exact = [marker for marker in _MARKERS if marker in text]
        if exact:
            found.append((number, *_MARKERS[exact[0]]))
        elif is_template(text):
            continue
        elif cell.cell_type != "code" or text.startswith("#"):
            _refuse_misspelt(text, number)
    return found


def _refuse_misspelt(text, number):
    if re.match(r"#[\s#!]+\?", text):
        raise SourceError(
            f"`{text}` looks like a template, but is a plain comment.",
            f"A template begins with {MARK}, nothing in between.",
            line=number,
        )
    words = re.sub(r"[^a-z]+", " ", text.lower()).strip()
    for marker in [*(m.lower() for m in _MARKERS), *_SYNONYMS]:
        if fuzz.ratio(words, marker) >= _ALIKE:
            edges = "### BEGIN …, ### END …"
            raise SourceError(
                f"`{text}` looks like a marker of nbgrader, but is none.",
                f"Write it in capitals exactly as nbgrader does ({edges}) with "
                f"{', '.join(REGIONS)}.",
                line=number,
            )


def _check_balance(found):
    open_region, open_line = None, None
    for number, edge, region in found:
        if edge == "BEGIN" and open_region:
            raise SourceError(
                f"BEGIN {region} comes before END {open_region} (begun in line {open_line}).",
                f"Close the region with ### END {open_region} first.",
                line=number,
            )
        if edge == "END" and open_region != region:
            raise SourceError(
                f"END {region} has no BEGIN {region}.",
                f"Add ### BEGIN {region} above it, or remove it.",
                line=number,
            )
        open_region, open_line = (region, number) if edge == "BEGIN" else (None, None)
    if open_region:
        raise SourceError(
            f"BEGIN {open_region} has no END {open_region}.",
            f"Add ### END {open_region} below it.",
            line=open_line,
        )


def _check_test(cell, found):
    lines = without_magics(cell.source).split("\n")
    edges = [number for number, _, region in found if region == "HIDDEN TESTS"]
    visible = list(lines)
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        visible[begin - 1 : end] = [""] * (end - begin + 1)
    try:
        tree = ast.parse("\n".join(lines))
        shown = ast.parse("\n".join(visible)).body
    except SyntaxError as error:
        yield SourceError(
            f"the test is not valid Python ({error.msg}).",
            "Mend it.",
            line=error.lineno,
            style=True,
        )
        return
    if not shown:
        yield SourceError(
            "the test holds nothing but hidden tests, so the student sees an empty cell.",
            "Begin with a visible check on numbers that can be verified by hand.",
            style=True,
        )
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr) and not _returns_nothing(last.value):
        yield SourceError(
            "the test ends in an expression, and nbgrader takes its value for the points.",
            "Assert it: `assert …`, `check.close(…)`, `np.testing.assert_allclose(…)`.",
            line=last.lineno,
            style=True,
        )


def _returns_nothing(value):
    """Is this a call to a function that is known to return None (a check, a print)?"""
    if not isinstance(value, ast.Call):
        return False
    name = ast.unparse(value.func)
    last = name.rpartition(".")[2]
    return (
        name in ("print", "display", "plt.show")
        or name.startswith("check.")
        or re.match(r"assert_|assert[A-Z]", last) is not None
    )
