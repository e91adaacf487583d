"""Colours, axes and checks of arguments that all figures share."""

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.colors import to_rgb

SIDE = 28
PIXELS = SIDE * SIDE
TOLERANCE = 1e-4  # relative error from which on two gradient entries disagree
# The colours of Okabe and Ito, without those that are faint on white.
BLUE, VERMILION, GREEN, PURPLE, ORANGE = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"
COLOURS, LINES, MARKERS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE), ("-", "--", "-.", ":"), "osD^v"
# Dark enough for words on white, at least 5.2 : 1.
_IN_WORDS = {VERMILION: "#B34F00", GREEN: "#007455", ORANGE: "#8A5F00", PURPLE: "#9C4A77"}
# The same on a dark page, each at least 7 : 1 on black.
_ON_DARK = {
    BLUE: "#56B4E9",
    VERMILION: "#FF8A3D",
    GREEN: "#2BD4A4",
    PURPLE: "#E39BC5",
    ORANGE: "#F5B942",
}
GREY = 0.35


def dark(on=True):
    """Draw all further figures light on dark, these and those of Matplotlib itself; or no longer.

    It is Matplotlib's style "dark_background"; ``plt.style.use`` chooses others.
    """
    plt.style.use("dark_background" if on else "default")


def is_dark():
    """Whether figures are drawn on a dark ground, as Matplotlib's style has it."""
    return sum(to_rgb(plt.rcParams["axes.facecolor"])) < 1.5


def tone(colour):
    """One of our colours as it can be told from the ground."""
    return _ON_DARK[colour] if is_dark() else colour


def words(colour):
    """The same for words, which need more contrast than lines do."""
    return tone(colour) if is_dark() else _IN_WORDS.get(colour, colour)


def shade(level):
    """A grey, 0 for what is written and 1 for the ground."""
    return f"{1 - level if is_dark() else level:.3g}"


def ink():
    """Dark values of an image are dark on white, and bright on black: the name of a colour map."""
    return "gray" if is_dark() else "gray_r"


def subplots(width, height, columns=1):
    size = (width, height)
    return plt.subplots(1, columns, figsize=size, layout="constrained", facecolor=shade(1))


def plain(ax):
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(color=shade(0.9), linewidth=0.8)
    ax.set_axisbelow(True)


def line(index, markers=True):
    """Style of the curve with this index: told apart by more than its colour."""
    marker = MARKERS[index % len(MARKERS)] if markers else None
    return {
        "color": tone(COLOURS[index % len(COLOURS)]),
        "linestyle": LINES[index % len(LINES)],
        "marker": marker,
        "markersize": 5,
        "linewidth": 2,
    }


def expect(ok, message):
    if not ok:
        raise ValueError(message)


def vector(name, values, n=None):
    values = np.asarray(values)
    hint = f": use {name}.argmax(axis=0)" if values.ndim == 2 and values.shape[0] > 1 else ""
    ok = values.ndim == 1 and values.size > 0 and n in (None, values.size)
    expect(ok, f"{name} must have shape ({n or 'n'},), got {values.shape}{hint}")
    return values


def classes(name, values, num_labels):
    """Return whole numbers from 0 to num_labels - 1 as integers."""
    allowed = np.isin(values, np.arange(num_labels))
    expected = f"{name} must hold class numbers from 0 to {num_labels - 1}"
    expect(allowed.all(), f"{expected}, got {values[np.argmin(allowed)]}")
    return values.astype(int)


def finite(name, values):
    values = np.asarray(values, dtype=float)
    bad = values.size - np.isfinite(values).sum()
    expect(bad == 0, f"{name} must be finite, got nan or inf in {bad} of {values.size} entries")
    return values


def positive(name, values):
    values = finite(name, values)
    expect((values > 0).all(), f"{name} must be positive, got {values.min():g}")
    return values
