"""What the figures show: their axes, texts and choices, not their pixels."""

import copy
import itertools
import math
import re
from pathlib import Path

import matplotlib
import nbformat
import numpy as np
import pytest
from conftest import ASSIGNMENTS, ROOT
from matplotlib import pyplot as plt
from matplotlib.colors import same_color, to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from nbclient import NotebookClient

from nablabook import plots
from nbjudge.course import Course

NODES = [("x", "(f+1,)"), ("z = W x", "(k,)"), ("a = softmax(z)", "(k,)"), ("L", "scalar")]


pytestmark = pytest.mark.usefixtures("agg")


def numbered(n):
    """Images that can be told apart: image i is i everywhere."""
    return np.tile(np.arange(n, dtype=float), (784, 1))


def one_hot(classes, confidence):
    """Probabilities with the given confidence in the given classes, the rest shared evenly."""
    confidence = np.asarray(confidence)
    P = np.tile((1 - confidence) / 9, (10, 1))
    P[classes, np.arange(len(classes))] = confidence
    return P


def titles(figure):
    return [ax.get_title() for ax in figure.axes]


def texts(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def shown(figure):
    """Which of the numbered images the figure shows."""
    return [int(ax.images[0].get_array()[0, 0]) for ax in figure.axes]


def legend(container):
    return [text.get_text() for text in container.get_legend().get_texts()]


CALLS = {
    "images": (plots.images, [numbered(12), np.arange(12)]),
    "loss_curve": (plots.loss_curve, [{"slow": [2.0, 1.5], "fast": [1.0, 0.5]}, math.log(10)]),
    "loss_curve_one": (plots.loss_curve, [[2.0]]),
    "weights": (plots.weights_as_images, [np.arange(7850.0).reshape(10, 785)]),
    "weights_zero": (plots.weights_as_images, [np.zeros((10, 785))]),
    "mistakes": (plots.mistakes, [numbered(3), [1, 2, 3], one_hot([1, 3, 2], [0.9] * 3)]),
    "no_mistakes": (plots.mistakes, [numbered(3), [1, 2, 3], one_hot([1, 2, 3], [0.9] * 3)]),
    "bars": (plots.probability_bars, [numbered(3), [1, 2, 3], one_hot([1, 3, 2], [0.9] * 3)]),
    "confusion": (plots.confusion_matrix, [np.array([0, 1, 1]), np.array([0, 1, 2])]),
    "gradient": (plots.gradient_check, [np.array([1.0, 2.0, 0.0]), np.array([1.0, 3.0, 0.0])]),
    "gradient_zero": (plots.gradient_check, [np.zeros((2, 3)), np.zeros((2, 3))]),
    "timing": (plots.timing, [[10, 100, 1000], {"loop": [1, 10, 99], "matrix": [0.1, 0.2, 0.3]}]),
    "timing_one": (plots.timing, [[10], {"loop": [1], "matrix": [0.1]}]),
    "graph": (
        plots.computational_graph,
        [NODES, {"z = W x": ("W", "(k, f+1)", r"$\partial L/\partial W$")}, [None, "δ", r"$a-y$"]],
    ),
    "saturation": (plots.saturation, [{"raw": np.array([[-40.0, 0.5]]), "scaled": np.zeros(3)}]),
    "saturation_one": (plots.saturation, [{"raw": [60.0, 70.0]}]),
    "graph_one": (plots.computational_graph, [[("x", "")]]),
    "dropout": (plots.dropout_effect, [np.ones((2, 3)), np.zeros((4, 2, 3))]),
}


@pytest.mark.parametrize("name", CALLS)
def test_every_figure_is_returned_once_and_has_no_side_effects(name):
    function, arguments = CALLS[name]
    before, style = copy.deepcopy(arguments), matplotlib.rcParams.copy()
    others = plt.get_fignums()
    figure = function(*arguments)
    figure.canvas.draw()  # warnings, e.g. of a missing glyph, are errors
    assert isinstance(figure, Figure)
    assert plt.get_fignums() == [*others, figure.number]
    assert same_color(figure.get_facecolor(), "white")
    assert matplotlib.rcParams == style
    np.testing.assert_equal(arguments, before)


def contrast(first, second):
    """Of two colours, as the guidelines for web pages have it: 1 to 21."""
    light = []
    for colour in (first, second):
        parts = np.asarray(to_rgb(colour))
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        light.append(linear @ [0.2126, 0.7152, 0.0722] + 0.05)
    return max(light) / min(light)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", CALLS)
def test_all_words_can_be_read_light_and_dark(name, dark):
    function, arguments = CALLS[name]
    with plt.style.context("default"):
        plots.dark(dark)
        figure = function(*copy.deepcopy(arguments))
        figure.canvas.draw()
        ground = figure.get_facecolor()
        on_tiles = [text for ax in figure.axes if ax.images for text in ax.texts]
        faint = {
            text.get_text(): text.get_color()
            for text in figure.findobj(Text)
            if text.get_text().strip() and text not in on_tiles
            if contrast(text.get_color(), ground) < 4.5
        }
    assert same_color(ground, "black" if dark else "white")
    assert faint == {}


def test_all_names_the_public_functions():
    functions = {function.__name__ for function, _ in CALLS.values()}
    assert functions <= set(plots.__all__)
    folder = Path(__file__).parent
    others = "".join(path.read_text(encoding="utf-8") for path in folder.glob("test_plots*.py"))
    assert all(f"plots.{name}(" in others for name in plots.__all__ if name not in functions)
    assert all(getattr(plots, name).__doc__ for name in plots.__all__)


def test_images_are_the_first_ones_with_their_labels():
    figure = plots.images(numbered(12), np.arange(12) % 10, count=11)
    assert shown(figure) == list(range(11))
    assert titles(figure) == [*"0123456789", "0"]
    rows = {ax.get_subplotspec().rowspan.start for ax in figure.axes}
    assert rows == {0, 1}


def test_images_are_upright_and_share_one_scale():
    X = np.zeros((784, 2))
    X[1, 0], X[2, 1] = 5, 9
    first, second = (ax.images[0] for ax in plots.images(X).axes)
    assert first.get_array()[0, 1] == 5
    assert first.get_clim() == second.get_clim() == (0, 9)


def test_images_need_no_labels_and_may_be_fewer_than_count():
    figure = plots.images(numbered(3))
    assert titles(figure) == ["", "", ""]


def test_labels_may_be_names():
    assert titles(plots.images(numbered(2), ["coat", "bag"])) == ["coat", "bag"]


def test_loss_curve_counts_epochs_from_one():
    figure = plots.loss_curve([3, 2, 1])
    (ax,) = figure.axes
    (line,) = ax.lines
    assert list(line.get_xdata()) == [1, 2, 3]
    assert list(line.get_ydata()) == [3, 2, 1]
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title()) == ("epoch", "loss", "")
    assert ax.get_legend() is None


