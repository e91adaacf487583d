"""The figures of piecewise linear functions: what they add up, and what they say of it."""

import copy

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt

from nablabook import plots

X = np.arange(13.0)
Y = np.array([8.0, 6, 4, 2, 0, 2, 4, 2, 0, 2, 4, 6, 8])
NET = {"W_H": [-2, 1, 1, 1], "b_H": [8, -4, -6, -8], "W_O": [1, 2, -4, 4], "b_O": 0}
GRID = np.linspace(-1, 3, 9)
NAMES = ("absolute", "squared")


pytestmark = pytest.mark.usefixtures("agg")


def rows(figure):
    """The axes of a figure of hinges: those of the units alone, and those of the sums."""
    rows_of_two, alone, sums = {}, [], []
    for ax in figure.axes:
        rows_of_two.setdefault(ax.get_subplotspec().rowspan.start, []).append(ax)
    for row, pair in rows_of_two.items():
        (sums if row % 2 else alone).extend(pair)
    return alone, sums


def curve(line, at):
    return np.interp(at, line.get_xdata(), line.get_ydata())


def both(function):
    return {name: function(GRID) for name in NAMES}


@pytest.mark.parametrize(
    ("function", "arguments"),
    [(plots.hinges, [X, Y, *NET.values()]), (plots.loss_and_slope, [GRID, both(abs), both(abs)])],
    ids=["hinges", "loss_and_slope"],
)
def test_every_figure_is_returned_once_and_has_no_side_effects(function, arguments):
    before, style = copy.deepcopy(arguments), matplotlib.rcParams.copy()
    figure = function(*arguments)
    figure.canvas.draw()  # warnings, e.g. of a missing glyph, are errors
    assert plt.get_fignums() == [figure.number]
    assert matplotlib.rcParams == style
    np.testing.assert_equal(arguments, before)


def test_hinges_are_drawn_alone_and_added_up():
    alone, sums = rows(plots.hinges(X, Y, **NET))
    total = np.zeros(X.size)
    for i, (top, bottom) in enumerate(zip(alone, sums, strict=True)):
        hinge = NET["W_O"][i] * np.maximum(NET["W_H"][i] * X + NET["b_H"][i], 0)
        before, after, points = bottom.lines[:3]
        np.testing.assert_allclose(curve(top.lines[0], X), hinge)
        np.testing.assert_allclose(curve(before, X), total, atol=1e-12)
        total = total + hinge
        np.testing.assert_allclose(curve(after, X), total, atol=1e-12)
        assert points.get_xdata().tolist() == X.tolist()
        assert points.get_ydata().tolist() == Y.tolist()
    np.testing.assert_allclose(total, Y)


def test_titles_say_the_formula_and_whether_the_points_are_hit():
    alone, sums = rows(plots.hinges(X, Y, **NET))
    assert [ax.get_title() for ax in alone] == [
        "unit 1\nrelu(−2x + 8)",
        "unit 2\n2 relu(x − 4)",
        "unit 3\n−4 relu(x − 6)",
        "unit 4\n4 relu(x − 8)",
    ]
    assert [ax.get_title() for ax in sums] == [
        "unit 1",
        "units 1 to 2",
        "units 1 to 3",
        "units 1 to 4: all points are hit",
    ]
    _, sums = rows(plots.hinges(X, Y, **(NET | {"b_O": -1.5})))
    assert sums[-1].get_title() == "units 1 to 4: largest miss 1.5"
    assert sums[0].get_ylabel() == "sum so far, from b_O = −1.5"


def test_a_miss_at_one_point_only_is_told():
    missed = np.where(X == 12, 9, Y)
    assert rows(plots.hinges(X, missed, **NET))[1][-1].get_title().endswith("largest miss 1")


def test_kinks_are_marked_where_they_are_within_the_points():
    weights = {"W_H": [1, 2, 0, -1], "b_H": [50, -6, 3, 0.5], "W_O": [1, -1, 2, 0.5], "b_O": 1}
    alone, sums = rows(plots.hinges(X, Y, **weights))
    marks = [[float(line.get_xdata()[0]) for line in ax.lines[1:]] for ax in alone]
    assert marks == [[], [3.0], [], [0.5]]
    assert [ax.get_title().split("\n")[1] for ax in alone] == [
        "relu(x + 50)",
        "−relu(2x − 6)",
        "2 relu(3)",
        "0.5 relu(−x + 0.5)",
    ]
    assert len(sums[1].lines) == 4 and len(sums[0].lines) == 3


def test_a_kink_between_two_points_is_not_cut_off():
    alone, _ = rows(plots.hinges([0, 1], [0, 0], [1], [-1 / 3], [3], 0))
    line = alone[0].lines[0]
    assert curve(line, 1 / 3) == pytest.approx(0, abs=1e-12)
    assert curve(line, 0.335) == pytest.approx(0.005)


def test_losses_and_slopes_stand_side_by_side():
    losses = {"absolute": np.abs(GRID), "squared": GRID**2}
    slopes = {"absolute": np.sign(GRID), "squared": 2 * GRID}
    left, right = plots.loss_and_slope(GRID, losses, slopes).axes
    for ax, curves in ((left, losses), (right, slopes)):
        for line, name in zip(ax.lines, NAMES, strict=False):
            assert line.get_label() == name
            assert line.get_ydata().tolist() == curves[name].tolist()
    assert list(right.lines[2].get_ydata()) == [0, 0]
    assert [text.get_text() for text in left.get_legend().get_texts()] == list(NAMES)
    assert (left.get_ylabel(), right.get_ylabel()) == ("loss", "slope")
    assert left.lines[0].get_linestyle() != left.lines[1].get_linestyle()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"x": X[:3]}, r"y must have shape \(3,\), got \(13,\)"),
        ({"W_H": [[1, 1, 1, 1]]}, r"W_H must have shape \(n,\), got \(1, 4\)"),
        ({"b_H": [1, 2]}, r"b_H must have shape \(4,\), got \(2,\)"),
        ({"W_O": [1, 2, 3, np.nan]}, "W_O must be finite, got nan or inf in 1 of 4 entries"),
        ({"b_O": [0]}, r"b_O must be a number, got shape \(1,\)"),
        ({"W_H": [1] * 7}, "hinges draws at most 6 units, got 7"),
        ({"y": np.full(13, np.inf)}, "y must be finite, got nan or inf in 13 of 13 entries"),
    ],
)
def test_hinges_refuse_what_they_cannot_draw(change, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        plots.hinges(**({"x": X, "y": Y} | NET | change))


@pytest.mark.parametrize(
    ("weights", "losses", "slopes", "message"),
    [
        (GRID[::-1], both(abs), both(abs), "weights must be in rising order"),
        (
            GRID,
            both(abs),
            {"absolute": GRID},
            "losses and slopes must be dicts with the same names, at least one",
        ),
        (GRID, {}, {}, "losses and slopes must be dicts with the same names, at least one"),
        (
            GRID,
            {"a": GRID},
            {"a": GRID[:3]},
            r"slopes\['a'\] must have shape \(9,\), got \(3,\)",
        ),
    ],
)
def test_loss_and_slope_refuses_what_it_cannot_draw(weights, losses, slopes, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        plots.loss_and_slope(weights, losses, slopes)
    assert not plt.get_fignums()
