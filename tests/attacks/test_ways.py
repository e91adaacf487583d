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

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another, or give user ids"),
    pytest.mark.skipif("ATTACKS_WAY" not in os.environ and CHOICE == "all", reason="long"),
]
_CHOSEN = os.environ.get("ATTACKS_WAY")
_OTHER = [name for name in WAYS if name != "as it is" and _CHOSEN in (None, name)]
# What costs half a minute each, and depends on nothing that differs here.
_SLOW = {"memory_bomb_in_socket_buffers"}


@pytest.fixture(scope="module", params=_OTHER)
def outcome(request):
    """The `Outcome` of the attacks on the sandbox, graded in another way."""
    with tempfile.TemporaryDirectory(prefix="attacks-") as name:
        folder = Path(name)
        base = make_base(folder / "victim")
        if request.param == "ordinary user":  # the course lies where he can reach it
            folder.chmod(0o755)
            give(base[1].home)
        yield grade_attacks(base, attacks_on_the_sandbox(), request.param, folder / "judged")


@pytest.mark.parametrize("name", attacks_on_the_sandbox())
def test_attack(name, outcome):
    assert problem(name, outcome) == ""


def test_nobody_else_is_concerned(outcome):
    assert outcome.innocent
    for marks in outcome.innocent:
        assert all(marks[name] == RIGHT for name in INNOCENT)
    assert set(outcome.marks) <= INNOCENT | set(ATTACKS)
    assert outcome.changed == []
    assert outcome.left == []
