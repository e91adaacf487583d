"""The figures of the notebooks.

Samples are columns: images X have shape (784, n), probabilities (10, n), and weights (10, 785)
with the bias as the last column. Every function returns its figure and leaves the global style
alone; in a notebook, end the call with a semicolon, so that the figure is shown once.
"""

import math

import numpy as np
from matplotlib import colormaps
from matplotlib import pyplot as plt
from matplotlib.patches import FancyBboxPatch
from matplotlib.patheffects import withStroke
from matplotlib.textpath import TextPath
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter, NullLocator

__all__ = [
    "computational_graph",
    "confusion_matrix",
    "gradient_check",
    "images",
    "loss_curve",
    "mistakes",
    "timing",
    "weights_as_images",
]

SIDE = 28
PIXELS = SIDE * SIDE
TOLERANCE = 1e-4  # relative error from which on two gradient entries disagree
# The colours of Okabe and Ito, without those that are faint on white.
BLUE, VERMILION, GREEN, PURPLE, ORANGE = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"
COLOURS, LINES, MARKERS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE), ("-", "--", "-.", ":"), "osD^v"
GREY = "0.35"


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
        titles = [f"{label}" for label in _vector("labels", labels, X.shape[1])[:shown]]
    return _gallery(X[:, :shown], titles, columns=10, width=1.0)


def loss_curve(losses, baseline=None):
    """Draw the loss after every epoch; epochs are counted from 1.

    Parameters
    ----------
    losses : (epochs,) sequence, or a dict name → (epochs,) sequence for several curves.
    baseline : loss of guessing, e.g. log(10) for ten classes; drawn as a dashed line.
    """
    named = isinstance(losses, dict)
    curves = {
        name: np.asarray(curve, dtype=float)
        for name, curve in (losses if named else {"loss": losses}).items()
    }
    _expect(curves, "losses must hold at least one curve, got an empty dict")
    for name, curve in curves.items():
        what = f"losses[{name!r}]" if named else "losses"
        ok = curve.ndim == 1 and curve.size > 0
        _expect(ok, f"{what} must have shape (epochs,), got {curve.shape}")
    figure, ax = _subplots(6.4, 3.8)
    problems = []
    for index, (name, curve) in enumerate(curves.items()):
        epochs = np.arange(1, curve.size + 1)
        ax.plot(epochs, curve, label=f"{name}", **_line(index, markers=curve.size <= 30))
        problems += [
            f"{name} is {curve[i]} at epoch {i + 1}"
            for i in np.flatnonzero(~np.isfinite(curve))[:1]
        ]
    if baseline is not None:
        ax.axhline(baseline, color=GREY, linestyle=(0, (6, 4)), linewidth=1.5, label="guessing")
    if named or baseline is not None:
        ax.legend(handles=ax.lines if named else ax.lines[1:], frameon=False)
    last = max(curve.size for curve in curves.values())
    ax.set(xlim=(0.5, last + 0.5), xlabel="epoch", ylabel="loss", title="\n".join(problems))
    ax.xaxis.set_major_locator(MaxNLocator(10, integer=True, min_n_ticks=1, steps=[1, 2, 5, 10]))
    _plain(ax)
    return figure


def weights_as_images(W):
    """Draw the weights of every class as an image, without the bias.

    Parameters
    ----------
    W : (10, 785) array, one class per row, the bias in the last column.
    """
    W = _finite("W", W)
    hint = ": transpose it" if W.ndim == 2 and W.shape[0] == PIXELS + 1 else ""
    hint = ": the bias column is missing" if W.ndim == 2 and W.shape[1] == PIXELS else hint
    ok = W.ndim == 2 and W.shape[1] == PIXELS + 1 and len(W) > 0
    _expect(ok, f"classes are rows: W must have shape (10, {PIXELS + 1}), got {W.shape}{hint}")
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
    X, P = _images(X, count), _finite("probabilities", probabilities)
    n = X.shape[1]
    hint = ": transpose it" if P.ndim == 2 and P.shape[0] == n else ""
    ok = P.ndim == 2 and P.shape[1] == n and len(P) > 0
    _expect(
        ok, f"samples are columns: probabilities must have shape (10, {n}), got {P.shape}{hint}"
    )
    low, high = P.min(), P.max()
    _expect(
        low >= 0 and high <= 1 + 1e-6,
        f"probabilities must be between 0 and 1, got values from {low:g} to {high:g}",
    )
    y = _classes("y", _vector("y", y, n), len(P))
    predicted, confidence = P.argmax(axis=0), P.max(axis=0)
    wrong = np.flatnonzero(predicted != y)
    if wrong.size == 0:
        figure, ax = _subplots(6.4, 1)
        ax.set_axis_off()
        ax.text(0.5, 0.5, f"no mistakes (images: {n})", ha="center", va="center", fontsize=13)
        return figure
    chosen = wrong[np.argsort(-confidence[wrong], kind="stable")][:count]
    titles = [f"true {y[i]} → {predicted[i]} ({confidence[i]:.2f})" for i in chosen]
    return _gallery(X[:, chosen], titles, columns=5, width=1.6)


