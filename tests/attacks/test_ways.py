"""No attack gains anything either where the grader is somebody else, or the sandbox another."""

import os
import tempfile
from pathlib import Path

import pytest
from harness import (
    ATTACKS,
    CHOICE,
    INNOCENT,
    WAYS,
    attacks_on_the_sandbox,
    give,
    grade_attacks,
    make_base,
)
from test_attacks import problem
from victim import RIGHT

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
_ONLY = os.environ.get("ATTACKS_WAY")  # the name of one of the ways
_OTHER = [way for way in WAYS if way != "as it is" and _ONLY in (None, way)]


@pytest.fixture(scope="module", params=_OTHER)
def outcome(request):
    """The `Outcome` of the attacks on the sandbox, graded in another way."""
    with tempfile.TemporaryDirectory(prefix="attacks-") as name:
        folder = Path(name)
        base = make_base(folder / "victim")
        if request.param == "ordinary user":  # the course lies where he can reach it
            folder.chmod(0o755)
            give(base[1].home)
        yield grade_attacks(
            base, attacks_on_the_sandbox(request.param), request.param, folder / "judged"
        )


def test_no_attack_gains_anything(outcome):
    found = {name: problem(name, outcome) for name in outcome.leaks}
    assert {name: gain for name, gain in found.items() if gain} == {}
    assert len(found) >= (1 if _ONLY or CHOICE != "quick" else 10)


def test_nobody_else_is_concerned(outcome):
    assert outcome.innocent
    for marks in outcome.innocent:
        assert all(marks[name] == RIGHT for name in INNOCENT)
    assert set(outcome.marks) <= INNOCENT | set(ATTACKS)
    assert outcome.changed == []
    assert outcome.left == []
