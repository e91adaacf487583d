"""What a classifier is sure of: the probabilities of single images."""

import numpy as np
from matplotlib import pyplot as plt

from nablabook.plots._style import (
    BLUE,
    PIXELS,
    SIDE,
    VERMILION,
    classes,
    expect,
    finite,
    ink,
    shade,
    tone,
    vector,
)

__all__ = ["probability_bars"]

_MANY = 6  # images beside each other; more would be too small to read


def probability_bars(X, y, probabilities, names=None):
    """Draw each image above the bars of its class probabilities, the true class on grey ground.

    The bar of the predicted class is blue where the prediction is right, else red.

    Parameters
    ----------
    X : (784, n) array, one image per column, six at most.
    y : (n,) true classes.
    probabilities : (k, n) array, the predicted probability of every class in each column.
    names : (k,) sequence of the classes' names; their numbers without it.
    """
    X, P = np.asarray(X), finite("probabilities", probabilities)
    hint = ": transpose it" if X.ndim == 2 and X.shape[1] == PIXELS else ""
    ok = X.ndim == 2 and X.shape[0] == PIXELS and X.shape[1] > 0
    expect(ok, f"images are columns: X must have shape ({PIXELS}, n), got {X.shape}{hint}")
    n = X.shape[1]
    expect(n <= _MANY, f"X must hold at most {_MANY} images, got {n}")
    hint = ": transpose it" if P.ndim == 2 and P.shape[0] == n else ""
    ok = P.ndim == 2 and P.shape[1] == n and len(P) > 0
    expect(ok, f"samples are columns: probabilities must have shape (k, {n}), got {P.shape}{hint}")
    total = P.sum(axis=0)
    ok = P.min() >= 0 and np.allclose(total, 1, atol=1e-3)
    message = "probabilities must be positive and add up to 1 in every column"
    expect(ok, f"{message}, got values from {P.min():g} and sums from {total.min():g}")
    y = classes("y", vector("y", y, n), len(P))
    names = range(len(P)) if names is None else list(names)
    expect(len(names) == len(P), f"names must hold {len(P)} names, got {len(names)}")
    height = 0.24 * len(P) + 0.4
    figure, axes = plt.subplots(
        *(2, n),
        figsize=(2.4 * n + 0.8, 1.9 + height),
        height_ratios=(1.9, height),
        layout="constrained",
        facecolor=shade(1),
        squeeze=False,
    )
    low, high = X.min(), X.max()
    for column, (picture, bars) in enumerate(axes.T):
        image, p, true = X[:, column], P[:, column], y[column]
        picture.imshow(image.reshape(SIDE, SIDE), cmap=ink(), vmin=low, vmax=high)
        picture.set(xticks=[], yticks=[])
        picture.spines[:].set_color(shade(0.8))
        _title(picture, names, true, p.argmax())
        _bars(bars, p, true)
        shown = names if column == 0 else []
        bars.set_yticks(range(len(P)), [f"{name}" for name in shown] or [""] * len(P))
    return figure


def _title(ax, names, true, predicted):
    right = true == predicted
    words = f"{names[true]} ✓" if right else f"{names[true]}, taken for {names[predicted]} ✗"
    ax.set_title(words, fontsize=11, pad=4)


def _bars(ax, p, true):
    predicted = p.argmax()
    colours = [shade(0.6)] * len(p)
    colours[predicted] = tone(BLUE) if predicted == true else tone(VERMILION)
    ax.axhspan(true - 0.5, true + 0.5, color=shade(0.9))
    ax.barh(range(len(p)), p, color=colours, height=0.7)
    for row, value in enumerate(p):
        if value >= 0.005:
            ax.text(value + 0.03, row, f"{value:.2f}", va="center", fontsize=9)
    ax.set(xlim=(0, 1.25), ylim=(-0.5, len(p) - 0.5), xticks=(0, 0.5, 1), xlabel="probability")
    ax.invert_yaxis()
    ax.tick_params(axis="y", length=0)
    ax.spines[["top", "right"]].set_visible(False)
