"""Where the inputs of the units lie on the sigmoid, and how much slope is left there."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from nablabook.plots._style import (
    BLUE,
    GREY,
    ORANGE,
    VERMILION,
    expect,
    finite,
    plain,
    shade,
    subplots,
    tone,
    words,
)

__all__ = ["saturation"]

_EDGE = 10  # weighted inputs beyond it share one bar
_FLAT = 5  # from here on the sigmoid counts as flat: its slope is below 0.0067


def saturation(scores):
    """Draw how the weighted inputs of sigmoid units are spread, and the slope of the sigmoid there.

    Where the slope is nearly 0 no gradient passes: the unit is saturated and hardly learns.

    Parameters
    ----------
    scores : dict name → array of any shape, the weighted inputs u of all units for some samples;
        one picture for each name, side by side.
    """
    ok = isinstance(scores, dict) and len(scores) > 0
    expect(ok, f"scores must be a dict of at least one name and its array, got {scores!r}")
    named = {name: finite(f"scores[{name!r}]", u).ravel() for name, u in scores.items()}
    for name, u in named.items():
        expect(u.size > 0, f"scores[{name!r}] must hold at least one number, got none")
    figure, axes = subplots(1 + 4.6 * len(named), 4, columns=len(named))
    axes = np.atleast_1d(axes)
    top = 0.0
    for ax, (name, u) in zip(axes, named.items(), strict=True):
        top = max(top, _spread(ax, u))
        slope = _slope(u)
        ax.set_title(
            f"{name}\n{100 * np.mean(np.abs(u) > _FLAT):.1f} % beyond ±{_FLAT}, "
            f"mean slope {slope.mean():.2g}"
        )
    for ax in axes:
        ax.set_ylim(0, 1.12 * top)
        _curve(ax, last=ax is axes[-1])
    axes[0].set_ylabel("share of the units", color=words(BLUE))
    entries = [
        Patch(color=tone(BLUE)),
        Patch(color=tone(ORANGE)),
        Line2D([], [], color=tone(VERMILION), linewidth=2),
    ]
    named_lines = ["weighted inputs u", f"all that are beyond ±{_EDGE}", "slope σ′(u)"]
    figure.legend(entries, named_lines, loc="outside lower center", ncols=3, frameon=False)
    return figure


def _spread(ax, u):
    """Bars of width 1; the outermost two hold all that is beyond. Returns the highest share."""
    edges = np.arange(-_EDGE - 1, _EDGE + 2)
    inner = np.clip(u, -_EDGE - 0.5, _EDGE + 0.5)
    share = np.histogram(inner, edges)[0] / u.size
    colours = [tone(ORANGE), *[tone(BLUE)] * (len(share) - 2), tone(ORANGE)]
    ax.bar(edges[:-1], share, width=1, align="edge", color=colours, edgecolor=shade(1))
    for left, height in ((edges[0], share[0]), (edges[-2], share[-1])):
        if height > 0.005:
            ax.text(
                left + 0.5, height, f"{100 * height:.0f} %", ha="center", va="bottom", fontsize=10
            )
    ax.set(xlim=(-_EDGE - 1.5, _EDGE + 1.5), xlabel="u", xticks=[-10, -5, 0, 5, 10])
    ax.yaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    plain(ax)
    ax.tick_params(axis="y", colors=words(BLUE))
    return float(share.max())


def _curve(ax, last):
    """The slope of the sigmoid over the bars, with an axis of its own at the right."""
    right = ax.inset_axes([0, 0, 1, 1], facecolor="none")
    x = np.linspace(*ax.get_xlim(), 300)
    right.plot(x, _slope(x), color=tone(VERMILION), linewidth=2)
    right.set(xlim=ax.get_xlim(), ylim=(0, 0.28), xticks=[], yticks=[0, 0.05, 0.1, 0.15, 0.2, 0.25])
    right.yaxis.tick_right()
    right.tick_params(axis="y", colors=words(VERMILION))
    right.spines[:].set_visible(False)
    for place in (-_FLAT, _FLAT):
        right.axvline(place, color=shade(GREY), linestyle=(0, (2, 3)), linewidth=1)
    if last:
        right.yaxis.set_label_position("right")
        right.set_ylabel("slope of the sigmoid", color=words(VERMILION))
    else:
        right.tick_params(axis="y", length=0, labelright=False)


def _slope(u):
    small = np.exp(-np.abs(u))
    return small / (1 + small) ** 2
