"""The gate: the hidden tests are fair."""

import pytest
from conftest import ASSIGNMENTS, WORKERS, least_answers
from factory import make_course, solution, test_cell

from nbjudge.authoring.audit import audit
from nbjudge.authoring.packing import pack
from nbjudge.course import exercises
from nbjudge.grading.reach import dependencies

# Here the assignment whose audit takes a minute. All answers to the others but 07, and but for
# settings, are tried in one process by tests/course/test_draws.py, and the sources of all are run
# with their hidden tests in tests/course, on the real data too. All audits: make audit.
QUICK = [name for name in ASSIGNMENTS if name[:2] == "03"]


@pytest.mark.parametrize("assignment", QUICK)
def test_are_the_hidden_tests_fair(course, assignment):
    jobs = 3 - min(WORKERS, 2)
    report = audit(course, assignment, jobs=jobs, env={"NBJUDGE_DATA": "digits"})
    assert report.faults == [], "\n".join(report.faults)
    for exercise in report.right:
        right, wrong = least_answers(exercise)
        assert report.right[exercise] >= right, exercise
        assert report.wrong[exercise] >= wrong, exercise


def test_are_answers_packed_so_that_none_hides_another():
    answers = {"a": [1, 2], "b": [3], "c": [4]}
    uses = {"a": set(), "b": set(), "c": {"a"}}
    assert pack(answers, uses) == [{"a": 1, "b": 3}, {"a": 2}, {"c": 4}]


def test_which_exercises_does_each_use(course):
    uses = dependencies(course.read("source", "02-zero-layer-classifier").cells)
    for alone in ("prepare", "cce", "cce_gradient", "softmax", "dense", "generate_batch_indices"):
        assert uses[alone] == set()
    assert uses["train"] == {"cce", "cce_gradient", "softmax", "dense", "generate_batch_indices"}
    assert uses["accuracy"] >= {"train", "settings", "prepare"}


def test_does_each_test_belong_to_one_exercise(course):
    points = exercises(course.read("source", "01-softmax-derivation"))
    assert list(points["cce"]) == ["test_cce"]
    assert list(points["softmax"]) == ["test_softmax_forward", "test_softmax_backward"]
    assert list(points["softmax_jacobian"]) == ["test_softmax_jacobian"]


def test_does_the_audit_find_unfair_tests(tmp_path):
    """A test that looks at one number only, and for integers only; and a release that passes."""

    course = make_course(
        tmp_path,
        solution("f", "def f(x):\n    #? return ? + 1\n    return x + 1"),
        test_cell("test_f", "assert repr(f(1)) == '2'"),
        solution("g", "### BEGIN SOLUTION\ny = 3\n### END SOLUTION"),
        test_cell("test_g", "assert True", points=2),
        build=False,
    )
    texts = {
        "f": """\
# %% right: one first
def f(x): return 1 + x


# %% right: a float
def f(x): return x + 1.0


# %% wrong: a constant
def f(x): return 2

# %% wrong: raises
def f(x): return y
""",
        "g": "# %% right: a sum\ny = 1 + 2\n",
        "h": "# %% right: nothing\npass\n",
    }
    folder = tmp_path / "elsewhere" / "mini"
    (folder / "g").mkdir(parents=True)  # of an older layout
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)
    report = audit(course, "mini", jobs=2, answers=tmp_path / "elsewhere")
    assert "untouched-line" in report.marks  # it hides more of f
    f, g = folder / "f.py", folder / "g.py"
    assert sorted(report.faults) == sorted(
        [
            f"{folder / 'h'}.py has answers, but h is no exercise",
            f"{folder / 'g'} is not read: the answers to an exercise are one file, g.py",
            f"g has no wrong answers in {g}",
            f"{f}, line 5, “a float” is right, but gets 0 of 1 in test_f: AssertionError "
            "(submitted with f “a float”, g “a sum”)",
            f"{f}, line 9, “a constant” is wrong, but gets full marks",
            "the untouched release earns points: {'test_g': 2.0}",
        ]
    )


def test_a_slip_that_only_hidden_tests_catch_is_a_fault(tmp_path):
    check = "from nbjudge import check\n"
    hidden = "### BEGIN HIDDEN TESTS\nassert f(2) == 3\n### END HIDDEN TESTS"
    course = make_course(
        tmp_path,
        solution("f", "def f(x):\n    #? return ? + 1\n    return x + 1"),
        test_cell(
            "test_f", f"{check}check.close(f(1), 2, 'f(1)', mistakes={{'add one': 1}})\n{hidden}"
        ),
        build=False,
    )
    folder = tmp_path / "elsewhere" / "mini"
    folder.mkdir(parents=True)
    (folder / "f.py").write_text("""\
# %% right: one first
def f(x): return 1 + x


# %% wrong: doubles [natural]
def f(x): return 2 * x


# %% wrong: the argument itself [natural]
def f(x): return x


# %% wrong: a constant
def f(x): return 2
""")
    report = audit(course, "mini", jobs=1, answers=tmp_path / "elsewhere")
    assert report.faults == [
        f"{folder / 'f.py'}, line 5, “doubles” is a slip that students make, and passes the "
        "visible checks"
    ]
    assert (report.natural.total(), report.told) == (2, 1)


def test_a_misconception_of_a_question_is_named_by_a_hidden_check(tmp_path):
    course = make_course(
        tmp_path,
        solution("sign", "#? sign = ?\nsign = 'b'"),
        test_cell(
            "test_sign",
            "from nbjudge import check\n"
            "chosen = check.noted(sign, 'sign', choices='abc')\n"
            "### BEGIN HIDDEN TESTS\n"
            "check.that(chosen == 'b', 'sign', 'another choice', yours=sign,\n"
            "           hint={'a': 'uphill'}.get(chosen))\n"
            "### END HIDDEN TESTS",
        ),
        build=False,
    )
    folder = tmp_path / "elsewhere" / "mini"
    folder.mkdir(parents=True)
    (folder / "sign.py").write_text("""\
# %% right: a capital
sign = "B"


# %% wrong: uphill [natural]
sign = "a"


# %% wrong: not at all [natural]
sign = "c"
""")
    report = audit(course, "mini", jobs=1, answers=tmp_path / "elsewhere")
    assert report.faults == [
        f"{folder / 'sign.py'}, line 9, “not at all” is a slip that students make, and no hidden "
        "check of the question names it"
    ]
    assert (report.natural.total(), report.told) == (2, 1)
