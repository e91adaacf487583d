"""No attack gains anything against the judge; many do against stock nbgrader."""

import pytest
from harness import (
    ATTACKS,
    CHOICE,
    INNOCENT,
    as_expected,
    attacks_chosen,
    base,
    expected,
    judged,
    stock,
)
from victim import RIGHT

__all__ = ["base", "judged", "stock"]  # fixtures

# What a hostile submission may make the trusted processes use, in MiB; 350 is usual.
_MEMORY = 1000


def problem(name, judged):
    """What an attack gains against the judge; "" for nothing."""
    if name in judged.stopped:
        return judged.stopped[name]
    if judged.leaks[name]:
        return f"reads {', '.join(judged.leaks[name])}"
    own = judged.marks.get(name)
    if own is None or any(points is None for points in own.values()):
        return "gets no mark"
    if not as_expected(name, own):
        return f"gets {own} instead of {expected(name)}"
    if judged.memory.get(name, 0) > _MEMORY:
        return f"makes the grader use {judged.memory[name]:.0f} MiB"
    if "ATTACK WORKED" in judged.outputs[name]:  # the attacks spell it otherwise in their code
        return "says that it worked"
    return ""


@pytest.mark.parametrize("name", attacks_chosen())
def test_attack(name, judged):
    assert problem(name, judged) == ""


@pytest.mark.parametrize("name", sorted(INNOCENT))
def test_others_keep_their_marks(name, judged):
    assert judged.innocent and all(marks[name] == RIGHT for marks in judged.innocent)


def test_nothing_outside_has_changed(judged):
    assert judged.changed == []


def test_nobody_else_is_in_the_gradebook(judged):
    assert set(judged.marks) <= INNOCENT | set(ATTACKS)


def test_no_process_is_left(judged):
    assert judged.left == []


if CHOICE != "quick":

    def test_stock_nbgrader_for_comparison(judged, stock):
        found = {name: problem(name, judged) for name in attacks_chosen()}
        width = max(map(len, found))
        for name, gain in found.items():
            other = "not tried" if stock[name] is None else stock[name] or "-"
            print(f"{name:{width}}  judge: {gain or '-':30}  stock: {other}")
        print(
            f"{len(found)} attacks. Against the judge {sum(map(bool, found.values()))} succeed; "
            f"against stock nbgrader {sum(map(bool, stock.values()))} "
            f"of {sum(gain is not None for gain in stock.values())} tried."
        )
        assert not any(found.values())
        assert any(stock.values())
