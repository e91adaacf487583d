"""08: the bank of bugs: each shows, is told from all others by its witness, and is mended.

What students install says nothing on which variant of a part is right; who shares what is chance.
"""

import functools
import itertools
import re
import tomllib
import warnings
from collections import Counter

import numpy as np
import pytest
from conftest import ROOT
from in_process import Bench, try_cell

from nablabook import debugging
from nablabook.debugging import Drawn, load, measure, network_text, pack, patched
from nbjudge import check

ASSIGNMENT = "08-debugging"
BANK = tomllib.loads((ROOT / "answers" / ASSIGNMENT / "bugs.toml").read_text("utf-8"))
BUGS = {bug["name"]: bug for bug in BANK["bug"]}
APART = [set(pair["bugs"]) for pair in BANK["apart"]]
RIGHT = "\n\n".join(part["text"].strip("\n") for part in BANK["part"])


@pytest.fixture(autouse=True)
def _no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # broken networks divide by 0
        yield


def spoilt(*names):
    """The text of the network with these bugs."""
    text = RIGHT
    for name in names:
        old, new = (BUGS[name][side].strip("\n") for side in ("right", "wrong"))
        part = next(p["text"] for p in BANK["part"] if f"def {BUGS[name]['part']}(" in p["text"])
        text = text.replace(part.strip("\n"), part.strip("\n").replace(old, new))
    return text


@functools.cache
def network(*names):
    return load(spoilt(*names))


@functools.cache
def witness(name):
    space = {"np": np}
    exec(BUGS[name]["witness"], space)
    return space["witness"]


@functools.cache
def packed():
    return pack(BANK)


@functools.cache
def tools():
    return Bench(ASSIGNMENT).namespace("", "")


def same(one, other, part):
    found, wanted = (measure(net, part, np.random.default_rng(1)) for net in (one, other))
    rough = 0.05 if part in ("start", "dropout_mask") else 1e-3
    return len(found) == len(wanted) and all(
        a.shape == b.shape and np.allclose(a, b, rough, 1e-6, equal_nan=True)
        for a, b in zip(found, wanted, strict=True)
    )


def alarms(net):
    """The names of the tools of the notebook that find something."""
    own, draw = tools(), np.random.default_rng(3)
    x, labels = draw.normal(size=(40, 30)), draw.integers(0, 5, 40)
    y = np.identity(5)[labels]
    params = net["start"](30, 20, 5, 1)
    small = {"W1": (4, 3), "b1": 3, "W2": (3, 5), "b2": 5}
    small = {name: draw.normal(size=size) for name, size in small.items()}
    mask = 2.0 * np.array([[1, 0, 1], [0, 1, 1]])
    pixels, truth = draw.normal(size=(2, 4)), np.identity(5)[[1, 3]]
    errors = own["gradient_errors"](net, small, pixels, truth, mask, 0.5, 0.3)
    saturated, idle, twins = own["activations"](net["forward"](params, x, np.ones((40, 20)))[1])
    found = {
        "excess": abs(own["excess"](net, params, x, y)) > 0.5,
        "overfit": own["overfit"](net, x[:10], y[:10], 300, 0.5) > 0.05,
        "gradients": max(errors.values()) > 1e-4,
        "gap": own["gap"](net, params, x, [5, 3, 8]) > 1e-6,
        "activations": saturated > 0.3 or idle > 0 or twins > 0,
    }
    return {name for name, rings in found.items() if rings}


