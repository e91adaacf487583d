"""The gate: the hidden tests are fair, on the offline digits and on the real data."""

import pytest
from conftest import ASSIGNMENTS, DATA, data_name

from gradlab.authoring.audit import audit, dependencies, pack
from gradlab.course import exercises


@pytest.mark.parametrize("data", DATA, ids=data_name)
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_are_the_hidden_tests_fair(course, assignment, data):
    report = audit(course, assignment, jobs=2, env={"GRADLAB_DATA": data})
    assert report.faults == []
    assert min(report.right.values()) >= 3
    assert min(report.wrong.values()) >= 6


def test_are_answers_packed_so_that_none_hides_another():
    answers = {"a": [1, 2], "b": [3], "c": [4]}
    uses = {"a": set(), "b": set(), "c": {"a"}}
    assert pack(answers, uses) == [{"a": 1, "b": 3}, {"a": 2}, {"c": 4}]


def test_which_exercises_does_each_use(course):
    uses = dependencies(course.read("source", "02-zero-layer-classifier"))
    for alone in ("prepare", "cce", "cce_gradient", "softmax", "dense", "generate_batch_indices"):
        assert uses[alone] == set()
    assert uses["train"] == {"cce", "cce_gradient", "softmax", "dense", "generate_batch_indices"}
    assert uses["accuracy"] >= {"train", "settings", "prepare"}


def test_does_each_test_belong_to_one_exercise(course):
    points = exercises(course.read("source", "01-softmax-derivation"))
    assert list(points["cce"]) == ["test_cce"]
    assert list(points["softmax"]) == ["test_softmax_forward", "test_softmax_backward"]
    assert list(points["softmax_jacobian"]) == ["test_softmax_jacobian"]
