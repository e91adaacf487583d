"""What dropout does to the activations of a layer."""

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.ticker import MaxNLocator

from nablabook.plots._style import (
    BLUE,
    GREY,
    VERMILION,
    expect,
    finite,
    plain,
    shade,
    subplots,
    tone,
)

__all__ = ["dropout_effect"]

_ROWS, _COLUMNS = 20, 12  # what a picture can show without its cells becoming too small


def dropout_effect(activations, draws):
    """Draw activations before and after dropout, and the mean of many draws against them.

    An activation was dropped where it is 0 after dropout and was not before; a cross marks it.

    Parameters
    ----------
    activations : (units, samples) array, the input of the layer; at most its first 20 units and
        12 samples are shown as a picture.
    draws : (m, units, samples) array or list of m arrays, outputs for this same input, each with
        a mask of its own; the first is shown as a picture.
    """
    before = finite("activations", activations)
    ok = before.ndim == 2 and before.size > 0
    expect(ok, f"activations must have shape (units, samples), got {before.shape}")
    shapes = [np.shape(draw) for draw in draws]
    expect(shapes, "draws must hold at least one array, got none")
    wrong = next((shape for shape in shapes if shape != before.shape), before.shape)
    expect(wrong == before.shape, f"each of draws must have shape {before.shape}, got {wrong}")
    draws = finite("draws", draws)
    dropped = (draws == 0) & (before != 0)
    share = dropped.sum() / max(1, len(draws) * np.count_nonzero(before))

    figure, axes = subplots(10.5, 3.9, columns=3)
    limit = max(np.abs(before).max(), np.abs(draws[0]).max()) or 1.0
    shown = [array[:_ROWS, :_COLUMNS] for array in (before, draws[0], dropped[0])]
    # Activations of ReLU are never negative: white is then the lower end, not the middle.
    signed = min(before.min(), draws[0].min()) < 0
    style = {"cmap": "RdBu_r", "vmin": -limit, "vmax": limit}
    if not signed:
        style = {"cmap": "Blues", "vmin": 0, "vmax": limit}
    for ax, picture, title in zip(axes, shown[:2], ("before", "after, one draw"), strict=False):
        image = ax.imshow(picture, aspect="auto", **style)
        ax.set(xlabel="sample", ylabel="unit", title=title)
        ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        ax.yaxis.set_major_locator(MaxNLocator(6, integer=True))
        ax.tick_params(length=0)
        ax.spines[:].set_color(shade(0.8))
    units, samples = np.nonzero(shown[2])
    axes[1].imshow(
        np.ma.masked_equal(shown[2], 0),
        aspect="auto",
        cmap=ListedColormap([shade(0.93)]),
        interpolation="nearest",
    )
    axes[1].scatter(samples, units, marker="x", s=22, color=tone(VERMILION), linewidths=1.3)
    figure.colorbar(image, ax=axes[:2], label="activation", aspect=25, pad=0.02)

    _means(axes[2], before.ravel(), draws.reshape(len(draws), -1))
    axes[2].set_title(f"{len(draws)} draws: {share:.0%} dropped")
    return figure


def _means(ax, before, draws):
    """The mean of all draws, and the first draw, against the activations."""
    low, high = min(before.min(), 0.0), max(before.max(), 0.0)
    margin = 0.06 * (high - low) or 1.0
    limits = np.array([low - margin, high + margin])
    ax.plot(limits, limits, color=shade(GREY), linewidth=1, zorder=1, label="nothing changed")
    ax.scatter(
        before,
        draws[0],
        s=22,
        marker="x",
        color=tone(VERMILION),
        linewidths=1,
        label="the first draw",
    )
    ax.scatter(
        before,
        draws.mean(axis=0),
        s=22,
        color=tone(BLUE),
        alpha=0.7,
        linewidths=0,
        label="mean of all draws",
    )
    bottom, top = ax.get_ylim()
    room = (bottom, top + 0.35 * (top - bottom))  # for the legend
    ax.set(xlim=limits, ylim=room, xlabel="before", ylabel="after")
    ax.xaxis.set_major_locator(MaxNLocator(5))
    plain(ax)
    ax.legend(frameon=False, fontsize=9, loc="upper left", handletextpad=0.4)
