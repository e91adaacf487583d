"""Images of digits, and what a classifier makes of them."""

import math

import numpy as np
from matplotlib import colormaps
from matplotlib import pyplot as plt

from nablabook.plots._style import (
    PIXELS,
    SIDE,
    classes,
    expect,
    finite,
    shade,
    subplots,
    vector,
)

__all__ = ["confusion_matrix", "images", "mistakes", "weights_as_images"]


def images(X, labels=None, count=10):
    """Draw the first images, ten in a row, each with its label above.

    Parameters
    ----------
    X : (784, n) array, one image per column.
    labels : (n,) sequence of class numbers or names.
    count : how many images to draw, at most.
    """
    X = _images(X, count)
    shown = min(count, X.shape[1])
    titles = [""] * shown
    if labels is not None:
        titles = [f"{label}" for label in vector("labels", labels, X.shape[1])[:shown]]
    return _gallery(X[:, :shown], titles, columns=10, width=1.0)


def weights_as_images(W):
    """Draw the weights of every class as an image, without the bias.

    Parameters
    ----------
    W : (10, 785) array, one class per row, the bias in the last column.
    """
    W = finite("W", W)
    hint = ": transpose it" if W.ndim == 2 and W.shape[0] == PIXELS + 1 else ""
    hint = ": the bias column is missing" if W.ndim == 2 and W.shape[1] == PIXELS else hint
    ok = W.ndim == 2 and W.shape[1] == PIXELS + 1 and len(W) > 0
    expect(ok, f"classes are rows: W must have shape (10, {PIXELS + 1}), got {W.shape}{hint}")
    pictures = W[:, :-1].T
    limit = np.abs(pictures).max() or 1.0
    titles = [f"{digit}" for digit in range(len(W))]
    figure = _gallery(pictures, titles, columns=5, width=1.5, cmap="RdBu_r", limits=(-limit, limit))
    figure.set_figwidth(figure.get_figwidth() + 1)
    image = figure.axes[0].images[0]
    figure.colorbar(image, ax=figure.axes, label="weight", aspect=25, pad=0.02)
    return figure


def mistakes(X, y, probabilities, count=10):
    """Draw the wrong predictions, the most confident first: true class → predicted (probability).

    Parameters
    ----------
    X : (784, n) array, one image per column.
    y : (n,) true classes.
    probabilities : (10, n) array, the predicted probability of every class in each column.
    count : how many images to draw, at most.
    """
    X, P = _images(X, count), finite("probabilities", probabilities)
    n = X.shape[1]
    hint = ": transpose it" if P.ndim == 2 and P.shape[0] == n else ""
    ok = P.ndim == 2 and P.shape[1] == n and len(P) > 0
    expect(ok, f"samples are columns: probabilities must have shape (10, {n}), got {P.shape}{hint}")
    low, high = P.min(), P.max()
    expect(
        low >= 0 and high <= 1 + 1e-6,
        f"probabilities must be between 0 and 1, got values from {low:g} to {high:g}",
    )
    y = classes("y", vector("y", y, n), len(P))
    predicted, confidence = P.argmax(axis=0), P.max(axis=0)
    wrong = np.flatnonzero(predicted != y)
    if wrong.size == 0:
        figure, ax = subplots(6.4, 1)
        ax.set_axis_off()
        ax.text(0.5, 0.5, f"no mistakes (images: {n})", ha="center", va="center", fontsize=13)
        return figure
    chosen = wrong[np.argsort(-confidence[wrong], kind="stable")][:count]
    titles = [f"true {y[i]} → {predicted[i]} ({confidence[i]:.2f})" for i in chosen]
    return _gallery(X[:, chosen], titles, columns=5, width=1.6)


def confusion_matrix(y, predictions, num_labels=10, names=None):
    """Count the samples by true and predicted class; the colours show the mistakes only.

    Parameters
    ----------
    y : (n,) true classes.
    predictions : (n,) predicted classes.
    num_labels : number of classes.
    names : (num_labels,) sequence of the classes' names, in place of their numbers.
    """
    ok = names is None or len(names) == num_labels
    expect(ok, f"names must hold {num_labels} names, got {names}")
    y = classes("y", vector("y", y), num_labels)
    predictions = classes("predictions", vector("predictions", predictions, y.size), num_labels)
    counts = np.zeros((num_labels, num_labels), dtype=int)
    np.add.at(counts, (y, predictions), 1)
    off_diagonal = np.ma.masked_array(counts, mask=np.eye(num_labels, dtype=bool))
    top = max(off_diagonal.filled(0).max(), 1)
    side = min(1.2 + 0.5 * max(num_labels, 4), 14)
    figure, ax = subplots(side, side)
    cmap = colormaps["Oranges"].with_extremes(bad="0.88")
    ax.imshow(off_diagonal, cmap=cmap, vmin=0, vmax=top)
    for (row, column), value in np.ndenumerate(counts):
        colour = "0.5" if value == 0 else "white" if value > 0.65 * top else "black"
        style = {"color": colour}
        if row == column:
            style = {"color": "black", "fontweight": "bold"}
        ax.text(column, row, f"{value}", ha="center", va="center", fontsize=10, **style)
    ax.set(
        xlabel="predicted",
        ylabel="true",
        xticks=range(num_labels),
        yticks=range(num_labels),
        title=f"{(y != predictions).sum()} of {y.size} wrong",
    )
    if names is not None:
        ax.set_xticklabels(names, rotation=45, ha="right", rotation_mode="anchor")
        ax.set_yticklabels(names)
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return figure


def _gallery(pictures, titles, columns, width, cmap="gray_r", limits=None):
    """Draw the columns of pictures, (784, m), all on the same scale."""
    low, high = limits or (pictures.min(), pictures.max())
    columns = min(columns, len(titles))
    rows = math.ceil(len(titles) / columns)
    size = (columns * width, rows * (width + (0.3 if any(titles) else 0)))
    figure, axes = plt.subplots(
        rows, columns, figsize=size, layout="constrained", facecolor=shade(1), squeeze=False
    )
    for ax in axes.flat[len(titles) :]:
        ax.remove()
    for ax, picture, title in zip(axes.flat, pictures.T, titles, strict=False):
        ax.imshow(picture.reshape(SIDE, SIDE), cmap=cmap, vmin=low, vmax=high)
        ax.set_title(title, fontsize=11, pad=4)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_color(shade(0.8))
    return figure


def _images(X, count):
    X = np.asarray(X)
    hint = ""
    if X.ndim == 2 and X.shape[1] == PIXELS:
        hint = ": transpose it"
    elif X.ndim == 2 and X.shape[0] == PIXELS + 1:
        hint = ": leave out the row of ones, X[:-1]"
    elif X.ndim == 3 and X.shape[1:] == (SIDE, SIDE):
        hint = f": use X.reshape(-1, {PIXELS}).T"
    ok = X.ndim == 2 and X.shape[0] == PIXELS and X.shape[1] > 0
    expect(ok, f"images are columns: X must have shape ({PIXELS}, n), got {X.shape}{hint}")
    expect(count >= 1, f"count must be at least 1, got {count}")
    return X
