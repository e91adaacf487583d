"""Mutants: small faults in the source's answers, which the hidden tests must notice."""

import pytest
from factory import locked, make_course, solution, test_cell

from nbjudge.authoring.audit import audit
from nbjudge.authoring.mutants import mutants, same_code

HALVES = "def halves(x):\n    given = 1\n    #? return ? / ?\n    return x / 2"


@pytest.mark.parametrize(
    ("line", "faulty"),
    [
        ("a.sum(axis=0)", ["a.sum(axis=1)", "a.mean(axis=0)", "a.sum()"]),
        ("a + b", ["a - b", "a", "b"]),
        ("a @ b.T", ["a @ b", "b.T @ a"]),
        ("-a * b", ["a * b", "-a / b"]),
        ("np.dot(a, b)", ["np.dot(b, a)"]),
        ("a[1:]", ["a[0:]", "a[2:]"]),
        ("a < b", ["a <= b"]),
        ("a.copy()", ["a"]),
        ("a if True else b", ["a if False else b"]),
    ],
)
def test_each_operator_makes_its_faults(line, faulty):
    found = [one.text for one in mutants("f", f"def f(a, b):\n    #? return ?\n    return {line}")]
    for text in faulty:
        assert any(same_code(one, f"def f(a, b):\n    return {text}") for one in found), found
    assert any("float32" in one for one in found)
    assert len(found) == len(set(found))


def test_statements_are_left_out_negated_or_done_in_place():
    source = (
        "### BEGIN SOLUTION\nfor i in x:\n    w = w - 2 * i\n    box.kept = i\n### END SOLUTION"
    )
    found = [one.text for one in mutants("f", source)]
    assert "for i in x:\n    w -= 2 * i\n    box.kept = i" in found
    assert "for i in x:\n    w = w - 2 * i\n    pass" in found
    assert "for i in x:\n    w = -(w - 2 * i)\n    box.kept = i" in found


def test_another_negative_number_for_the_size_that_is_left_is_no_fault():
    found = mutants("f", "def f(a):\n    #? return ?\n    return np.reshape(a, (1, -1))")
    texts = [one.text for one in found]
    assert not [text for text in texts if "-2" in text or "-0" in text]
    assert any("(1, 1)" in text for text in texts)
    assert any("(2, -1)" in text for text in texts)


def test_only_what_students_write_is_changed():
    assert all("given = 1" in one.text for one in mutants("halves", HALVES))
    assert mutants("f", "def f(x):\n    return x + 1") == []
    assert mutants("f", "%%bash\nls") == []


def test_the_audit_names_a_change_that_no_test_notices_until_it_is_explained(tmp_path):
    course = make_course(
        tmp_path,
        locked("setup", "import math"),
        solution("halves", HALVES),
        test_cell("test_halves", "assert halves(8) == 4\nassert halves(-3) == -1.5"),
        solution("above", "def above(x):\n    #? return ?\n    return max(x, 0)"),
        test_cell("test_above", "assert above(3) == 3"),
        build=False,
    )
    answers = tmp_path / "answers" / "mini"
    answers.mkdir(parents=True)
    (answers / "halves.py").write_text(
        "# %% right: by a product\ndef halves(x):\n    return 0.5 * x\n\n\n"
        "# %% right: a third of two thirds, in single precision\ndef halves(x):\n"
        "    given = 1\n    return __import__('numpy').float32(x / 2)\n\n\n"
        "# %% wrong: the other way\ndef halves(x):\n    return 2 / x\n"
    )
    (answers / "above.py").write_text(
        "# %% right: by a branch\ndef above(x):\n    return x if x > 0 else 0\n\n\n"
        "# %% wrong: below\ndef above(x):\n    return min(x, 0)\n"
    )
    report = audit(course, "mini", mutate=True)
    assert report.mutants["halves"] >= 5
    assert "above, 1 for 0, in line 3" in [fault.partition(":")[0] for fault in report.faults]
    assert all("add it to the right answers of above" in fault for fault in report.faults)
    assert sorted(report.survivors) == [
        "above, in float32, in line 3: return max(x, 0): the tests let single precision pass",
        "halves, in float32, in line 4: return x / 2: a third of two thirds, in single precision",
    ]