@pytest.mark.parametrize("epochs", [1, 2, 7, 100])
def test_epoch_ticks_are_integers_from_one_on(epochs):
    (ax,) = plots.loss_curve(np.ones(epochs)).axes
    low, high = ax.get_xlim()
    ticks = [tick for tick in ax.get_xticks() if low <= tick <= high]
    assert ticks
    assert all(tick == round(tick) and 1 <= tick <= epochs for tick in ticks)


def test_loss_curve_with_names_and_baseline():
    (ax,) = plots.loss_curve({"slow": [2, 1], "fast": [1, 0.5, 0.2]}, baseline=2.3).axes
    assert legend(ax) == ["slow", "fast", "guessing"]
    assert list(ax.lines[2].get_ydata()) == [2.3, 2.3]
    assert ax.lines[2].get_linestyle() == "--"
    assert ax.lines[0].get_color() != ax.lines[1].get_color()
    assert ax.lines[0].get_linestyle() != ax.lines[1].get_linestyle()


def test_legend_of_one_curve_names_only_the_baseline():
    (ax,) = plots.loss_curve([2, 1], baseline=2.3).axes
    assert legend(ax) == ["guessing"]


def test_loss_that_is_not_finite_is_said_in_the_title():
    (ax,) = plots.loss_curve([2.0, math.inf, math.nan]).axes
    assert ax.get_title() == "loss is inf at epoch 2"


