"""Colours, axes and checks of arguments that all figures share."""

import numpy as np
from matplotlib import pyplot as plt

SIDE = 28
PIXELS = SIDE * SIDE
TOLERANCE = 1e-4  # relative error from which on two gradient entries disagree
# The colours of Okabe and Ito, without those that are faint on white.
BLUE, VERMILION, GREEN, PURPLE, ORANGE = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"
COLOURS, LINES, MARKERS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE), ("-", "--", "-.", ":"), "osD^v"
GREY = "0.35"


def subplots(width, height, columns=1):
    size = (width, height)
    return plt.subplots(1, columns, figsize=size, layout="constrained", facecolor="white")


def plain(ax):
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(color="0.9", linewidth=0.8)
    ax.set_axisbelow(True)


def line(index, markers=True):
    """Style of the curve with this index: told apart by more than its colour."""
    marker = MARKERS[index % len(MARKERS)] if markers else None
    return {
        "color": COLOURS[index % len(COLOURS)],
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