def test_what_students_install_is_made_of_the_bank():
    assert debugging._FILE.read_bytes() == packed()[0], "pack the bank again, see its first lines"
    source = (ROOT / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text("utf-8")
    keys = set(re.findall(r'Drawn\(my_number, \\"([\d ]+)\\"', source))
    assert keys == {packed()[1]}


def test_what_students_install_does_not_tell_right_from_wrong():
    head = "".join(itertools.chain(*debugging._PARTS)) + (
        ROOT / "nablabook" / "debugging.py"
    ).read_text("utf-8")
    for bug in BANK["bug"]:
        for told in ("name", "breaks", "shows", "witness"):
            assert bug[told].strip() not in head, bug["name"]
    assert packed()[1] not in head
    for good, texts in zip(packed()[1].split(), debugging._PARTS, strict=True):
        assert len(set(good)) >= 2 and len(texts) == len(good)  # another wording of each part
    assert {texts.index(load_first(texts)) for texts in debugging._PARTS} != {0}


def load_first(texts):
    """The text of a part as it stands in the bank."""
    name = texts[0].split("(")[0]
    text = next(p["text"].strip("\n") for p in BANK["part"] if p["text"].strip().startswith(name))
    return text


def test_there_are_more_than_twenty_five_bugs_with_all_that_is_said_of_them():
    assert len(BUGS) == len(BANK["bug"]) >= 25
    for bug in BANK["bug"]:
        assert set(bug) == {
            "name", "part", "breaks", "shows", "tool", "right", "wrong", "witness",
        }  # fmt: skip


def test_other_wordings_of_a_part_do_the_same():
    for part in BANK["part"]:
        name = part["text"].strip().split("(")[0].removeprefix("def ")
        for old, new in part["also"]:
            assert same(load(RIGHT.replace(old, new)), network(), name), new


def test_no_tool_finds_anything_in_the_right_network():
    assert alarms(network()) == set()


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_shows_and_the_mended_network_passes(name):
    bug, net = BUGS[name], network(name)
    if bug["tool"] != "answer":
        assert bug["tool"] in alarms(net)
    assert witness(name)(net) and not witness(name)(network())
    assert not same(net, network(), bug["part"])
    lines = spoilt(name).split("\n")
    old, new = bug["wrong"].strip("\n").split("\n"), bug["right"].strip("\n").split("\n")
    places = [i for i, line in enumerate(lines, 1) if line == old[-1]]
    if len(old) == len(new):
        mended = patched(spoilt(name), {places[0]: new[-1].strip()})
        assert mended == RIGHT


def test_a_witness_sees_its_own_bug_and_no_other():
    blind, wrong = [], []
    for name, other in itertools.permutations(BUGS, 2):
        if witness(name)(network(other)):
            wrong.append(f"{name}: rings for “{other}”")
        together = BUGS[name]["part"] != BUGS[other]["part"] and {name, other} not in APART
        if together and not witness(name)(network(*sorted((name, other)))):
            blind.append(f"{name}: does not see its own beside “{other}”")
    assert (wrong, blind) == ([], [])


def test_a_drawn_network_has_four_bugs_in_four_parts_at_the_lines_told():
    for number in range(1, 200):
        drawn = Drawn(number, packed()[1])
        assert drawn.text == network_text(number)
        assert len({fault.part for fault in drawn.faults}) == len(drawn.faults) == 4
        lines = drawn.text.split("\n")
        for fault in drawn.faults:
            wrong = "\n".join(lines[place - 1] for place in fault.lines)
            assert any(bug["wrong"].strip("\n").endswith(wrong) for bug in BANK["bug"]), wrong
            assert drawn.part_at(fault.lines[0]) == fault.part
            assert drawn.at(fault.lines[0]) is fault
        if number < 20:
            made, typed = drawn.network(), load(drawn.text)
            assert all(same(made, typed, fault.part) for fault in drawn.faults)


@functools.cache
def cells_of_bugs():
    """{"place", "witness", "patch": [the test cell of each of the four bugs]}."""
    tests = Bench(ASSIGNMENT).tests
    return [list(tests[f"bug_{i}"].values()) for i in range(1, 5)]


def handed_in(number, wrong=()):
    """What a student with this number makes of the bank; bugs in ``wrong`` at another place."""
    drawn = Drawn(number, packed()[1])
    lines = drawn.text.split("\n")
    names = {"np": np, "check": check, "my_number": number, "my_text": drawn.text}
    names["broken"] = load(drawn.text)
    for i, fault in enumerate(drawn.faults, 1):
        place, text = fault.lines[-1], "\n".join(lines[line - 1] for line in fault.lines)
        bug = next(
            one
            for one in BANK["bug"]
            if one["part"] == fault.part and one["wrong"].strip("\n").endswith(text)
        )
        patch = bug["right"].strip("\n").split("\n")[-1].strip()
        if len(fault.lines) > 1:
            patch = f"{lines[place - 1].strip()}\n    {patch}"  # a line comes in below this one
        if i in wrong:
            place, patch = (
                (5, lines[4].strip()) if fault.part != "start" else (11, lines[10].strip())
            )
        names |= {f"place_{i}": place, f"patch_{i}": patch, f"witness_{i}": witness(bug["name"])}
        names[f"mended_{i}"] = load(patched(drawn.text, {place: patch}))
    return names


@pytest.mark.parametrize("numbers", [range(1, 13), range(500, 512)])
def test_whoever_finds_the_four_bugs_has_all_points_whatever_was_drawn(numbers):
    for number in numbers:
        names = handed_in(number)
        for cells in cells_of_bugs():
            assert [try_cell(cell, names) for cell in cells] == [None] * 3, number


def test_a_place_counts_by_itself_and_another_place_does_not():
    names = handed_in(77)
    names |= {"witness_2": lambda network: True, "patch_2": "x = 1"}
    place, said, _ = cells_of_bugs()[1]
    assert try_cell(place, names) is None
    assert try_cell(said, names) is not None
    names = handed_in(77, wrong=[3])
    assert [try_cell(cell, names) is None for cell in cells_of_bugs()[2]] == [False] * 3
    assert [try_cell(cell, names) for cell in cells_of_bugs()[3]] == [None] * 3
    twice = handed_in(77)
    twice |= {f"{what}_2": twice[f"{what}_1"] for what in ("place", "patch", "witness", "mended")}
    assert try_cell(cells_of_bugs()[1][0], twice) is not None


def test_the_bugs_of_a_number_are_told_to_whoever_has_the_bank(capsys):
    debugging._main(ROOT / "answers" / ASSIGNMENT / "bugs.toml", "20261")
    told = capsys.readouterr().out
    assert told.startswith("20261:\n") and told.count("shows: ") == 4
    assert "line 29, softmax over the whole batch: return e / np.sum(e, axis=1" in told


def shared(classes):
    """How often two bugs are shared by two students of a class of 100, on average."""
    total = []
    for students in classes:
        pairs = Counter(pair for bugs in students for pair in itertools.combinations(bugs, 2))
        total.append(sum(n * (n - 1) // 2 for n in pairs.values()))
    return np.mean(total)


def test_in_a_class_of_100_pairs_of_bugs_are_shared_no_more_often_than_by_chance():
    draw = np.random.default_rng(0)

    def by_chance():
        while True:
            bugs = sorted(draw.choice(list(BUGS), 4, replace=False))
            parts = {BUGS[name]["part"] for name in bugs}
            if len(parts) == 4 and not any(pair <= set(bugs) for pair in APART):
                return bugs

    def by_number(number):
        row, key = debugging._row(number), packed()[1].split()
        return [(p, i) for p, i in enumerate(row) if int(key[p][i]) != i]

    chance = [[by_chance() for _ in range(100)] for _ in range(40)]
    drawn = [[by_number(7000 * c + n) for n in range(1, 101)] for c in range(40)]
    assert all(len(bugs) == 4 for students in drawn for bugs in students)
    assert shared(drawn) < 1.03 * shared(chance)
    assert max(len(students) - len(set(map(tuple, students))) for students in drawn) <= 3


def test_a_place_or_patch_that_cannot_be_is_told_in_words():
    text = network_text(1)
    for place, patch, words in [
        ("7", "x", "number of a line"), (0, "x", "lines 1 to"), (1000, "x", "lines 1 to"),
        (7, "x", "empty"), (2, 5, "in quotes"), (4, "x = (", "no Python"),
    ]:  # fmt: skip
        with pytest.raises(ValueError, match=words):
            patched(text, {place: patch})
    two = patched(text, {3: "a = 1\nb = 2"}).split("\n")
    assert two[2:4] == ["    a = 1", "    b = 2"]
    assert patched(text, {3: "    a = 1\n    if a:\n        b = 2"}).split("\n")[2:5] == [
        "    a = 1", "    if a:", "        b = 2",
    ]  # fmt: skip


@pytest.mark.parametrize("number", [0, -1, 1.5, 10**30, "x", None])
def test_only_a_whole_number_has_a_network(number):
    with pytest.raises(ValueError, match="whole number"):
        network_text(number)
