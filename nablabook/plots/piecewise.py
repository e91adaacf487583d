"""Piecewise linear functions: hinges that add up to a network, and losses with kinks."""

import numpy as np
from matplotlib import pyplot as plt

from nablabook.plots._style import (
    COLOURS,
    GREY,
    VERMILION,
    expect,
    finite,
    line,
    plain,
    shade,
    subplots,
    tone,
    vector,
)

__all__ = ["hinges", "loss_and_slope"]

_MOST_UNITS = 6
_HIT = 1e-3  # a point this close to the network is hit; nobody can see the difference


def hinges(x, y, W_H, b_H, W_O, b_O):
    """Draw how the hidden ReLU units of a network with one input add up, unit by unit.

    Above is the hinge W_O relu(W_H x + b_H) of each unit alone; a dotted line marks its kink.
    Below is the sum of all units so far and of b_O, with the points that it is to go through.
    Two units stand side by side, the next two under them: more would be too small on a phone.

    Parameters
    ----------
    x, y : (n,) sequences, the points.
    W_H, b_H, W_O : (units,) sequences, at most 6 units.
    b_O : a number.
    """
    x, y = finite("x", vector("x", x)), finite("y", y)
    vector("y", y, x.size)
    W_H = finite("W_H", vector("W_H", W_H))
    expect(W_H.size <= _MOST_UNITS, f"hinges draws at most {_MOST_UNITS} units, got {W_H.size}")
    b_H = finite("b_H", vector("b_H", b_H, W_H.size))
    W_O = finite("W_O", vector("W_O", W_O, W_H.size))
    b_O = finite("b_O", b_O)
    expect(b_O.shape == (), f"b_O must be a number, got shape {b_O.shape}")
    margin = 0.04 * (np.ptp(x) or 1.0)
    low, high = x.min() - margin, x.max() + margin
    kinks = np.divide(-b_H, W_H, out=np.full(W_H.size, np.nan), where=W_H != 0)
    inside = kinks[(kinks > low) & (kinks < high)]
    grid = np.unique(np.concatenate([np.linspace(low, high, 201), inside, x]))

    def alone(at):
        return W_O[:, None] * np.maximum(W_H[:, None] * at + b_H[:, None], 0)

    parts = alone(grid)
    sums = b_O + np.cumsum(parts, axis=0)
    miss = np.abs(b_O + alone(x).sum(axis=0) - y).max()
    pairs = -(-W_H.size // 2)
    figure, axes = plt.subplots(
        2 * pairs,
        2,
        figsize=(5.4, 4.6 * pairs),
        sharex=True,
        squeeze=False,
        layout="constrained",
        facecolor=shade(1),
    )
    tops, bottoms = (axes[row::2].ravel() for row in (0, 1))
    for ax in (*tops[W_H.size :], *bottoms[W_H.size :]):  # an odd number leaves a place free
        ax.remove()
    tops, bottoms = tops[: W_H.size], bottoms[: W_H.size]
    for ax, first in [(ax, row[0]) for row in (tops, bottoms) for ax in row[1:]]:
        ax.sharey(first)
    before = np.full(grid.size, float(b_O))
    for i, (top, bottom) in enumerate(zip(tops, bottoms, strict=True)):
        colour = tone(COLOURS[i % len(COLOURS)])
        top.plot(grid, parts[i], color=colour, linewidth=2.5)
        top.set_title(f"unit {i + 1}\n{_formula(W_H[i], b_H[i], W_O[i])}", fontsize=10)
        bottom.fill_between(grid, before, sums[i], color=colour, alpha=0.25, linewidth=0)
        bottom.plot(grid, before, color=shade(GREY), linestyle="--", linewidth=1.2)
        bottom.plot(grid, sums[i], color=shade(0), linewidth=2.2)
        bottom.plot(
            x, y, "o", color=shade(1), markeredgecolor=tone(VERMILION), markersize=5.5, zorder=3
        )
        bottom.set_title("unit 1" if i == 0 else f"units 1 to {i + 1}", fontsize=10)
        bottom.set_xlabel("x")
        bottom.tick_params(labelbottom=True)
        for ax in (top, bottom):
            plain(ax)
            if low < kinks[i] < high:
                ax.axvline(kinks[i], color=colour, linestyle=":", linewidth=1.5)
        before = sums[i]
    bias = f", from b_O = {_number(b_O)}" if b_O else ""
    for top, bottom in zip(tops[::2], bottoms[::2], strict=True):
        top.set_ylabel("one unit")
        bottom.set_ylabel(f"sum so far{bias}")
    verdict = "all points are hit" if miss <= _HIT else f"largest miss {miss:.3g}"
    last = bottoms[-1]
    last.set_title(f"{last.get_title()}: {verdict}", fontsize=10)
    return figure


def loss_and_slope(weights, losses, slopes):
    """Draw losses as functions of a single weight, and beside them their slopes.

    Parameters
    ----------
    weights : (m,) sequence, in rising order.
    losses : dict name → (m,) sequence.
    slopes : dict of the same names → (m,) sequence.
    """
    weights = finite("weights", vector("weights", weights))
    expect(np.all(np.diff(weights) > 0), "weights must be in rising order")
    same = isinstance(losses, dict) and isinstance(slopes, dict) and list(losses) == list(slopes)
    expect(same and losses, "losses and slopes must be dicts with the same names, at least one")
    kinds = {"losses": losses, "slopes": slopes}
    curves = {  # all of them are checked before anything is drawn
        (kind, name): finite(f"{kind}[{name!r}]", vector(f"{kind}[{name!r}]", values, weights.size))
        for kind, named in kinds.items()
        for name, values in named.items()
    }
    figure, (left, right) = subplots(9.5, 3.8, columns=2)
    for ax, kind in ((left, "losses"), (right, "slopes")):
        for index, name in enumerate(losses):
            ax.plot(weights, curves[kind, name], label=f"{name}", **line(index, markers=False))
        ax.set(xlabel="weight")
        plain(ax)
    right.axhline(0, color=shade(GREY), linewidth=1)
    left.legend(frameon=False)
    left.set(ylabel="loss", title="loss")
    right.set(ylabel="slope", title="slope of the loss")
    return figure


def _formula(w, b, v):
    """A hinge in words: 2 relu(x − 4)."""
    inner = f"{_number(w)}x" if abs(w) != 1 else ("x" if w > 0 else "−x")
    if w == 0:
        inner = _number(b)
    elif b:
        inner += f" {'+' if b > 0 else '−'} {abs(b):.3g}"
    factor = "" if v == 1 else "−" if v == -1 else f"{_number(v)} "
    return f"{factor}relu({inner})"


def _number(value):
    return f"{value:.3g}".replace("-", "−")
