"""What the figures of decisions show: their choices, marks and texts, not their pixels."""

import copy
import re

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.colors import same_color
from matplotlib.figure import Figure

from nablabook import plots
from nablabook.plots._style import BLUE, GREEN, VERMILION

pytestmark = pytest.mark.usefixtures("agg")


def numbered(n):
    """Images that can be told apart: image i is i everywhere."""
    return np.tile(np.arange(n, dtype=float), (784, 1))


def decided(classes, confidence=0.82):
    """Probabilities (10, n) with this confidence in the given classes."""
    P = np.full((10, len(classes)), (1 - confidence) / 9)
    P[classes, np.arange(len(classes))] = confidence
    return P


def pictures(figure):
    """Numbers of the images that a figure shows."""
    return [
        int(ax.images[0].get_array()[0, 0])
        for ax in figure.axes
        if ax.images and ax.images[0].get_array().shape == (28, 28)
    ]


def titles(figure):
    return [ax.get_title() for ax in figure.axes if ax.get_title()]


def history(*epochs):
    """One list of classes per epoch to a list of probabilities."""
    return [decided(classes) for classes in epochs]


CALLS = {
    "decisions": (plots.decisions, [numbered(12), np.arange(12) % 10, decided([1] * 12)]),
    "decisions_one": (plots.decisions, [numbered(1), [3], decided([3])]),
    "changes": (plots.decision_changes, [numbered(3), [1, 2, 3], history([1, 1, 1], [1, 2, 2])]),
    "changes_one": (plots.decision_changes, [numbered(1), [1], history([1])]),
}


@pytest.mark.parametrize("name", CALLS)
def test_every_figure_is_returned_once_and_has_no_side_effects(name):
    function, arguments = CALLS[name]
    before, style = copy.deepcopy(arguments), matplotlib.rcParams.copy()
    figure = function(*arguments)
    figure.canvas.draw()  # warnings, e.g. of a missing glyph, are errors
    assert isinstance(figure, Figure)
    assert plt.get_fignums() == [figure.number]
    assert same_color(figure.get_facecolor(), "white")
    assert matplotlib.rcParams == style
    np.testing.assert_equal(arguments, before)


def test_decisions_are_those_of_the_first_images():
    figure = plots.decisions(numbered(9), np.arange(9), decided([0, 1, 7, 3, 4, 5, 6, 7, 8]), 7)
    assert pictures(figure) == list(range(7))
    assert titles(figure)[:3] == [
        "predicted 0, true 0",
        "predicted 1, true 1",
        "predicted 7, true 2",
    ]
    assert len(figure.axes) == 14


def test_decisions_have_a_bar_for_each_class_and_the_decided_one_is_coloured():
    figure = plots.decisions(numbered(2), [4, 4], decided([4, 6], 0.91))
    right, wrong = (ax for ax in figure.axes if ax.patches)
    heights = [bar.get_height() for bar in right.patches]
    np.testing.assert_allclose(heights, decided([4], 0.91)[:, 0])
    assert same_color(right.patches[4].get_facecolor(), BLUE)
    assert same_color(wrong.patches[6].get_facecolor(), VERMILION)
    assert same_color(wrong.patches[4].get_facecolor(), "0.6")
    bold = [[t.get_text() for t in ax.get_xticklabels() if t.get_fontweight() == "bold"]
            for ax in (right, wrong)]  # fmt: skip
    assert bold == [["4"], ["4"]]
    assert right.get_ylim() == wrong.get_ylim() == (0, 1)


def test_changes_come_most_often_changed_first():
    # Image 0 never changes, 1 changes once, 2 three times, 3 once and is believed in less.
    epochs = history([5, 0, 1, 0], [5, 1, 0, 0], [5, 1, 1, 0], [5, 1, 0, 1])
    figure = plots.decision_changes(numbered(4), [5, 1, 1, 1], epochs, count=3)
    assert pictures(figure) == [2, 3, 1]
    assert titles(figure) == [
        "true 1\nchanged 3 times",
        "true 1\nchanged once",
        "true 1\nchanged once",
    ]


