"""The figure of a search: each setting with its error, and what may be as good as the best."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from nablabook import plots


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def test_each_setting_stands_at_its_value_and_the_best_is_named():
    ax = plots.search([0.01, 0.1, 1.0], [0.8, 0.92, 0.5], [0.01, 0.02, 0.03]).axes[0]
    points = np.concatenate([bar.lines[0].get_xydata() for bar in ax.containers])
    assert sorted(map(tuple, points)) == [(0.01, 0.8), (0.1, 0.92), (1.0, 0.5)]
    assert ax.get_xscale() == "log"
    texts = [text.get_text() for text in ax.get_legend().get_texts()]
    assert "best: 0.1" in texts


def test_the_band_reaches_two_standard_errors_below_the_best():
    ax = plots.search([0.01, 0.1], [0.8, 0.92], [0.01, 0.02]).axes[0]
    box = ax.patches[0].get_extents().transformed(ax.transData.inverted())
    np.testing.assert_allclose([box.y0, box.y1], [0.88, 0.92])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([0.0, 1.0], [0.5, 0.5], [0.1, 0.1]), "values must be positive"),
        (([1.0, 2.0], [0.5], [0.1, 0.1]), "accuracies must have shape"),
        (([1.0], [np.nan], [0.1]), "accuracies must be finite"),
        (([1.0], [0.5], [-0.1]), "errors must not be negative"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(arguments, message):
    with pytest.raises(ValueError, match=message):
        plots.search(*arguments)


def test_a_single_setting_can_be_drawn():
    plots.search([0.1], [0.9], [0.01])
