"""How large the signals of a deep network are, from layer to layer."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from nablabook.plots._style import GREY, expect, line, plain, positive, shade, subplots, vector

__all__ = ["layer_sizes"]

Sizes = Mapping[str, Sequence[float]]


def layer_sizes(forward: Sizes, backward: Sizes | None = None) -> Figure:
    """Draw the size of the activations in every layer, and of the gradients that come back.

    The scale is logarithmic. A band from 0.5 to 2 shows where activations keep their size; the
    legend says with what size each start ends: in the last layer on the way forward, in the first
    on the way back.

    Parameters
    ----------
    forward : dict name → (layers,) sequence of positive sizes, one curve for each name.
    backward : the same for the gradients, layer 1 first; drawn at the right, if it is given.
    """
    pictures = [("activations", "forward", _curves("forward", forward), -1)]
    if backward is not None:
        pictures.append(("gradients", "backward", _curves("backward", backward), 0))
    figure, axes = subplots(5 * len(pictures), 4.4, columns=len(pictures))
    for ax, (what, _, curves, end) in zip(np.atleast_1d(axes), pictures, strict=True):
        for index, (name, sizes) in enumerate(curves.items()):
            label = f"{name}: ends at {sizes[end]:.1e}"
            ax.plot(np.arange(1, sizes.size + 1), sizes, label=label, **line(index))
        if what == "activations":
            ax.axhspan(0.5, 2, color=shade(GREY), alpha=0.15, linewidth=0, label="from 0.5 to 2")
        ax.set(yscale="log", xlabel="layer", ylabel=f"size of the {what}")
        ax.xaxis.set_major_locator(MaxNLocator(8, integer=True))
        plain(ax)
        ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), frameon=False, fontsize=9)
    return figure


def _curves(name: str, given: Sizes) -> dict[str, np.ndarray]:
    ok = isinstance(given, Mapping) and len(given) > 0
    expect(ok, f"{name} must be a dict of at least one name and its sizes, got {given!r}")
    return {
        each: positive(f"{name}[{each!r}]", vector(f"{name}[{each!r}]", sizes))
        for each, sizes in given.items()
    }
