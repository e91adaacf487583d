"""The figures of the notebooks.

Samples are columns: images X have shape (784, n), probabilities (10, n), and weights (10, 785)
with the bias as the last column. Every function returns its figure and follows Matplotlib's style,
light or dark (`dark` chooses); in a notebook, end the call with a semicolon, so that the figure is
shown once.
"""

from nablabook.plots._style import dark
from nablabook.plots.decisions import decision_changes, decisions
from nablabook.plots.depth import layer_sizes
from nablabook.plots.digits import confusion_matrix, images, mistakes, weights_as_images
from nablabook.plots.dropout import dropout_effect
from nablabook.plots.graph import computational_graph
from nablabook.plots.piecewise import hinges, loss_and_slope
from nablabook.plots.probabilities import probability_bars
from nablabook.plots.ravine import descent_paths
from nablabook.plots.saturation import saturation
from nablabook.plots.search import search
from nablabook.plots.training import LiveLoss, gradient_check, loss_curve, timing

__all__ = [
    "LiveLoss",
    "computational_graph",
    "confusion_matrix",
    "dark",
    "decision_changes",
    "decisions",
    "descent_paths",
    "dropout_effect",
    "gradient_check",
    "hinges",
    "images",
    "layer_sizes",
    "loss_and_slope",
    "loss_curve",
    "mistakes",
    "probability_bars",
    "saturation",
    "search",
    "timing",
    "weights_as_images",
]