def confusion_matrix(y, predictions, num_labels=10):
    """Count the samples by true and predicted class; the colours show the mistakes only.

    Parameters
    ----------
    y : (n,) true classes.
    predictions : (n,) predicted classes.
    num_labels : number of classes.
    """
    y = _classes("y", _vector("y", y), num_labels)
    predictions = _classes("predictions", _vector("predictions", predictions, y.size), num_labels)
    counts = np.zeros((num_labels, num_labels), dtype=int)
    np.add.at(counts, (y, predictions), 1)
    off_diagonal = np.ma.masked_array(counts, mask=np.eye(num_labels, dtype=bool))
    top = max(off_diagonal.filled(0).max(), 1)
    side = min(1.2 + 0.5 * max(num_labels, 4), 14)
    figure, ax = _subplots(side, side)
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
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return figure


def gradient_check(gradient, numerical):
    """Draw the entries of a gradient against finite differences; equal ones lie on the diagonal.

    The relative error of an entry is its difference over the larger of the two absolute values.
    Entries below a thousandth of the largest are divided by that thousandth instead: there,
    finite differences are mostly rounding errors.

    Parameters
    ----------
    gradient : array of any shape, the gradient to check.
    numerical : array of the same shape, its finite differences.
    """
    a, b = _finite("gradient", gradient), _finite("numerical", numerical)
    _expect(
        a.shape == b.shape,
        f"gradient and numerical must have the same shape, got {a.shape} and {b.shape}",
    )
    _expect(a.size > 0, f"gradient must have at least one entry, got shape {a.shape}")
    a, b = a.ravel(), b.ravel()
    size = np.maximum(np.abs(a), np.abs(b))
    scale = np.maximum(size, 1e-3 * size.max())
    error = np.divide(np.abs(a - b), scale, out=np.zeros(a.size), where=scale > 0)
    wrong = error > TOLERANCE
    low, high = min(a.min(), b.min()), max(a.max(), b.max())
    margin = 0.06 * (high - low) or abs(high) or 1.0
    limits = (low - margin, high + margin)
    figure, ax = _subplots(5.2, 5.4)
    ax.plot(limits, limits, color=GREY, linewidth=1, zorder=1)
    ax.scatter(b[~wrong], a[~wrong], s=22, color=BLUE, alpha=0.6, linewidths=0, label="agree")
    if wrong.any():
        ax.scatter(b[wrong], a[wrong], s=45, color=VERMILION, marker="x", label="disagree")
        figure.legend(loc="outside lower center", ncols=2, frameon=False)
    ax.set(
        xlim=limits,
        ylim=limits,
        aspect="equal",
        xlabel="finite difference",
        ylabel="gradient",
        title=f"{wrong.sum()} of {a.size} entries disagree\n"
        f"largest relative error {error.max():.2g}",
    )
    ax.xaxis.set_major_locator(MaxNLocator(5))
    ax.yaxis.set_major_locator(MaxNLocator(5))
    _plain(ax)
    return figure


def timing(sizes, seconds):
    """Draw running times against the problem size, and the ratio of the slowest to the fastest.

    Slowest and fastest are those at the largest size.

    Parameters
    ----------
    sizes : (m,) sequence of positive numbers.
    seconds : dict name → (m,) sequence of positive seconds, at least two.
    """
    ok = isinstance(seconds, dict) and len(seconds) > 1
    _expect(ok, f"seconds must be a dict of at least two names and their times, got {seconds!r}")
    sizes = _positive("sizes", _vector("sizes", sizes))
    order = np.argsort(sizes, kind="stable")
    times = {}
    for name, values in seconds.items():
        what = f"seconds[{name!r}]"
        times[name] = _positive(what, _vector(what, values, sizes.size))[order]
    sizes = sizes[order]
    fastest, *_, slowest = sorted(times, key=lambda name: times[name][-1])
    figure, (left, right) = _subplots(9.5, 3.8, columns=2)
    for index, (name, values) in enumerate(times.items()):
        left.plot(sizes, values, label=f"{name}", **_line(index))
    left.legend(frameon=False)
    ratio = times[slowest] / times[fastest]
    right.plot(sizes, ratio, color="black", marker="o", markersize=5, linewidth=2)
    right.axhline(1, color=GREY, linestyle="--", linewidth=1)
    # Sizes that are close to each other on the logarithmic axis share one text.
    marked = [0]
    for i in range(1, sizes.size):
        if math.log(sizes[i] / sizes[marked[-1]]) > math.log(sizes[-1] / sizes[0]) / 8:
            marked.append(i)
    for i in marked:
        text = f"{ratio[i]:.0f}×" if ratio[i] >= 9.95 else f"{ratio[i]:#.2g}×"
        right.annotate(
            text,
            (sizes[i], ratio[i]),
            (0, 8),
            textcoords="offset points",
            ha="center",
            path_effects=[withStroke(linewidth=3, foreground="white")],
        )
    for ax in (left, right):
        ax.set(xscale="log", yscale="log", xlabel="size", xticks=sizes[marked])
        ax.xaxis.set_major_formatter(FuncFormatter(lambda size, _: f"{size:,.10g}"))
        ax.xaxis.set_minor_locator(NullLocator())
        ax.margins(0.1, 0.15)
        _plain(ax)
    right.set_ylim(min(0.7, ratio.min() / 1.4), max(2, ratio.max() * 1.8))
    right.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}×"))
    right.yaxis.set_minor_formatter(NullFormatter())
    left.set(ylabel="seconds", title="time")
    right.set(ylabel=f"{slowest} / {fastest}", title="ratio of the times")
    return figure


