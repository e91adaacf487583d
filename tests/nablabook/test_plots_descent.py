"""The figures of sizes from layer to layer, and of paths through a valley: what they say."""

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt

from nablabook import plots

VALLEY = np.array([[5.0, 4.0], [4.0, 5.0]])


pytestmark = pytest.mark.usefixtures("agg")


def legend(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def shrinking(share, steps):
    return np.array([2.0, 1.0]) * share ** np.arange(steps + 1)[:, None]


def test_sizes_are_drawn_on_a_logarithmic_scale_and_the_legend_says_how_they_end():
    (ax,) = plots.layer_sizes({"a": [1, 0.1, 0.01], "b": [1.0, 1.5]}).axes
    assert ax.get_yscale() == "log"
    assert [list(line.get_xdata()) for line in ax.lines] == [[1, 2, 3], [1, 2]]
    assert legend(ax) == ["a: ends at 1.0e-02", "b: ends at 1.5e+00", "from 0.5 to 2"]


def test_gradients_end_in_the_first_layer():
    left, right = plots.layer_sizes({"a": [1, 2]}, {"a": [3e-5, 1]}).axes
    assert (left.get_ylabel(), right.get_ylabel()) == (
        "size of the activations",
        "size of the gradients",
    )
    assert legend(right) == ["a: ends at 3.0e-05"]


def test_the_title_of_a_path_says_how_far_it_has_come():
    figure = plots.descent_paths(
        VALLEY,
        {"quick": shrinking(0.5, 9), "slow": shrinking(0.9, 10), "away": shrinking(-1.1, 10)},
    )
    assert [ax.get_title() for ax in figure.axes] == [
        "quick\nthere after 7 steps",
        "slow\n0.35 of the way left\nafter 10 steps",
        "away\n2.6 times as far away\nafter 10 steps",
    ]


def test_a_path_that_comes_near_and_leaves_again_is_not_there():
    path = np.array([[1.0, 0.0], [0.0, 0.001], [0.5, 0.0]])
    (ax,) = plots.descent_paths(VALLEY, {"back": path}).axes
    assert ax.get_title() == "back\n0.5 of the way left\nafter 2 steps"


def test_paths_are_at_most_two_in_a_row_and_light_on_dark_where_that_is_asked():
    plots.dark()
    figure = plots.descent_paths(VALLEY, {f"{i}": shrinking(0.5, 2) for i in range(4)})
    assert figure.get_size_inches()[0] < 7
    assert len(figure.axes) == 4
    assert sum(matplotlib.colors.to_rgb(figure.get_facecolor())) == 0


@pytest.mark.parametrize(
    ("draw", "message"),
    [
        (lambda: plots.layer_sizes({}), "forward must be a dict of at least one name"),
        (lambda: plots.layer_sizes({"a": [1, 0]}), "forward['a'] must be positive, got 0"),
        (lambda: plots.layer_sizes({"a": [1]}, {"a": [np.nan]}), "backward['a'] must be finite"),
        (lambda: plots.descent_paths(np.eye(3), {}), "A must have shape (2, 2), got (3, 3)"),
        (lambda: plots.descent_paths(-np.eye(2), {}), "A must be symmetric, with positive"),
        (lambda: plots.descent_paths(VALLEY, {}), "paths must be a dict of at least one name"),
        (
            lambda: plots.descent_paths(VALLEY, {"a": np.ones((2, 3))}),
            "paths['a'] must have shape (steps+1, 2), got (2, 3)",
        ),
        (
            lambda: plots.descent_paths(VALLEY, {"a": np.zeros((2, 2))}),
            "paths['a'] must not begin at the minimum",
        ),
    ],
)
def test_wrong_arguments_are_refused_in_words(draw, message):
    with pytest.raises(ValueError) as error:
        draw()
    assert str(error.value).startswith(message)
    assert plt.get_fignums() == []