def test_changes_mark_right_and_wrong_decisions_of_each_epoch():
    figure = plots.decision_changes(numbered(1), [3], history([2], [3], [8], [3]))
    (ax,) = (ax for ax in figure.axes if len(ax.lines) == 2)
    right, wrong = ax.lines
    assert [tuple(point) for point in right.get_xydata()] == [(2, 3), (4, 3)]
    assert [tuple(point) for point in wrong.get_xydata()] == [(1, 2), (3, 8)]
    assert (right.get_color(), wrong.get_color()) == (BLUE, VERMILION)
    assert right.get_marker() != wrong.get_marker()
    np.testing.assert_allclose(ax.images[0].get_array(), np.hstack(history([2], [3], [8], [3])))
    assert same_color(ax.patches[0].get_edgecolor(), GREEN)
    frame = ax.patches[0]
    box = frame.get_path().transformed(frame.get_patch_transform()).get_extents()
    assert (box.y0, box.y1) == (2.5, 3.5)
    assert ax.get_xlabel() == "epoch"
    (legend,) = figure.legends
    texts = [text.get_text() for text in legend.get_texts()]
    assert texts == ["right decision", "wrong decision", "true class"]


def test_changes_take_an_array_as_well_as_a_list():
    epochs = history([1, 1], [1, 2])
    assert titles(plots.decision_changes(numbered(2), [1, 2], np.array(epochs))) == titles(
        plots.decision_changes(numbered(2), [1, 2], epochs)
    )


@pytest.mark.parametrize("epochs", [1, 2, 10, 40])
def test_epochs_are_counted_from_one_in_whole_numbers(epochs):
    figure = plots.decision_changes(numbered(1), [1], history(*[[1]] * epochs))
    ax = figure.axes[1]
    low, high = ax.get_xlim()
    ticks = [tick for tick in ax.get_xticks() if low <= tick <= high]
    assert (low, high) == (0.5, epochs + 0.5)
    assert ticks
    assert all(tick == round(tick) >= 1 for tick in ticks)


P = decided([1, 2, 3])
BAD_CALLS = [
    (
        lambda: plots.decisions(numbered(3).T, [1, 2, 3], P),
        "images are columns: X must have shape (784, n), got (3, 784): transpose it",
    ),
    (
        lambda: plots.decisions(numbered(3), [1, 2, 3], P.T),
        "samples are columns: probabilities must have shape (10, 3), got (3, 10): transpose it",
    ),
    (
        lambda: plots.decisions(numbered(3), [1, 2, 3], 2 * P),
        "probabilities must be between 0 and 1, got values from 0.04 to 1.64",
    ),
    (
        lambda: plots.decisions(numbered(3), P, P),
        "y must have shape (3,), got (10, 3): use y.argmax(axis=0)",
    ),
    (
        lambda: plots.decisions(numbered(3), [1, 2, 10], P),
        "y must hold class numbers from 0 to 9, got 10",
    ),
    (
        lambda: plots.decisions(numbered(3), [1, 2, 3], P, count=0),
        "count must be at least 1, got 0",
    ),
    (
        lambda: plots.decision_changes(numbered(3), [1, 2, 3], []),
        "history must hold the probabilities of at least one epoch, got none",
    ),
    (
        lambda: plots.decision_changes(numbered(3), [1, 2, 3], [P, P.T]),
        "samples are columns: history[1] must have shape (10, 3), got (3, 10): transpose it",
    ),
    (
        lambda: plots.decision_changes(numbered(3), [1, 2, 3], [P, P[:9]]),
        "history must have the same classes in each epoch, got [9, 10]",
    ),
    (
        lambda: plots.decision_changes(numbered(3), [1, 2, 3], [P * np.nan]),
        "history[0] must be finite, got nan or inf in 30 of 30 entries",
    ),
]


@pytest.mark.parametrize(("call", "message"), BAD_CALLS, ids=[message for _, message in BAD_CALLS])
def test_wrong_arguments_are_answered_in_words(call, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        call()
    assert plt.get_fignums() == []
