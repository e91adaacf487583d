"""The figure of saturated units: what its bars, its curve and its titles say."""

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt

from nablabook import plots
from nablabook.plots._style import BLUE, ORANGE, VERMILION

pytestmark = pytest.mark.usefixtures("agg")


def bars(ax):
    """{left end of the bar: (share, colour)} of the bars that can be seen."""
    return {
        round(bar.get_x()): (bar.get_height(), matplotlib.colors.to_hex(bar.get_facecolor()))
        for bar in ax.patches
        if bar.get_height() > 0
    }


def test_each_name_has_a_picture_and_a_title_with_its_share_and_slope():
    figure = plots.saturation({"raw": [-100.0, 0.0, 5.5, 300.0], "scaled": np.zeros((2, 3))})
    first, second = figure.axes
    assert first.get_title() == "raw\n75.0 % beyond ±5, mean slope 0.064"
    assert second.get_title() == "scaled\n0.0 % beyond ±5, mean slope 0.25"
    assert [ax.get_ylabel() for ax in figure.axes] == ["share of the units", ""]


def test_the_outermost_bars_hold_all_that_is_beyond():
    (ax,) = plots.saturation({"raw": [-1e6, -10.5, -9.5, 0.25, 0.75, 12.0, 13.0, 1e9]}).axes
    assert bars(ax) == {
        -11: (0.25, ORANGE.lower()),
        -10: (0.125, BLUE.lower()),
        0: (0.25, BLUE.lower()),
        10: (0.375, ORANGE.lower()),
    }
    assert [text.get_text() for text in ax.texts] == ["25 %", "38 %"]


def test_the_shares_have_one_scale_and_fit_into_it():
    figure = plots.saturation({"a": [0.5, 0.5, 3.5], "b": [-0.5]})
    assert [ax.get_ylim() for ax in figure.axes] == [(0, pytest.approx(1.12))] * 2


def test_the_curve_is_the_slope_of_the_sigmoid():
    (ax,) = plots.saturation({"a": [0.0]}).axes
    curve = ax.child_axes[0].lines[0]
    u, slope = curve.get_data()
    assert curve.get_color() == VERMILION
    assert (u[0], u[-1]) == ax.get_xlim()
    assert max(slope) == pytest.approx(0.25, abs=1e-3)
    np.testing.assert_allclose(slope, np.exp(-u) / (1 + np.exp(-u)) ** 2)


def test_the_legend_names_bars_and_curve():
    figure = plots.saturation({"a": [0.0]})
    words = [text.get_text() for text in figure.legends[0].get_texts()]
    assert words == ["weighted inputs u", "all that are beyond ±10", "slope σ′(u)"]


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ([1.0], "scores must be a dict of at least one name and its array, got [1.0]"),
        ({}, "scores must be a dict of at least one name and its array, got {}"),
        ({"a": []}, "scores['a'] must hold at least one number, got none"),
        (
            {"a": [0.0], "b": [np.nan, np.inf, 1.0]},
            "scores['b'] must be finite, got nan or inf in 2 of 3 entries",
        ),
    ],
)
def test_wrong_arguments_are_refused_in_words(scores, message):
    with pytest.raises(ValueError) as error:
        plots.saturation(scores)
    assert str(error.value) == message
    assert plt.get_fignums() == []