def computational_graph(nodes, parameters=None, gradients=None):
    """Draw a chain of computations as boxes from left to right; texts may hold mathtext.

    Parameters
    ----------
    nodes : list of (name, shape text), in the order of computation.
    parameters : dict node name → (name, shape text) of the parameter that feeds the node from
        below; a third text is the gradient on the arrow back to the parameter.
    gradients : list of the texts on the arrows back, one between each two neighbours, the
        leftmost first; None or "" draws no arrow.
    """
    nodes, parameters = list(nodes), dict(parameters or {})
    names = [_texts("a node", node)[0] for node in nodes]
    _expect(nodes, "nodes must hold at least one (name, shape text), got none")
    for name, parameter in parameters.items():
        _expect(name in names, f"parameters must feed one of the nodes {names}, got {name!r}")
        _texts("a parameter", parameter, ", gradient")
    between = [""] * (len(nodes) - 1) if gradients is None else [text or "" for text in gradients]
    ok = len(between) == len(nodes) - 1 and all(isinstance(text, str) for text in between)
    expected = f"gradients must hold {len(nodes) - 1} texts, one between each two neighbours"
    _expect(ok, f"{expected}, got {gradients!r}")
    # One unit of the axes is one inch, so that the boxes fit their texts.
    half, before, after = (
        [],
        [],
        [],
    )  # of a box; and all that is needed on either side of its centre
    for name, shape in nodes:
        parameter, parameter_shape, *back = parameters.get(name, ("", ""))
        half.append(_half_width(name, shape))
        before.append(max(half[-1], _half_width(parameter, parameter_shape)))
        after.append(max(before[-1], *(0.25 + _text_width(text, 11) for text in back), 0))
    x = [0.1 + before[0]]
    for i, text in enumerate(between):
        boxes = half[i] + max(0.6, _text_width(text, 11) + 0.2) + half[i + 1]
        x.append(x[-1] + max(boxes, after[i] + 0.2 + before[i + 1]))
    backward = any(between) or any(any(parameter[2:]) for parameter in parameters.values())
    bottom, top = -1.75 if parameters else -0.45, 0.75 if backward else 0.45
    right = max(x[-1] + after[-1] + 0.1, 2.3)
    figure, ax = plt.subplots(figsize=(right, top - bottom), facecolor="white")
    figure.subplots_adjust(0, 0, 1, 1)
    ax.set(xlim=(0, right), ylim=(bottom, top))
    ax.set_axis_off()
    back_text = {"color": VERMILION, "fontsize": 11}
    if backward:
        ax.text(0.1, 0.6, "→ forward", color=BLUE, fontsize=11, va="center")
        ax.text(1.1, 0.6, "← backward", va="center", **back_text)
    for i, (name, shape) in enumerate(nodes):
        _box(ax, x[i], 0, name, shape, BLUE)
        if name in parameters:
            parameter, parameter_shape, *back = parameters[name]
            _box(ax, x[i], -1.35, parameter, parameter_shape, GREEN)
            shift = 0.1 if any(back) else 0
            _arrow(ax, (x[i] - shift, -1), (x[i] - shift, -0.35), BLUE)
            if any(back):
                _arrow(ax, (x[i] + shift, -0.35), (x[i] + shift, -1), VERMILION)
                ax.text(x[i] + 0.2, -0.67, back[0], va="center", **back_text)
    for i, text in enumerate(between):
        start, end, shift = x[i] + half[i], x[i + 1] - half[i + 1], 0.1 if text else 0
        _arrow(ax, (start, shift), (end, shift), BLUE)
        if text:
            _arrow(ax, (end, -shift), (start, -shift), VERMILION)
            ax.text((start + end) / 2, -0.18, text, ha="center", va="top", **back_text)
    return figure


