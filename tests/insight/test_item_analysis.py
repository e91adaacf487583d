"""Item analysis, against tables whose numbers are known."""

import numpy as np
import pytest

from nbjudge.insight.item_analysis import items, reliability, summary

SCORES = [[2, 1, 0], [2, 0, 3], [1, 1, 3], [0, 0, 0], [2, 1, 3]]
MOST = [2, 1, 3]


def test_are_solved_and_facility_means_over_the_class():
    found = items(SCORES, MOST)
    assert [item.solved for item in found] == pytest.approx([0.6, 0.6, 0.6])
    assert [item.facility for item in found] == pytest.approx([0.7, 0.6, 0.6])


def test_is_discrimination_the_correlation_with_the_rest():
    scores = np.random.default_rng(1).random((40, 5))
    total = scores.sum(axis=1)
    for i, item in enumerate(items(scores, np.ones(5))):
        rest = total - scores[:, i]
        assert item.discrimination == pytest.approx(np.corrcoef(scores[:, i], rest)[0, 1])


def test_is_a_reversed_exercise_negative():
    ability = np.arange(20.0)
    found = items(np.column_stack([ability, ability, ability, 19 - ability]), [19] * 4)
    assert found[0].discrimination > found[3].discrimination
    assert found[3].discrimination == pytest.approx(-1)


def test_is_alpha_that_of_the_textbook():
    scores = np.array(SCORES, dtype=float)
    k = scores.shape[1]
    expected = k / (k - 1) * (1 - scores.var(0, ddof=1).sum() / scores.sum(1).var(ddof=1))
    assert reliability(SCORES) == pytest.approx(expected)
    same = np.tile(np.arange(6.0)[:, None], 4)
    assert reliability(same) == pytest.approx(1)


def test_is_there_no_number_where_the_class_gives_none():
    assert items([[2, 1]], [2, 1])[0].discrimination is None
    assert items([[1, 0], [1, 1], [1, 0]], [1, 1])[0].discrimination is None
    assert items([[0.0]], [0])[0].facility is None
    assert items([], [1, 2])[0].solved is None
    assert reliability([[1, 2]]) is None
    assert summary([]) is None


def test_is_the_summary_that_of_numpy():
    marks = [3, 25, 17.5, 20]
    found = summary(marks)
    assert (found.count, found.lowest, found.highest) == (4, 3, 25)
    assert found.mean == pytest.approx(np.mean(marks))
    assert found.median == pytest.approx(np.median(marks))
    assert found.deviation == pytest.approx(np.std(marks, ddof=1))
