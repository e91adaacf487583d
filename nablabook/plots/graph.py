"""A network as a computational graph."""

from matplotlib import pyplot as plt
from matplotlib.patches import FancyBboxPatch
from matplotlib.textpath import TextPath

from nablabook.plots._style import BLUE, GREEN, GREY, VERMILION, expect, shade, tone, words

__all__ = ["computational_graph"]


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
    expect(nodes, "nodes must hold at least one (name, shape text), got none")
    for name, parameter in parameters.items():
        expect(name in names, f"parameters must feed one of the nodes {names}, got {name!r}")
        _texts("a parameter", parameter, ", gradient")
    between = [""] * (len(nodes) - 1) if gradients is None else [text or "" for text in gradients]
    ok = len(between) == len(nodes) - 1 and all(isinstance(text, str) for text in between)
    expected = f"gradients must hold {len(nodes) - 1} texts, one between each two neighbours"
    expect(ok, f"{expected}, got {gradients!r}")
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
    figure, ax = plt.subplots(figsize=(right, top - bottom), facecolor=shade(1))
    figure.subplots_adjust(0, 0, 1, 1)
    ax.set(xlim=(0, right), ylim=(bottom, top))
    ax.set_axis_off()
    back_text = {"color": words(VERMILION), "fontsize": 11}
    if backward:
        ax.text(0.1, 0.6, "→ forward", color=words(BLUE), fontsize=11, va="center")
        ax.text(1.1, 0.6, "← backward", va="center", **back_text)
    for i, (name, shape) in enumerate(nodes):
        _box(ax, x[i], 0, name, shape, tone(BLUE))
        if name in parameters:
            parameter, parameter_shape, *back = parameters[name]
            _box(ax, x[i], -1.35, parameter, parameter_shape, tone(GREEN))
            shift = 0.1 if any(back) else 0
            _arrow(ax, (x[i] - shift, -1), (x[i] - shift, -0.35), tone(BLUE))
            if any(back):
                _arrow(ax, (x[i] + shift, -0.35), (x[i] + shift, -1), tone(VERMILION))
                ax.text(x[i] + 0.2, -0.67, back[0], va="center", **back_text)
    for i, text in enumerate(between):
        start, end, shift = x[i] + half[i], x[i + 1] - half[i + 1], 0.1 if text else 0
        _arrow(ax, (start, shift), (end, shift), tone(BLUE))
        if text:
            _arrow(ax, (end, -shift), (start, -shift), tone(VERMILION))
            ax.text((start + end) / 2, -0.18, text, ha="center", va="top", **back_text)
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
    ax.text(x, y - 0.16, shape, ha="center", va="center", fontsize=10, color=shade(GREY))


def _arrow(ax, start, end, colour):
    style = {"arrowstyle": "-|>", "color": colour, "linewidth": 1.5, "shrinkA": 2, "shrinkB": 2}
    ax.annotate("", xy=end, xytext=start, arrowprops=style)


def _texts(what, texts, optional=""):
    ok = isinstance(texts, tuple | list) and all(isinstance(text, str) for text in texts)
    ok = ok and len(texts) in ((2, 3) if optional else (2,))
    expected = "(name, shape text)" + (f" or (name, shape text{optional})" if optional else "")
    expect(ok, f"{what} must be {expected}, got {texts!r}")
    return texts
