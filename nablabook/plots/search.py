"""What a search for good settings found."""

import numpy as np
from matplotlib.ticker import FuncFormatter

from nablabook.plots._style import (
    BLUE,
    GREY,
    VERMILION,
    expect,
    finite,
    plain,
    positive,
    shade,
    subplots,
    tone,
    vector,
)

__all__ = ["search"]


def search(values, accuracies, errors, name="learning rate"):
    """Draw the validation accuracy of each setting that was tried, with its error.

    Settings stand on a logarithmic axis. The best one is marked, and a band of two of its standard
    errors below it: what lies there may be as good.

    Parameters
    ----------
    values : (m,) sequence of positive numbers, the settings.
    accuracies : (m,) sequence, from 0 to 1.
    errors : (m,) sequence of their standard errors.
    name : of the setting, for the axis.
    """
    values = positive("values", vector("values", values))
    accuracies = finite("accuracies", vector("accuracies", accuracies, values.size))
    errors = finite("errors", vector("errors", errors, values.size))
    expect((errors >= 0).all(), f"errors must not be negative, got {errors.min():g}")
    best = int(np.argmax(accuracies))
    figure, ax = subplots(6.4, 3.8)
    top, reach = accuracies[best], 2 * errors[best]
    ax.axhspan(top - reach, top, color=shade(GREY), alpha=0.3, linewidth=0,
               label="within two standard errors of the best")  # fmt: skip
    others = np.arange(values.size) != best
    bars = {"fmt": "o", "capsize": 3, "markersize": 5}
    ax.errorbar(values[others], accuracies[others], errors[others], color=tone(BLUE), **bars)
    ax.errorbar(values[best : best + 1], [top], errors[best : best + 1], color=tone(VERMILION),
                **(bars | {"fmt": "D", "label": f"best: {values[best]:.3g}"}))  # fmt: skip
    ax.set(xscale="log", xlabel=name, ylabel="validation accuracy")
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    ax.legend(frameon=False, loc="best")
    plain(ax)
    return figure
