"""The report's charts, as SVG that stands in the page and takes its colours from it."""

import io
import itertools
import re
from textwrap import wrap

import matplotlib
import numpy as np
from markupsafe import Markup
from matplotlib.figure import Figure

__all__ = ["counts", "histogram", "shares", "spreads"]

# Stand-ins that the page's own colours replace, so that one chart suits light and dark.
_INK, _GRID = "#010101", "#020202"
_COLOURS = {"full": "#010203", "part": "#010204", "none": "#010205", "open": "#010206"}
_PAGE = {
    _INK: "var(--ink)",
    _GRID: "var(--line)",
    "#010203": "var(--green-fill)",
    "#010204": "var(--orange-fill)",
    "#010205": "var(--red-fill)",
    "#010206": "var(--grey-fill)",
    "#010207": "var(--blue-fill)",
}
# Patterns beside the colours, for those who cannot tell these apart.
_HATCHES = {"full": "", "part": "///", "none": "xxx", "open": "..."}
_STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "nbjudge",
    "font.size": 10,
    "font.family": "sans-serif",
    "hatch.linewidth": 0.6,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": _GRID,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "text.parse_math": False,
}
_WIDTH = 4.6  # inches: as wide as a phone, so that the letters keep their size there


def histogram(marks, most):
    """Chart and table of the distribution of ``marks``, of ``most`` points: (SVG, rows)."""
    count = min(10, max(1, round(most)))
    edges = [most * i / count for i in range(count + 1)]
    rows = []
    for i, (low, high) in enumerate(itertools.pairwise(edges)):
        last = i == count - 1
        inside = sum((low <= mark < high) or (last and mark >= high) for mark in marks)
        below = i == 0 and sum(mark < low for mark in marks)
        rows.append((low, high, inside + below))

    def draw(axes):
        centres = [(low + high) / 2 for low, high, _ in rows]
        bars = axes.bar(centres, [row[2] for row in rows], 0.92 * most / count, color="#010207")
        axes.bar_label(bars, [str(row[2]) if row[2] else "" for row in rows], padding=2)
        axes.set(xlabel="points", xlim=(0, most), xticks=edges[:: 1 if count < 6 else 2])
        axes.set_xticks(axes.get_xticks(), [f"{x:.3g}" for x in axes.get_xticks()])
        axes.set_yticks([])
        axes.margins(y=0.15)

    return _svg(draw, 2.4, "Distribution of the marks; the table below has the numbers."), rows


def counts(rows):
    """Bars of how many guessed what, for [(words, how many)]."""

    def draw(axes):
        places = range(len(rows))[::-1]
        bars = axes.barh(places, [count for _, count in rows], 0.72, color="#010207")
        axes.bar_label(bars, [str(count) for _, count in rows], padding=3)
        axes.set_yticks(list(places), ["\n".join(wrap(words, 26)) for words, _ in rows])
        axes.set_xticks([])
        axes.margins(x=0.12)
        axes.tick_params(axis="y", length=0)
        axes.spines["bottom"].set_visible(False)

    told = "; ".join(f"{words}: {count}" for words, count in rows)
    return _svg(draw, 0.3 + 0.3 * sum(len(wrap(w, 26)) for w, _ in rows), f"Guesses. {told}")


def shares(names, table):
    """Bars of how many have all, some, or no points, or left an exercise open.

    ``table`` is {"full" | "part" | "none" | "open": shares from 0 to 1, one for each name}.
    """

    def draw(axes):
        start = [0.0] * len(names)
        places = range(len(names))[::-1]
        for kind, values in table.items():
            axes.barh(
                places,
                values,
                0.72,
                left=start,
                color=_COLOURS[kind],
                hatch=_HATCHES[kind],
                edgecolor=_INK,
                linewidth=0.3,
            )
            start = [a + b for a, b in zip(start, values, strict=True)]
        axes.set_yticks(list(places), names)
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100 %"])
        axes.set(xlim=(0, 1), ylim=(-0.6, len(names) - 0.4))
        axes.tick_params(axis="y", length=0)

    label = "How many have all, some or no points; the table below has the numbers."
    return _svg(draw, 0.6 + 0.27 * len(names), label)


def spreads(names, columns):
    """Boxes of the shares of points, one for each name; None among the shares is left out."""

    def draw(axes):
        places = list(range(len(names)))[::-1]
        for place, column in zip(places, columns, strict=True):
            if known := [share for share in column if share is not None]:
                low, first, middle, third, high = np.quantile(known, [0, 0.25, 0.5, 0.75, 1])
                axes.hlines(place, low, high, color=_INK, linewidth=1, zorder=0)
                axes.barh(place, third - first, 0.6, left=first, color="#010207", edgecolor=_INK)
                axes.vlines(middle, place - 0.3, place + 0.3, color=_INK, linewidth=2.5)
        axes.set_yticks(places, ["\n".join(wrap(name, 22)) for name in names])
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100 %"])
        axes.set(xlim=(-0.02, 1.02), ylim=(-0.6, len(names) - 0.4))
        axes.tick_params(axis="y", length=0)

    label = "From the lowest to the highest share, with quartiles; the table below has the means."
    return _svg(draw, 0.6 + 0.42 * len(names), label)


def _svg(draw, height, label):
    with matplotlib.rc_context(_STYLE):
        figure = Figure((_WIDTH, height), layout="constrained")
        axes = figure.subplots()
        axes.spines[["top", "right", "left"]].set_visible(False)
        draw(axes)
        with io.StringIO() as file:
            figure.savefig(
                file,
                format="svg",
                transparent=True,
                metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")),
            )
            text = file.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r"#01020[3-7]|#010101|#020202", lambda found: _PAGE[found[0]], text)
    text = re.sub(r"font:[^;\"]*?(\d+)px[^;\"]*", r"font-size: \1px; font-family: inherit", text)
    svg = Markup(text).replace("<svg ", Markup('<svg role="img" aria-label="{}" ').format(label), 1)
    return svg
