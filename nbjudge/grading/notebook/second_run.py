"""A test that the judge cannot run, run as nbgrader would: in the student's own process.

The notebook is run once more in a sandbox of its own, tests and all, and its outputs are thrown
away: what is kept of each test is whether it passed, and its points. There the student's code can
see the tests, and could make them pass, as with nbgrader itself; results say so.
"""

import copy
import logging
import math

import msgspec
from nbformat.v4 import new_output
from nbgrader.utils import determine_grade

from nbjudge.course import grade_id, is_test
from nbjudge.errors import SubmissionError
from nbjudge.grading.course_files import stand_in_reason
from nbjudge.grading.notebook.verdict import Verdict, of, record

__all__ = ["points_of", "run_unjudged"]

_QUIET = logging.Logger("nbjudge.second_run", logging.CRITICAL + 1)  # texts may hold hidden tests
_STOPPED = ("unjudged", "untestable")  # what stops the judge may be the student's work
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
    """Run again what the judge could not: changes test cells of the notebook ``judged``.

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
    theirs = [name for name, one in failed.items() if name not in ours and one.kind in _STOPPED]
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
    if (not ours and not theirs) or stand_in_reason(nb) is not None:
        return
    found = _run(step, nb, resources)
    for name in ours:
        if name in found:
            _take(cells[name], *found[name], failed[name], classes[name].why)
    for name in theirs:
        if name in found and found[name][1] > points_of(cells[name]):
            why = f"in the student's own process, the test gives {found[name][1]:g} points"
            why = f"{why}; in the judge: {failed[name].why or failed[name].text}"
            record(cells[name], msgspec.structs.replace(failed[name], pending=True, why=why))


def _run(step, nb, resources):
    """{grade id of a test: (kind, points)} of the notebook run in one process."""
    nb = copy.deepcopy(nb)
    for cell in nb.cells:
        if is_test(cell):
            cell.outputs = []
            cell.metadata.pop("tags", None)  # that would skip it
    nb, _ = step.again(_QUIET, judged=False).preprocess(nb, resources)
    return {grade_id(c): (_kind(c), points_of(c)) for c in nb.cells if is_test(c)}


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