def test_weights_leave_out_the_bias_and_are_centred_at_zero():
    W = np.zeros((10, 785))
    W[:, -1] = 100
    W[3, 29] = -2
    figure = plots.weights_as_images(W)
    *axes, bar = figure.axes
    assert [ax.get_title() for ax in axes] == [*"0123456789"]
    assert axes[3].images[0].get_array()[1, 1] == -2
    assert {ax.images[0].get_clim() for ax in axes} == {(-2, 2)}
    assert bar.get_ylabel() == "weight"


def test_mistakes_are_the_wrong_ones_with_the_most_confident_first():
    y = [4, 5, 6, 7, 8]
    P = one_hot([9, 5, 0, 1, 8], [0.70, 0.99, 0.90, 0.80, 0.99])
    figure = plots.mistakes(numbered(5), y, P)
    assert shown(figure) == [2, 3, 0]
    assert titles(figure) == ["true 6 → 0 (0.90)", "true 7 → 1 (0.80)", "true 4 → 9 (0.70)"]
    assert shown(plots.mistakes(numbered(5), y, P, count=2)) == [2, 3]


def test_equally_confident_mistakes_stay_in_order():
    figure = plots.mistakes(numbered(4), [0] * 4, one_hot([1] * 4, [1.0] * 4))
    assert shown(figure) == [0, 1, 2, 3]


def test_no_mistakes_is_said():
    (ax,) = plots.mistakes(numbered(2), [1, 2], one_hot([1, 2], [0.9, 0.9])).axes
    assert texts(ax) == ["no mistakes (images: 2)"]


