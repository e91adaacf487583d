"""All runs of one notebook together take no more than twice what one may take."""

import logging
from types import SimpleNamespace

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from nbjudge.grading.notebook.allowance import Allowance
from nbjudge.grading.notebook.execute import JudgedExecute
from nbjudge.grading.notebook.follow_through import Reference, run_follow_through
from nbjudge.grading.notebook.verdict import Verdict, of, record


def test_runs_share_twice_the_seconds_of_one():
    allowance = Allowance(30)
    assert (allowance.left, allowance.is_spent) == (30, False)
    allowance.take(33)  # its last cell began just in time
    assert allowance.left == 27
    allowance.take(5)
    assert allowance.left == 22
    allowance.take(29)
    assert (allowance.left, allowance.is_spent) == (0, True)


def test_what_was_beyond_is_said():
    allowance = Allowance(30)
    assert allowance.beyond(30) == "the notebook took more than 30 s"
    assert allowance.beyond(8) == "all runs of the notebook together took more than 60 s"


def test_a_step_for_another_run_shares_the_allowance(monkeypatch):
    step = JudgedExecute(notebook_timeout=30)
    monkeypatch.setattr(JudgedExecute, "_run_notebook", _take_half)
    step.preprocess(new_notebook(), {"nbjudge": {"classes": {}, "reference": {}}})
    again = step.again(logging.getLogger(), run_again=False)
    assert again.allowance.left == 30
    again.preprocess(new_notebook(), {})
    assert again.allowance.left == 30
    again.preprocess(new_notebook(), {})
    assert again.allowance.left == 15
    step.preprocess(new_notebook(), {"nbjudge": {"classes": {}, "reference": {}}})
    assert step.again(logging.getLogger()).allowance.left == 30, "another notebook has its own"


def _take_half(self, nb, resources):
    self._allowance.take(15)
    return nb, resources


class Step:
    """What `run_follow_through` needs of a `JudgedExecute`; each run takes 12 s and is right."""

    follow_through = 1

    def __init__(self, warnings, allowance):
        self.allowance, self.given_up = allowance, None
        self.log = SimpleNamespace(warning=lambda text, *names: warnings.append(text % names))

    def again(self, log, **options):
        return Step([], self.allowance)

    def preprocess(self, nb, resources):
        may = self.allowance.left
        self.allowance.take(12)
        if may < 12:
            self.given_up = self.allowance.beyond(may)
        for cell in nb.cells:
            if cell.metadata.nbgrader.get("grade"):
                cell.outputs = [] if self.given_up is None else [_error()]
        return nb, resources


def _error():
    return {"output_type": "error", "ename": "NotRun", "evalue": "", "traceback": []}


def _class(number):
    """(notebook, the same as judged, reference) of so many exercises, each built on one before."""
    cells, reference = [], {}
    for i in range(number):
        earlier = tuple(f"e{j}" for j in range(i))
        reference[f"e{i}"] = Reference(f"x{i} = 1", (f"t{i}",), earlier)
        for name, kind in ((f"e{i}", {"solution": True}), (f"t{i}", {"grade": True, "points": 1})):
            flags = {"solution": False, "grade": False, "locked": "grade" in kind, "task": False}
            meta = {"nbgrader": {"grade_id": name, "schema_version": 3} | flags | kind}
            cells.append(new_code_cell(f"{name} = 0", metadata=meta))
    nb = new_notebook(cells=cells)
    judged = new_notebook(cells=[cell.copy() for cell in cells])
    for cell in judged.cells:
        if cell.metadata.nbgrader.grade:
            cell.outputs = [_error()]
            record(cell, Verdict(kind="wrong"))
    return nb, judged, reference


@pytest.mark.parametrize(("seconds", "whole"), [(100, 5), (21, 3), (6, 0)])
def test_follow_through_ends_where_the_allowance_does_and_says_so(seconds, whole):
    nb, judged, reference = _class(6)
    warnings = []
    resources = {"nbjudge": {"reference": reference}}
    run_follow_through(Step(warnings, Allowance(seconds)), nb, judged, resources)
    earned = [of(cell).follow_through is not None for cell in judged.cells if of(cell)]
    assert earned == [False, *([True] * whole), *([False] * (5 - whole))]
    assert len(warnings) == 5 - whole
    assert all(f"together took more than {2 * seconds} s" in line for line in warnings[1:])
