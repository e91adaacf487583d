"""A network as a computational graph."""

from matplotlib import pyplot as plt
from matplotlib.patches import FancyBboxPatch
from matplotlib.textpath import TextPath

from nablabook.plots._style import BLUE, GREEN, GREY, VERMILION, expect, shade, tone, words

__all__ = ["computational_graph"]

_STEP = 1.2  # inches from a box to the one below it


def computational_graph(nodes, parameters=None, gradients=None):
    """Draw a chain of computations as boxes; texts may hold mathtext.

    They stand below each other, so that the texts can be read on a phone, where a figure is as wide
    as the page.

    Parameters
    ----------
    nodes : list of (name, shape text), in the order of computation.
    parameters : dict node name → (name, shape text) of the parameter that feeds the node
        from the right; a third text is the gradient on the arrow back to the parameter.
    gradients : list of the texts on the arrows back, one between each two neighbours, the
        topmost first; None or "" draws no arrow.
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
    backward = any(between) or any(any(parameter[2:]) for parameter in parameters.values())
    # One unit of the axes is one inch, so that the boxes fit their texts.
    half = max(_half_width(*node) for node in nodes)
    boxes = {name: _half_width(*texts[:2]) for name, texts in parameters.items()}
    backs = [text for texts in parameters.values() for text in texts[2:] if text]
    gap = max([0.6, *(_text_width(text, 11) + 0.2 for text in backs)])
    x = 0.1 + half
    # Beside the arrows between two nodes stands the gradient that flows there.
    aside = max([0, *(0.3 + _text_width(text, 11) for text in between)])
    right = x + max([half, aside, *(half + gap + 2 * box for box in boxes.values())]) + 0.1
    right = max(right, 2.3)
    top = 0.75 if backward else 0.45
    bottom = -_STEP * (len(nodes) - 1) - 0.45
    figure, ax = plt.subplots(figsize=(right, top - bottom), facecolor=shade(1))
    figure.subplots_adjust(0, 0, 1, 1)
    ax.set(xlim=(0, right), ylim=(bottom, top))
    ax.set_axis_off()
    back_text = {"color": words(VERMILION), "fontsize": 11}
    if backward:
        ax.text(0.1, 0.6, "↓ forward", color=words(BLUE), fontsize=11, va="center")
        ax.text(1.1, 0.6, "↑ backward", va="center", **back_text)
    for i, (name, shape) in enumerate(nodes):
        y = -_STEP * i
        _box(ax, x, y, name, shape, tone(BLUE))
        if name in parameters:
            parameter, parameter_shape, *back = parameters[name]
            node_end, box_start = x + _half_width(name, shape), x + half + gap
            _box(ax, box_start + boxes[name], y, parameter, parameter_shape, tone(GREEN))
            shift = 0.1 if any(back) else 0
            _arrow(ax, (box_start, y + shift), (node_end, y + shift), tone(BLUE))
            if any(back):
                _arrow(ax, (node_end, y - shift), (box_start, y - shift), tone(VERMILION))
                place = (x + half + box_start) / 2, y - 0.18
                ax.text(*place, back[0], ha="center", va="top", **back_text)
    for i, text in enumerate(between):
        start, end, shift = -_STEP * i - 0.35, -_STEP * (i + 1) + 0.35, 0.1 if text else 0
        _arrow(ax, (x - shift, start), (x - shift, end), tone(BLUE))
        if text:
            _arrow(ax, (x + shift, end), (x + shift, start), tone(VERMILION))
            ax.text(x + 0.2, (start + end) / 2, text, va="center", **back_text)
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
