"""What the figure of dropout shows: its pictures, its crosses and its means."""

import re

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import same_color
from matplotlib.figure import Figure

from nablabook import plots

BEFORE = np.array([[1.0, 2.0, 0.0], [3.0, 4.0, 5.0]])
MASKS = np.array([[[1, 0, 0], [1, 1, 0]], [[0, 1, 1], [1, 0, 1]]])
DRAWS = 2 * BEFORE * MASKS


pytestmark = pytest.mark.usefixtures("agg")


@pytest.mark.parametrize(
    ("before", "draws"),
    [
        (BEFORE, DRAWS),
        (BEFORE, list(DRAWS)),
        (-BEFORE, -DRAWS),
        (np.zeros((2, 3)), np.zeros((1, 2, 3))),
        (np.ones((1, 1)), np.zeros((1, 1, 1))),
        (np.ones((50, 40)), np.ones((2, 50, 40))),
    ],
)
def test_is_the_figure_returned_once_without_side_effects(before, draws):
    kept, style = (before.copy(), np.array(draws)), matplotlib.rcParams.copy()
    figure = plots.dropout_effect(before, draws)
    figure.canvas.draw()  # warnings, e.g. of a missing glyph, are errors
    assert isinstance(figure, Figure)
    assert plt.get_fignums() == [figure.number]
    assert same_color(figure.get_facecolor(), "white")
    assert matplotlib.rcParams == style
    np.testing.assert_array_equal(before, kept[0])
    np.testing.assert_array_equal(draws, kept[1])


def test_do_the_pictures_share_one_scale():
    left, middle = (ax.images[0] for ax in plots.dropout_effect(BEFORE, DRAWS).axes[:2])
    np.testing.assert_array_equal(left.get_array(), BEFORE)
    np.testing.assert_array_equal(middle.get_array(), DRAWS[0])
    assert left.get_clim() == middle.get_clim() == (0, 8)


def test_are_negative_activations_shown_around_white():
    left = plots.dropout_effect(-BEFORE, -DRAWS).axes[0].images[0]
    assert left.get_clim() == (-8, 8)


def test_does_a_cross_mark_what_was_dropped_and_not_what_was_0_before():
    crosses = plots.dropout_effect(BEFORE, DRAWS).axes[1].collections[0]
    assert crosses.get_offsets().tolist() == [[1, 0], [2, 1]]  # sample, unit


def test_are_large_layers_cut_to_what_can_be_seen():
    figure = plots.dropout_effect(np.ones((50, 40)), np.zeros((1, 50, 40)))
    assert figure.axes[0].images[0].get_array().shape == (20, 12)
    assert len(figure.axes[1].collections[0].get_offsets()) == 240


def test_does_the_last_panel_show_the_means_and_the_share():
    ax = plots.dropout_effect(BEFORE, DRAWS).axes[2]
    assert ax.get_title() == "2 draws: 40% dropped"
    first, means = (points.get_offsets() for points in ax.collections)
    np.testing.assert_array_equal(first[:, 1], DRAWS[0].ravel())
    np.testing.assert_array_equal(means[:, 0], BEFORE.ravel())
    np.testing.assert_array_equal(means[:, 1], [1, 2, 0, 6, 4, 5])
    names = [text.get_text() for text in ax.get_legend().get_texts()]
    assert names == ["nothing changed", "the first draw", "mean of all draws"]


ERRORS = [
    ([BEFORE[0], DRAWS], "activations must have shape (units, samples), got (3,)"),
    ([np.zeros((0, 3)), DRAWS], "activations must have shape (units, samples), got (0, 3)"),
    ([BEFORE * np.nan, DRAWS], "activations must be finite, got nan or inf in 6 of 6 entries"),
    ([BEFORE, []], "draws must hold at least one array, got none"),
    ([BEFORE, DRAWS[0]], "each of draws must have shape (2, 3), got (3,)"),
    ([BEFORE, [DRAWS[0], DRAWS[1].T]], "each of draws must have shape (2, 3), got (3, 2)"),
    (
        [BEFORE, np.full((2, 2, 3), np.inf)],
        "draws must be finite, got nan or inf in 12 of 12 entries",
    ),
]


@pytest.mark.parametrize(("arguments", "message"), ERRORS)
def test_is_bad_input_refused_before_a_figure_is_made(arguments, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        plots.dropout_effect(*arguments)
    assert plt.get_fignums() == []