def _subplots(width, height, columns=1):
    size = (width, height)
    return plt.subplots(1, columns, figsize=size, layout="constrained", facecolor="white")


def _plain(ax):
    ax.spines[["top", "right"]].set_visible(False)
    ax.grid(color="0.9", linewidth=0.8)
    ax.set_axisbelow(True)


def _line(index, markers=True):
    """Style of the curve with this index: told apart by more than its colour."""
    marker = MARKERS[index % len(MARKERS)] if markers else None
    return {
        "color": COLOURS[index % len(COLOURS)],
        "linestyle": LINES[index % len(LINES)],
        "marker": marker,
        "markersize": 5,
        "linewidth": 2,
    }


def _gallery(pictures, titles, columns, width, cmap="gray_r", limits=None):
    """Draw the columns of pictures, (784, m), all on the same scale."""
    low, high = limits or (pictures.min(), pictures.max())
    columns = min(columns, len(titles))
    rows = math.ceil(len(titles) / columns)
    size = (columns * width, rows * (width + (0.3 if any(titles) else 0)))
    figure, axes = plt.subplots(
        rows, columns, figsize=size, layout="constrained", facecolor="white", squeeze=False
    )
    for ax in axes.flat[len(titles) :]:
        ax.remove()
    for ax, picture, title in zip(axes.flat, pictures.T, titles, strict=False):
        ax.imshow(picture.reshape(SIDE, SIDE), cmap=cmap, vmin=low, vmax=high)
        ax.set_title(title, fontsize=11, pad=4)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_color("0.8")
    return figure


def _text_width(text, fontsize):
    """Width of a text in inches, measured without a figure."""
    if not text.strip():
        return 0.0
    return float(TextPath((0, 0), text, size=fontsize).get_extents().width) / 72


def _half_width(name, shape):
    return max(0.4, _text_width(name, 12) / 2 + 0.15, _text_width(shape, 10) / 2 + 0.15)


def _box(ax, x, y, name, shape, colour):
    half = _half_width(name, shape)
    style = {"facecolor": (colour, 0.1), "edgecolor": colour, "linewidth": 1.5}
    corners = "round,pad=0,rounding_size=0.08"
    ax.add_patch(FancyBboxPatch((x - half, y - 0.35), 2 * half, 0.7, boxstyle=corners, **style))
    ax.text(x, y + 0.12, name, ha="center", va="center", fontsize=12)
    ax.text(x, y - 0.16, shape, ha="center", va="center", fontsize=10, color=GREY)


def _arrow(ax, start, end, colour):
    style = {"arrowstyle": "-|>", "color": colour, "linewidth": 1.5, "shrinkA": 2, "shrinkB": 2}
    ax.annotate("", xy=end, xytext=start, arrowprops=style)


def _expect(ok, message):
    if not ok:
        raise ValueError(message)


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
    _expect(ok, f"images are columns: X must have shape ({PIXELS}, n), got {X.shape}{hint}")
    _expect(count >= 1, f"count must be at least 1, got {count}")
    return X


def _vector(name, values, n=None):
    values = np.asarray(values)
    hint = f": use {name}.argmax(axis=0)" if values.ndim == 2 and values.shape[0] > 1 else ""
    ok = values.ndim == 1 and values.size > 0 and n in (None, values.size)
    _expect(ok, f"{name} must have shape ({n or 'n'},), got {values.shape}{hint}")
    return values


def _classes(name, values, num_labels):
    """Return whole numbers from 0 to num_labels - 1 as integers."""
    allowed = np.isin(values, np.arange(num_labels))
    expected = f"{name} must hold class numbers from 0 to {num_labels - 1}"
    _expect(allowed.all(), f"{expected}, got {values[np.argmin(allowed)]}")
    return values.astype(int)


def _finite(name, values):
    values = np.asarray(values, dtype=float)
    bad = values.size - np.isfinite(values).sum()
    _expect(bad == 0, f"{name} must be finite, got nan or inf in {bad} of {values.size} entries")
    return values


def _positive(name, values):
    values = _finite(name, values)
    _expect((values > 0).all(), f"{name} must be positive, got {values.min():g}")
    return values


def _texts(what, texts, optional=""):
    ok = isinstance(texts, tuple | list) and all(isinstance(text, str) for text in texts)
    ok = ok and len(texts) in ((2, 3) if optional else (2,))
    expected = "(name, shape text)" + (f" or (name, shape text{optional})" if optional else "")
    _expect(ok, f"{what} must be {expected}, got {texts!r}")
    return texts