def test_confusion_matrix_counts_true_in_rows_and_predicted_in_columns():
    figure = plots.confusion_matrix([0, 0, 0, 0, 1, 2], [0, 0, 0, 1, 1, 1], num_labels=3)
    (ax,) = figure.axes
    cells = {text.get_position()[::-1]: text.get_text() for text in ax.texts}
    assert [cells[row, column] for row in range(3) for column in range(3)] == [*"310010010"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("predicted", "true")
    assert ax.get_title() == "2 of 6 wrong"


def test_confusion_matrix_colours_the_mistakes_only():
    (ax,) = plots.confusion_matrix([0] * 50 + [1], [0] * 48 + [1] * 3, num_labels=2).axes
    image = ax.images[0]
    assert image.get_clim() == (0, 2)
    assert image.get_array().mask.tolist() == [[True, False], [False, True]]


def test_confusion_matrix_bears_the_names_of_the_classes():
    (ax,) = plots.confusion_matrix([0, 1], [0, 1], num_labels=2, names=["coat", "bag"]).axes
    for labels in (ax.get_xticklabels(), ax.get_yticklabels()):
        assert [label.get_text() for label in labels] == ["coat", "bag"]
    with pytest.raises(ValueError, match="names must hold 10 names"):
        plots.confusion_matrix([0, 1], [0, 1], names=["coat", "bag"])


def test_confusion_matrix_without_mistakes():
    (ax,) = plots.confusion_matrix([0, 1], [0, 1]).axes
    assert ax.get_title() == "0 of 2 wrong"
    assert len(ax.texts) == 100


def test_gradient_check_counts_the_entries_that_disagree():
    numerical = np.array([[1.0, -2.0], [3.0, 4.0]])
    gradient = numerical * [[1 + 1e-6, 1], [0.5, 1.001]]
    figure = plots.gradient_check(gradient, numerical)
    (ax,) = figure.axes
    agree, disagree = ax.collections
    assert ax.get_title() == "2 of 4 entries disagree\nlargest relative error 0.5"
    assert disagree.get_offsets().tolist() == [[3.0, 1.5], [4.0, 4.0 * 1.001]]
    assert len(agree.get_offsets()) == 2
    assert not same_color(agree.get_facecolor(), disagree.get_edgecolor())
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("finite difference", "gradient")
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["agree", "disagree"]


def test_gradient_check_of_equal_gradients():
    figure = plots.gradient_check([1, 2], [1, 2])
    assert titles(figure) == ["0 of 2 entries disagree\nlargest relative error 0"]
    assert len(figure.axes[0].collections) == 1
    assert not figure.legends


def test_rounding_of_finite_differences_at_zero_is_no_disagreement():
    figure = plots.gradient_check([0.0, 0.1], [1e-11, 0.1])
    assert titles(figure)[0].startswith("0 of 2 entries disagree\n")


def test_a_small_entry_that_is_wrong_disagrees():
    figure = plots.gradient_check([0.0, 0.1], [1e-6, 0.1])
    assert titles(figure)[0].startswith("1 of 2 entries disagree\n")


def test_timing_draws_times_and_the_ratio_of_slowest_to_fastest():
    seconds = {"loop": [1, 20, 300], "rows": [1, 2, 4], "matrix": [2, 2.5, 3]}
    left, right = plots.timing([10, 100, 1000], seconds).axes
    assert legend(left) == ["loop", "rows", "matrix"]
    assert [ax.get_xscale() + ax.get_yscale() for ax in (left, right)] == ["loglog", "loglog"]
    assert (left.get_xlabel(), left.get_ylabel()) == ("size", "seconds")
    assert right.get_ylabel() == "loop / matrix"
    assert list(right.lines[0].get_ydata()) == [0.5, 8, 100]
    assert texts(right) == ["0.50×", "8.0×", "100×"]


def test_timing_sorts_the_sizes():
    seconds = {"loop": [30, 1], "matrix": [3, 1]}
    left, right = plots.timing([100, 10], seconds).axes
    assert list(left.lines[0].get_xdata()) == [10, 100]
    assert list(left.lines[0].get_ydata()) == [1, 30]
    assert texts(right) == ["1.0×", "10×"]


def test_crowded_sizes_share_a_number():
    sizes = np.arange(1, 101)
    _, right = plots.timing(sizes, {"loop": sizes * 2, "matrix": sizes}).axes
    assert len(right.lines[0].get_xdata()) == 100
    assert 4 <= len(texts(right)) <= 9


def arrows(ax):
    """The ends of the arrows, as (from, to) rounded."""
    return [
        (tuple(np.round(text.xyann, 2)), tuple(np.round(text.xy, 2)))
        for text in ax.texts
        if hasattr(text, "arrow_patch") and text.arrow_patch
    ]


def test_graph_has_boxes_from_top_to_bottom_joined_by_arrows():
    (ax,) = plots.computational_graph(NODES).axes
    boxes = [box.get_bbox() for box in ax.patches]
    assert len(boxes) == 4
    assert all(a.y0 > b.y1 for a, b in itertools.pairwise(boxes))
    assert texts(ax) == [text for node in NODES for text in node]
    assert [start[1] > end[1] for start, end in arrows(ax)] == [True] * 3


def test_graph_draws_gradients_backwards_in_another_colour():
    (ax,) = plots.computational_graph(NODES, gradients=[None, "$g_z$", "$g_a$"]).axes
    assert [start[1] > end[1] for start, end in arrows(ax)].count(False) == 2
    colours = {text.get_text(): text.get_color() for text in ax.texts}
    assert colours["$g_z$"] == colours["$g_a$"] == colours["↑ backward"] != colours["↓ forward"]


def test_graph_parameter_feeds_its_node_from_the_right():
    parameters = {"z = W x": ("W", "(k, f+1)", "$g_W$")}
    (ax,) = plots.computational_graph(NODES, parameters).axes
    boxes = [box.get_bbox() for box in ax.patches]
    node = boxes[1]
    (beside,) = (box for box in boxes if box.x0 > node.x1)
    assert len(boxes) == 5
    assert (beside.y0 + beside.y1) == pytest.approx(node.y0 + node.y1)
    level = [(start[0], end[0]) for start, end in arrows(ax) if start[1] == end[1]]
    assert sorted(start < end for start, end in level) == [False, True]
    assert "$g_W$" in texts(ax)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_graphs_of_the_course_can_be_read_on_a_phone(assignment):
    cells = Course(ROOT).read("source", assignment).cells
    for cell in cells:
        if cell.cell_type == "code" and cell.source.startswith("plots.computational_graph("):
            figure = eval(cell.source.rstrip(";"), {"plots": plots})
            assert figure.get_size_inches()[0] < 5


def test_graph_texts_stay_within_their_boxes_and_the_figure():
    nodes = [("$X$", "(f+1, m)"), (r"$Z = W_1 X + \mathrm{a\ long\ text}$", "(k, m)"), ("L", "1")]
    parameters = {nodes[1][0]: ("$W_1$", "(k, f+1)", r"$\partial L/\partial W_1 = \delta X^T$")}
    figure = plots.computational_graph(nodes, parameters, ["", r"$\partial L/\partial Z$ and so"])
    figure.canvas.draw()
    (ax,) = figure.axes
    extents = {text.get_text(): text.get_window_extent() for text in ax.texts if text.get_text()}
    for extent in extents.values():
        assert extent.x0 >= 0 and extent.x1 <= figure.bbox.x1
        assert extent.y0 >= 0 and extent.y1 <= figure.bbox.y1
    box, text = ax.patches[1].get_window_extent(), extents[nodes[1][0]]
    assert box.x0 < text.x0 and text.x1 < box.x1
    assert not any(a.overlaps(b) for a, b in itertools.combinations(extents.values(), 2))


X, P = numbered(3), one_hot([0, 1, 2], [0.5] * 3)
COLUMNS = "images are columns: X must have shape (784, n), got "
SEVEN, TWO = np.full(3, 7.5), {"a": [1, 2], "b": [1, 2]}
ERRORS = [
    (plots.images, [np.zeros((60, 784))], COLUMNS + "(60, 784): transpose it"),
    (plots.images, [np.zeros((785, 3))], COLUMNS + "(785, 3): leave out the row of ones, X[:-1]"),
    (plots.images, [np.zeros((6, 28, 28))], COLUMNS + "(6, 28, 28): use X.reshape(-1, 784).T"),
    (plots.images, [np.zeros(784)], COLUMNS + "(784,)"),
    (plots.images, [np.zeros((784, 0))], COLUMNS + "(784, 0)"),
    (plots.images, [X, [1, 2]], "labels must have shape (3,), got (2,)"),
    (plots.images, [X, P], "labels must have shape (3,), got (10, 3): use labels.argmax(axis=0)"),
    (plots.images, [X, None, 0], "count must be at least 1, got 0"),
    (plots.loss_curve, [[]], "losses must have shape (epochs,), got (0,)"),
    (plots.loss_curve, [{"a": [[1, 2]]}], "losses['a'] must have shape (epochs,), got (1, 2)"),
    (plots.loss_curve, [{}], "losses must hold at least one curve, got an empty dict"),
    (
        plots.weights_as_images,
        [np.zeros((785, 10))],
        "classes are rows: W must have shape (10, 785), got (785, 10): transpose it",
    ),
    (
        plots.weights_as_images,
        [np.zeros((10, 784))],
        "classes are rows: W must have shape (10, 785), got (10, 784): the bias column is missing",
    ),
    (
        plots.weights_as_images,
        [np.full((1, 785), np.nan)],
        "W must be finite, got nan or inf in 785 of 785 entries",
    ),
    (plots.mistakes, [X.T, [0, 1, 2], P], COLUMNS + "(3, 784): transpose it"),
    (
        plots.mistakes,
        [X, [0, 1, 2], P.T],
        "samples are columns: probabilities must have shape (10, 3), got (3, 10): transpose it",
    ),
    (
        plots.mistakes,
        [X, [0, 1, 2], P * 4 - 1],
        "probabilities must be between 0 and 1, got values from -0.777778 to 1",
    ),
    (plots.mistakes, [X, P, P], "y must have shape (3,), got (10, 3): use y.argmax(axis=0)"),
    (plots.mistakes, [X, [0, 1, 10], P], "y must hold class numbers from 0 to 9, got 10"),
    (
        plots.confusion_matrix,
        [[0, 1, 2], P],
        "predictions must have shape (3,), got (10, 3): use predictions.argmax(axis=0)",
    ),
    (
        plots.confusion_matrix,
        [[0, 1, 2], SEVEN],
        "predictions must hold class numbers from 0 to 9, got 7.5",
    ),
    (
        plots.confusion_matrix,
        [["a", "b"], [0, 1]],
        "y must hold class numbers from 0 to 9, got a",
    ),
    (plots.confusion_matrix, [[-1], [0], 3], "y must hold class numbers from 0 to 2, got -1"),
    (plots.confusion_matrix, [[], []], "y must have shape (n,), got (0,)"),
    (
        plots.gradient_check,
        [np.zeros((2, 3)), np.zeros((3, 2))],
        "gradient and numerical must have the same shape, got (2, 3) and (3, 2)",
    ),
    (plots.gradient_check, [[], []], "gradient must have at least one entry, got shape (0,)"),
    (
        plots.gradient_check,
        [[1, np.nan], [1, 2]],
        "gradient must be finite, got nan or inf in 1 of 2 entries",
    ),
    (
        plots.timing,
        [[1, 2], {"a": [1, 2]}],
        "seconds must be a dict of at least two names and their times, got {'a': [1, 2]}",
    ),
    (plots.timing, [[1, 2, 3], TWO], "seconds['a'] must have shape (3,), got (2,)"),
    (plots.timing, [[0, 2], TWO], "sizes must be positive, got 0"),
    (plots.timing, [[1, 2], TWO | {"b": [1, 0]}], "seconds['b'] must be positive, got 0"),
    (plots.computational_graph, [[]], "nodes must hold at least one (name, shape text), got none"),
    (plots.computational_graph, [["x"]], "a node must be (name, shape text), got 'x'"),
    (plots.computational_graph, [[("x", 3)]], "a node must be (name, shape text), got ('x', 3)"),
    (
        plots.computational_graph,
        [NODES[:2], {"q": ("W", "")}],
        "parameters must feed one of the nodes ['x', 'z = W x'], got 'q'",
    ),
    (
        plots.computational_graph,
        [NODES, {"x": "W"}],
        "a parameter must be (name, shape text) or (name, shape text, gradient), got 'W'",
    ),
    (
        plots.computational_graph,
        [NODES[:2], None, ["a", "b"]],
        "gradients must hold 1 texts, one between each two neighbours, got ['a', 'b']",
    ),
]


@pytest.mark.parametrize(("function", "arguments", "message"), ERRORS)
def test_bad_input_is_refused_before_a_figure_is_made(function, arguments, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        function(*arguments)
    assert plt.get_fignums() == []


def test_bad_mathtext_leaves_no_figure():
    with pytest.raises(ValueError, match="frobnicate"):
        plots.computational_graph([(r"$\frobnicate$", "")])
    assert plt.get_fignums() == []


def run(source):
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    return NotebookClient(nb, timeout=60).execute().cells[0].outputs


def test_the_live_loss_is_one_picture_that_is_updated():
    outputs = run(
        "from nablabook import plots\nlive = plots.LiveLoss(3, baseline=2.3)\nlive.interval = 0\n"
        "for loss in (2.0, 1.0, 0.5): live(loss, loss + 0.1)"
    )
    assert [output.output_type for output in outputs] == ["display_data"]
    assert "image/png" in outputs[0].data


def test_the_live_loss_draws_less_often_where_drawing_is_slow():
    outputs = run(
        "import time\nfrom nablabook import plots\nlive = plots.LiveLoss(20)\nlive.interval = 0\n"
        "draw, drawn = live.draw, []\n"
        "def slowly(seconds):\n    drawn.append(time.sleep(0.2))\n    return draw(seconds)\n"
        "live.draw = slowly\n"
        "for _ in range(20): live(1.0)\n"
        "print(len(drawn))"
    )
    assert outputs[-1].text == "2\n"  # the first and the last


def test_the_live_loss_says_how_far_training_is():
    live = plots.LiveLoss(4)
    live(2.0)
    live(1.5)
    figure = live.draw(10.0)
    assert figure.axes[0].get_title() == "epoch 2 of 4, 10 s left, loss 1.5000"
    assert figure.axes[0].get_xlim() == (0.5, 4.5)
    live(1.0)
    live(float("nan"))
    title = live.draw(20.0).axes[0].get_title()
    assert title == "loss is nan at epoch 4\nepoch 4 of 4 in 20.0 s, loss nan"


def test_the_live_loss_draws_nothing_while_grading(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert run("from nablabook import plots\nplots.LiveLoss(1)(0.5)") == []


def test_the_live_loss_refuses_no_epochs():
    with pytest.raises(ValueError, match="epochs must be at least 1, got 0"):
        plots.LiveLoss(0)
