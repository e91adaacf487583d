"""What a classifier decides: for single images, and how that changes while it learns."""

import math

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.ticker import MaxNLocator

from nablabook.plots._style import (
    BLUE,
    GREEN,
    SIDE,
    VERMILION,
    classes,
    expect,
    finite,
    ink,
    shade,
    tone,
    vector,
    words,
)
from nablabook.plots.digits import _images

__all__ = ["decision_changes", "decisions"]


def decisions(X, y, probabilities, count=10):
    """Draw the first images, and below each the probabilities of all classes as bars.

    Parameters
    ----------
    X : (784, n) array, one image per column.
    y : (n,) true classes.
    probabilities : (10, n) array, the predicted probability of every class in each column.
    count : how many images to draw, at most.
    """
    X = _images(X, count)
    P = _probabilities("probabilities", probabilities, X.shape[1])
    y = classes("y", vector("y", y, X.shape[1]), len(P))
    shown = min(count, X.shape[1])
    columns = min(5, shown)
    rows = math.ceil(shown / columns)
    figure, axes = plt.subplots(
        2 * rows,
        columns,
        figsize=(max(1.9 * columns, 2.4), 2.5 * rows),
        height_ratios=[2, 1] * rows,
        layout="constrained",
        facecolor=shade(1),
        squeeze=False,
    )
    pictures, bars = axes[0::2].ravel(), axes[1::2].ravel()
    for ax in (*pictures[shown:], *bars[shown:]):
        ax.remove()
    for i, (picture, bar) in enumerate(zip(pictures[:shown], bars[:shown], strict=True)):
        predicted = P[:, i].argmax()
        colour = tone(BLUE) if predicted == y[i] else tone(VERMILION)
        title_colour = shade(0) if predicted == y[i] else words(VERMILION)
        _picture(picture, X[:, i], X[:, :shown])
        title = f"predicted {predicted}, true {y[i]}"
        picture.set_title(title, fontsize=11, pad=4, color=title_colour)
        colours = [colour if k == predicted else shade(0.6) for k in range(len(P))]
        bar.bar(range(len(P)), P[:, i], color=colours)
        bar.set(ylim=(0, 1), yticks=[], xticks=range(len(P)))
        bar.tick_params(length=0, pad=1, labelsize=8)
        bar.get_xticklabels()[y[i]].set(fontweight="bold", fontsize=10)
        bar.spines[["top", "right", "left"]].set_visible(False)
    return figure


def decision_changes(X, y, history, count=5):
    """Draw how decisions change from epoch to epoch; those that change most often come first.

    Each image has a row: dark is a high probability, a mark is the decision after that epoch.

    Parameters
    ----------
    X : (784, n) array, one image per column.
    y : (n,) true classes.
    history : (epochs, 10, n) array, or one (10, n) array per epoch: the predicted probabilities.
    count : how many images to draw, at most.
    """
    X = _images(X, count)
    n = X.shape[1]
    history = [_probabilities(f"history[{i}]", P, n) for i, P in enumerate(history)]
    expect(history, "history must hold the probabilities of at least one epoch, got none")
    sizes = sorted({len(P) for P in history})
    expect(len(sizes) == 1, f"history must have the same classes in each epoch, got {sizes}")
    P = np.stack(history)  # (epochs, classes, n)
    y = classes("y", vector("y", y, n), P.shape[1])
    decided = P.argmax(axis=1)
    changes = np.sum(decided[1:] != decided[:-1], axis=0)
    doubt = P[:, y, np.arange(n)].mean(axis=0)  # among equals, the one believed in least
    chosen = np.lexsort((doubt, -changes))[:count]
    epochs = np.arange(1, len(P) + 1)
    figure, axes = plt.subplots(
        len(chosen),
        2,
        figsize=(9, 1.9 * len(chosen) + 0.9),
        width_ratios=[1, 4.2],
        layout="constrained",
        facecolor=shade(1),
        squeeze=False,
    )
    for i, (picture, ax) in zip(chosen, axes, strict=True):
        _picture(picture, X[:, i], X[:, chosen])
        times = "once" if changes[i] == 1 else f"{changes[i]} times"
        picture.set_title(f"true {y[i]}\nchanged {times}", fontsize=10, pad=4)
        tiles = ax.imshow(
            P[:, :, i].T,
            cmap=ink(),
            vmin=0,
            vmax=1.3,  # so that a mark can be seen on certainty
            aspect="auto",
            extent=(0.5, len(P) + 0.5, P.shape[1] - 0.5, -0.5),
        )
        ax.axhspan(
            y[i] - 0.5, y[i] + 0.5, fill=False, edgecolor=tone(GREEN), linewidth=2, clip_on=False
        )
        right = decided[:, i] == y[i]
        style = {"linestyle": "none", "zorder": 3}
        good = {"color": tone(BLUE), "marker": "o", "markersize": 7}
        bad = {"color": tone(VERMILION), "marker": "X", "markersize": 8}
        ax.plot(epochs[right], decided[right, i], **good, **style)
        ax.plot(epochs[~right], decided[~right, i], **bad, **style)
        ax.set_yticks(range(P.shape[1]))
        ax.tick_params(axis="y", labelsize=8, length=0)
        ax.get_yticklabels()[y[i]].set(fontweight="bold", color=words(GREEN))
        ax.set_ylabel("class")
        ax.xaxis.set_major_locator(MaxNLocator(10, integer=True, min_n_ticks=1))
        ax.set_xlim(0.5, len(P) + 0.5)
        ax.spines[:].set_color(shade(0.8))
    ax.set_xlabel("epoch")
    handles = [*ax.lines[-2:], ax.patches[-1]]
    labels = ["right decision", "wrong decision", "true class"]
    figure.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
    bar = figure.colorbar(tiles, ax=axes[:, 1], label="probability", aspect=40, pad=0.02)
    bar.ax.set_ylim(0, 1)
    return figure


def _picture(ax, picture, all_shown):
    ax.imshow(picture.reshape(SIDE, SIDE), cmap=ink(), vmin=all_shown.min(), vmax=all_shown.max())
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_color(shade(0.8))


def _probabilities(name, values, n):
    P = finite(name, values)
    hint = ": transpose it" if P.ndim == 2 and P.shape[0] == n else ""
    ok = P.ndim == 2 and P.shape[1] == n and len(P) > 0
    expect(ok, f"samples are columns: {name} must have shape (10, {n}), got {P.shape}{hint}")
    low, high = P.min(), P.max()
    expect(
        low >= 0 and high <= 1 + 1e-6,
        f"{name} must be between 0 and 1, got values from {low:g} to {high:g}",
    )
    return P
