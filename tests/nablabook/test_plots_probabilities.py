"""Bars of probabilities: what they show, and which arguments are refused in words."""

import numpy as np
import pytest
from matplotlib.colors import same_color

from nablabook import plots
from nablabook.plots._style import BLUE, VERMILION

X = np.tile([0.0, 1.0, 2.0], (784, 1))
P = np.array([[0.9, 0.2, 0.3], [0.1, 0.5, 0.3], [0.0, 0.3, 0.4]])
NAMES = ["coat", "bag", "boot"]


pytestmark = pytest.mark.usefixtures("agg")


def columns(figure):
    """[(axes of the image, axes of the bars)] from left to right."""
    n = len(figure.axes) // 2
    return list(zip(figure.axes[:n], figure.axes[n:], strict=True))


def test_does_each_image_stand_above_its_own_bars():
    figure = plots.probability_bars(X, [0, 1, 0], P, NAMES)
    for i, (picture, bars) in enumerate(columns(figure)):
        assert (picture.images[0].get_array() == i).all()
        assert picture.images[0].get_clim() == (0, 2)
        assert [bar.get_width() for bar in bars.patches[1:]] == pytest.approx(P[:, i])


def test_do_title_and_colour_tell_right_from_wrong():
    figure = plots.probability_bars(X, [0, 1, 0], P, NAMES)
    pairs = columns(figure)
    titles = [picture.get_title() for picture, _ in pairs]
    assert titles == ["coat ✓", "bag ✓", "coat, taken for boot ✗"]
    for (_, bars), best, colour in zip(pairs, [0, 1, 2], [BLUE, BLUE, VERMILION], strict=True):
        coloured = [same_color(bar.get_facecolor(), colour) for bar in bars.patches[1:]]
        assert coloured == [row == best for row in range(3)]


def test_is_the_row_of_the_true_class_marked():
    for (_, bars), true in zip(
        columns(plots.probability_bars(X, [0, 1, 2], P)), range(3), strict=True
    ):
        ground = bars.patches[0]
        box = ground.get_path().transformed(ground.get_patch_transform()).get_extents()
        assert (box.y0 + box.y1) / 2 == pytest.approx(true)


def test_are_classes_named_once_from_the_top_down():
    figure = plots.probability_bars(X, [0, 1, 0], P, NAMES)
    labels = [[t.get_text() for t in bars.get_yticklabels()] for _, bars in columns(figure)]
    assert labels == [NAMES, [""] * 3, [""] * 3]
    assert columns(figure)[0][1].yaxis.get_inverted()
    numbered = plots.probability_bars(X, [0, 1, 0], P)
    assert columns(numbered)[2][0].get_title() == "0, taken for 2 ✗"


def test_are_probabilities_written_out_but_not_zeros():
    _, bars = columns(plots.probability_bars(X[:, :1], [0], P[:, :1]))[0]
    assert [text.get_text() for text in bars.texts] == ["0.90", "0.10"]


REFUSED = {
    "rows": (
        (X.T, [0, 1, 0], P),
        "images are columns: X must have shape (784, n), got (3, 784): transpose it",
    ),
    "probabilities in rows": (
        (X[:, :2], [0, 1], P[:, :2].T),
        "samples are columns: probabilities must have shape (k, 2), got (2, 3): transpose it",
    ),
    "scores": (
        (X, [0, 1, 0], P - 0.5),
        "probabilities must be positive and add up to 1 in every column, "
        "got values from -0.5 and sums from -0.5",
    ),
    "sums": (
        (X, [0, 1, 0], P / 2),
        "probabilities must be positive and add up to 1 in every column, "
        "got values from 0 and sums from 0.5",
    ),
    "labels": ((X, [0, 1], P), "y must have shape (3,), got (2,)"),
    "class": ((X, [0, 1, 3], P), "y must hold class numbers from 0 to 2, got 3"),
    "names": ((X, [0, 1, 0], P, NAMES[:2]), "names must hold 3 names, got 2"),
    "many": ((np.zeros((784, 7)), [0] * 7, P[:, [0] * 7]), "X must hold at most 6 images, got 7"),
    "nan": (
        (X, [0, 1, 0], P * np.nan),
        "probabilities must be finite, got nan or inf in 9 of 9 entries",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_are_wrong_arguments_refused_in_words(arguments, message):
    with pytest.raises(ValueError) as caught:
        plots.probability_bars(*arguments)
    assert str(caught.value) == message
