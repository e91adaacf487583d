"""A test run as nbgrader would: in the student's own process, a second time.

The notebook is run once more in a sandbox of its own, tests and all, and its outputs are thrown
away: what is kept of each test is whether it passed, and its points. There the student's code can
see the tests, and could make them pass, as with nbgrader itself. So only a test that the judge
cannot run on the source has its mark from there, and results say so. Of all others it is a second
opinion: where it differs, the judge's mark stays, and waits for a person. Students are told nothing
of a second opinion, not even that it differs: their code decides what it says, and could in this
way tell them of the hidden tests.
"""

import copy
import logging
import math

from msgspec import structs
from nbformat.v4 import new_output
from nbgrader.utils import determine_grade

from nbjudge.course import grade_id, is_test
from nbjudge.errors import SubmissionError
from nbjudge.grading.course_files import stand_in_reason
from nbjudge.grading.notebook.verdict import SecondOpinion, Verdict, of, record

__all__ = ["points_of", "run_unjudged"]

_QUIET = logging.Logger("nbjudge.second_run", logging.CRITICAL + 1)  # texts may hold hidden tests
# Where the judge has come to no finding; what stops it may be the student's work.
_STOPPED = ("unjudged", "untestable", "too much data", "test timed out")
_KINDS = {
    "CellTimeoutError": "timed out",
    "DeadKernelError": "kernel died",
    "NotRun": "not run",
    "NotAttempted": "not attempted",
}


def points_of(cell):
    """The points that nbgrader would give to a test cell for its outputs."""
    most = float(cell.metadata.nbgrader["points"])
    try:
        points = float(determine_grade(cell, _QUIET)[0] or 0)
    except Exception:  # of a value that is no part of the points
        return 0.0
    return round(min(max(points, 0.0), most), 2) if math.isfinite(points) else 0.0


def run_unjudged(step, nb, judged, resources, classes):
    """Run again what the judge could not, or all of it where the `JudgedExecute` is to ask for a
    second opinion: changes test cells of the notebook ``judged``.

    Parameters
    ----------
    step : the `JudgedExecute` that has run it.
    nb : the notebook before it was run.
    classes : {grade id: `TestClass`} of tests that the source itself does not pass in the judge.
    """
    cells = {grade_id(cell): cell for cell in judged.cells if is_test(cell)}
    verdicts = {name: of(cell) for name, cell in cells.items()}
    failed = {name: one for name, one in verdicts.items() if one and one.kind != "passed"}
    ours = [name for name in failed if name in classes and classes[name].way == "in process"]
    asked = {
        name: one
        for name, one in verdicts.items()
        if one and name not in ours and (step.second_opinion or one.kind in _STOPPED)
    }
    if ours and step.unjudged == "refuse":
        raise SubmissionError(
            "The judge cannot run these tests, and c.JudgedExecute.unjudged is 'refuse':\n"
            + "\n".join(f"  {name}: {classes[name].why}" for name in ours)
        )
    if step.unjudged == "manual":
        for name in ours:
            verdict = Verdict(
                kind="unjudged", how="by hand", pending=True, why=classes[name].why,
                sandbox=failed[name].sandbox,
            )  # fmt: skip
            record(cells[name], verdict)
        ours = []
    if (not ours and not asked) or stand_in_reason(nb) is not None:
        return
    try:
        found, why_not = _run(step, nb, resources)
    except Exception as error:
        if ours:
            raise
        found, why_not = {}, error  # no opinion is worth a mark
    for name in ours:
        if name in found:
            _take(cells[name], *found[name], failed[name], classes[name].why)
    without = [name for name in asked if found.get(name, ("not run",))[0] == "not run"]
    if without:
        why_not = why_not or "the notebook did not get so far"
        step.log.warning("No second opinion on %s: %s", ", ".join(without), why_not)
    for name in asked.keys() - set(without):
        opinion = SecondOpinion(*found[name], points_of(cells[name]))
        if opinion.points != opinion.judged:
            record(cells[name], structs.replace(asked[name], pending=True, opinion=opinion))


def _run(step, nb, resources):
    """({grade id: (kind, points)} of the tests, run in one process; why it did not come to its end)
    of the notebook."""
    nb = copy.deepcopy(nb)
    for cell in nb.cells:
        if is_test(cell):
            cell.outputs = []
            cell.metadata.pop("tags", None)  # that would skip it
    again = step.again(_QUIET, judged=False)
    if again.allowance.is_spent:
        return {}, again.allowance.beyond(again.allowance.left)
    nb, _ = again.preprocess(nb, resources)
    found = {grade_id(c): (_kind(c), points_of(c)) for c in nb.cells if is_test(c)}
    return found, again.given_up


def _kind(cell):
    names = [output.ename for output in cell.outputs if output.output_type == "error"]
    return next((_KINDS[name] for name in names if name in _KINDS), "wrong" if names else "passed")


def _take(cell, kind, points, before, why):
    """Give a test cell the outcome of the second run, and nothing that the test has said."""
    most = float(cell.metadata.nbgrader["points"])
    if kind == "passed" and points < most:
        kind = "passed" if points else "wrong"
    cell.outputs = []
    if points == 0:
        text = "This test failed."
        cell.outputs = [new_output("error", ename="TestFailed", evalue=text, traceback=[text])]
    elif points < most:
        cell.outputs = [new_output("execute_result", {"text/plain": f"{points:g}"})]
    text = "the notebook was run once more, for tests that the judge cannot run"
    verdict = Verdict(
        kind=kind, how="in process", why=why, sandbox=before.sandbox, before=before.before,
        text=text if kind in ("kernel died", "not run") else "",
    )  # fmt: skip
    record(cell, verdict)
