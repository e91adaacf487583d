"""Follow-through marks: what a student's exercise is worth on top of right earlier ones.

Examiners in mathematics mark an error carried forward. An exercise that lost points, and that is
built on earlier ones that lost points, is judged once more in a sandbox of its own, in which the
earlier cells are the source's, and which leaves out the course's cells that its tests do not need.
What they give then counts, up to the course's share. Outputs of that run are discarded, and the
marks of the replaced exercises never change by it: whoever leaves an early exercise wrong on
purpose loses its points and gains nothing beyond.
"""

import copy
import logging

import msgspec
from nbformat.v4 import new_output
from nbgrader.utils import is_locked, is_solution

from nbjudge.cell_code import blanks_by_line, parse
from nbjudge.course import grade_id, is_test
from nbjudge.grading.course_files import source_cells, stand_in_reason
from nbjudge.grading.notebook.second_run import points_of
from nbjudge.grading.notebook.verdict import FollowThrough, of, record, words
from nbjudge.grading.reach import dependencies, key, reach, tests_of
from nbjudge.names import names_defined, names_used

__all__ = ["Reference", "read_reference", "run_follow_through"]

_QUIET = logging.Logger("nbjudge.follow_through", logging.CRITICAL + 1)


class Reference(msgspec.Struct, frozen=True):
    """What the instructor's own notebook says of one exercise."""

    source: str  # of its solution cell
    tests: tuple[str, ...]  # grade ids
    uses: tuple[str, ...]  # earlier exercises that its tests reach
    idle: tuple[str, ...] = ()  # `key` of each cell that is not locked and that they do not reach


def read_reference(cells):
    """{exercise: `Reference`}, in order, of the cells of a source notebook."""
    sources = {grade_id(cell): cell.source for cell in cells if is_solution(cell)}
    uses, reached, found = dependencies(cells), reach(cells), {}
    code = [cell for cell in cells if cell.cell_type == "code"]
    open_ones = [key(cell) for cell in code if not (is_locked(cell) or is_test(cell))]
    for name, tests in tests_of(cells).items():
        earlier = tuple(one for one in found if one in uses[name])
        idle = tuple(one for one in open_ones if one not in reached[name])
        found[name] = Reference(sources[name], tuple(tests), earlier, idle)
    return found


def run_follow_through(step, nb, judged, resources):
    """Give the test cells of ``judged`` what they earn on top of right earlier exercises.

    Parameters
    ----------
    step : the `JudgedExecute` that has run it.
    nb : the notebook before it was run.
    resources : nbgrader's, with the {exercise: `Reference`} of the source where they are known.
    """
    if stand_in_reason(nb) is not None:
        return
    reference = resources.get("nbjudge", {}).get("reference")
    if reference is None:
        reference = read_reference(source_cells(step, resources))
    tests = {grade_id(cell): cell for cell in judged.cells if is_test(cell)}
    lost = {
        name
        for name, one in reference.items()
        if any(points_of(tests[test]) < _most(tests[test]) for test in one.tests if test in tests)
    }
    work = {grade_id(cell): cell.source for cell in nb.cells if is_solution(cell)}
    for replaced, chosen in _runs(reference, lost, work):
        judged_again = {test for name in chosen for test in reference[name].tests}
        judged_again = {test for test in judged_again if _counts(tests.get(test))}
        if judged_again:
            changed = _replace(nb, reference, replaced, judged_again, resources)
            _leave_out(changed, [reference[name] for name in chosen], chosen)
            try:
                points, why_not = _run(step, changed, resources)
            except Exception as error:  # the marks of the first run stand
                points, why_not = {}, error
            if why_not:
                step.log.warning("No follow-through marks for %s: %s", ", ".join(chosen), why_not)
            for test in judged_again & set(points):
                _take(tests[test], points[test], step.follow_through, replaced)


def _runs(reference, lost, work):
    """[(exercises to replace, exercises to judge on top of them)], in order.

    An exercise stands in a run only where nothing else is replaced before it than what it is built
    on: all else could hold an answer to it.
    """
    runs = {}
    for name, one in reference.items():
        replaced = tuple(other for other in one.uses if other in lost)
        if name in lost and replaced and name in work and not blanks_by_line(work[name]):
            runs.setdefault(replaced, []).append(name)
    return list(runs.items())


def _counts(test):
    """Whether a test can earn more: it was judged, and lost points."""
    verdict = test and of(test)
    return bool(
        verdict
        and verdict.how == "judged"
        and not verdict.pending
        and points_of(test) < _most(test)
    )


def _replace(nb, reference, replaced, judged_again, resources):
    """The notebook with other cells for ``replaced``, up to the last of the tests ``judged_again``.

    Of the other tests only those stay whose names later cells use.
    """
    lent = set(resources.get("nbjudge", {}).get("names", {}).get("lent", ()))
    changed, cells = copy.deepcopy(nb), []
    last = max(i for i, cell in enumerate(nb.cells) if grade_id(cell) in judged_again)
    for cell in changed.cells[: last + 1]:
        name = grade_id(cell)
        if is_test(cell) and name not in judged_again and not names_defined(cell.source) & lent:
            continue
        if name in replaced and is_solution(cell):
            cell.source = _merged(cell.source, reference[name].source)
        cells.append(cell)
    changed.cells = cells
    return changed


def _leave_out(nb, judged, names):
    """Leave out what neither the source's nor the student's form of these exercises needs."""
    idle = set.intersection(*(set(one.idle) for one in judged))
    needed = reach(nb.cells)
    needed = set().union(*(needed.get(name, ()) for name in names))
    nb.cells = [cell for cell in nb.cells if key(cell) not in idle - needed]


def _merged(own, right):
    """The source's answer, after those helpers of the student's that it does not define itself."""
    tree = parse(own)
    if tree is None:
        return right
    defined = names_defined(right, None) | names_used(right, limit=None)
    parts = [
        text
        for node in tree.body
        if type(node).__name__ in ("FunctionDef", "ClassDef", "Import", "ImportFrom")
        and (text := _segment(own, node))
        and not names_defined(text) & defined
    ]
    return "\n".join([*parts, right])


def _segment(code, node):
    lines = code.splitlines(keepends=True)
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
    text = "".join(lines[first - 1 : node.end_lineno])
    return text if parse(text) is not None else ""


def _run(step, nb, resources):
    """({grade id of a test: its points}, why it did not come to its end) of a changed notebook."""
    again = step.again(_QUIET, run_again=False)
    if again.allowance.is_spent:
        return {}, again.allowance.beyond(again.allowance.left)
    nb, _ = again.preprocess(nb, resources)
    points = {grade_id(cell): points_of(cell) for cell in nb.cells if is_test(cell)}
    return points, again.given_up


def _take(test, points, share, replaced):
    """Give a test cell its points, where it has earned more; what it said before is kept."""
    before, most, verdict = points_of(test), _most(test), of(test)
    earned = round(before + share * (points - before), 2)
    if earned <= before:
        return
    follow = FollowThrough(replaced, earned, most, whole=points >= most)
    verdict = msgspec.structs.replace(verdict, follow_through=follow)
    test.outputs = [new_output("stream", name="stdout", text=words(verdict) + "\n")]
    if earned < most:
        test.outputs.append(new_output("execute_result", {"text/plain": f"{earned:g}"}))
    record(test, verdict)


def _most(test):
    return float(test.metadata.nbgrader["points"])
