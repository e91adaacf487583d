"""What training does and did: losses, gradients, times."""

import math
import os
import sys
import time

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter, NullLocator

from nablabook.plots._style import (
    BLUE,
    GREY,
    TOLERANCE,
    VERMILION,
    expect,
    finite,
    line,
    plain,
    positive,
    shade,
    subplots,
    tone,
    vector,
)

__all__ = ["LiveLoss", "gradient_check", "loss_curve", "timing"]


def loss_curve(losses, baseline=None):
    """Draw the loss after every epoch; epochs are counted from 1.

    Parameters
    ----------
    losses : (epochs,) sequence, or a dict name → (epochs,) sequence for several curves.
    baseline : loss of guessing, e.g. log(10) for ten classes; drawn as a dashed line.
    """
    named = isinstance(losses, dict)
    curves = {
        name: np.asarray(curve, dtype=float)
        for name, curve in (losses if named else {"loss": losses}).items()
    }
    expect(curves, "losses must hold at least one curve, got an empty dict")
    for name, curve in curves.items():
        what = f"losses[{name!r}]" if named else "losses"
        ok = curve.ndim == 1 and curve.size > 0
        expect(ok, f"{what} must have shape (epochs,), got {curve.shape}")
    figure, ax = subplots(6.4, 3.8)
    problems = []
    for index, (name, curve) in enumerate(curves.items()):
        epochs = np.arange(1, curve.size + 1)
        ax.plot(epochs, curve, label=f"{name}", **line(index, markers=curve.size <= 30))
        problems += [
            f"{name} is {curve[i]} at epoch {i + 1}"
            for i in np.flatnonzero(~np.isfinite(curve))[:1]
        ]
    if baseline is not None:
        ax.axhline(
            baseline, color=shade(GREY), linestyle=(0, (6, 4)), linewidth=1.5, label="guessing"
        )
    if named or baseline is not None:
        ax.legend(handles=ax.lines if named else ax.lines[1:], frameon=False)
    last = max(curve.size for curve in curves.values())
    ax.set(xlim=(0.5, last + 0.5), xlabel="epoch", ylabel="loss", title="\n".join(problems))
    ax.xaxis.set_major_locator(MaxNLocator(10, integer=True, min_n_ticks=1, steps=[1, 2, 5, 10]))
    plain(ax)
    return figure


def gradient_check(gradient, numerical):
    """Draw the entries of a gradient against finite differences; equal ones lie on the diagonal.

    The relative error of an entry is its difference over the larger of the two absolute values.
    Entries below a thousandth of the largest are divided by that thousandth instead: there,
    finite differences are mostly rounding errors.

    Parameters
    ----------
    gradient : array of any shape, the gradient to check.
    numerical : array of the same shape, its finite differences.
    """
    a, b = finite("gradient", gradient), finite("numerical", numerical)
    expect(
        a.shape == b.shape,
        f"gradient and numerical must have the same shape, got {a.shape} and {b.shape}",
    )
    expect(a.size > 0, f"gradient must have at least one entry, got shape {a.shape}")
    a, b = a.ravel(), b.ravel()
    size = np.maximum(np.abs(a), np.abs(b))
    scale = np.maximum(size, 1e-3 * size.max())
    error = np.divide(np.abs(a - b), scale, out=np.zeros(a.size), where=scale > 0)
    wrong = error > TOLERANCE
    low, high = min(a.min(), b.min()), max(a.max(), b.max())
    margin = 0.06 * (high - low) or abs(high) or 1.0
    limits = (low - margin, high + margin)
    figure, ax = subplots(5.2, 5.4)
    ax.plot(limits, limits, color=shade(GREY), linewidth=1, zorder=1)
    ax.scatter(b[~wrong], a[~wrong], s=22, color=tone(BLUE), alpha=0.6, linewidths=0, label="agree")
    if wrong.any():
        ax.scatter(b[wrong], a[wrong], s=45, color=tone(VERMILION), marker="x", label="disagree")
        figure.legend(loc="outside lower center", ncols=2, frameon=False)
    ax.set(
        xlim=limits,
        ylim=limits,
        aspect="equal",
        xlabel="finite difference",
        ylabel="gradient",
        title=f"{wrong.sum()} of {a.size} entries disagree\n"
        f"largest relative error {error.max():.2g}",
    )
    ax.xaxis.set_major_locator(MaxNLocator(5))
    ax.yaxis.set_major_locator(MaxNLocator(5))
    plain(ax)
    return figure


def timing(sizes, seconds):
    """Draw running times against the problem size, and the ratio of the slowest to the fastest.

    Slowest and fastest are those at the largest size.

    Parameters
    ----------
    sizes : (m,) sequence of positive numbers.
    seconds : dict name → (m,) sequence of positive seconds, at least two.
    """
    ok = isinstance(seconds, dict) and len(seconds) > 1
    expect(ok, f"seconds must be a dict of at least two names and their times, got {seconds!r}")
    sizes = positive("sizes", vector("sizes", sizes))
    order = np.argsort(sizes, kind="stable")
    times = {}
    for name, values in seconds.items():
        what = f"seconds[{name!r}]"
        times[name] = positive(what, vector(what, values, sizes.size))[order]
    sizes = sizes[order]
    fastest, *_, slowest = sorted(times, key=lambda name: times[name][-1])
    figure, (left, right) = subplots(9.5, 3.8, columns=2)
    for index, (name, values) in enumerate(times.items()):
        left.plot(sizes, values, label=f"{name}", **line(index))
    left.legend(frameon=False)
    ratio = times[slowest] / times[fastest]
    right.plot(sizes, ratio, color=shade(0), marker="o", markersize=5, linewidth=2)
    right.axhline(1, color=shade(GREY), linestyle="--", linewidth=1)
    # Sizes that are close to each other on the logarithmic axis share one text.
    marked = [0]
    for i in range(1, sizes.size):
        if math.log(sizes[i] / sizes[marked[-1]]) > math.log(sizes[-1] / sizes[0]) / 8:
            marked.append(i)
    for i in marked:
        text = f"{ratio[i]:.0f}×" if ratio[i] >= 9.95 else f"{ratio[i]:#.2g}×"
        right.annotate(
            text,
            (sizes[i], ratio[i]),
            (0, 8),
            textcoords="offset points",
            ha="center",
            path_effects=[withStroke(linewidth=3, foreground=shade(1))],
        )
    for ax in (left, right):
        ax.set(xscale="log", yscale="log", xlabel="size", xticks=sizes[marked])
        ax.xaxis.set_major_formatter(FuncFormatter(lambda size, _: f"{size:,.10g}"))
        ax.xaxis.set_minor_locator(NullLocator())
        ax.margins(0.1, 0.15)
        plain(ax)
    right.set_ylim(min(0.7, ratio.min() / 1.4), max(2, ratio.max() * 1.8))
    right.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}×"))
    right.yaxis.set_minor_formatter(NullFormatter())
    left.set(ylabel="seconds", title="time")
    right.set(ylabel=f"{slowest} / {fastest}", title="ratio of the times")
    return figure


class LiveLoss:
    """The loss while training goes on, with a bar of the epochs that are done.

    Call it after each epoch: ``live(loss)``, or ``live(training_loss, validation_loss)``. Without a
    notebook, and while a submission is graded, it draws nothing.

    Parameters
    ----------
    epochs : how many there will be.
    baseline : loss of guessing, e.g. log(10) for ten classes; drawn as a dashed line.
    """

    interval = 0.5  # seconds between two pictures, at least; more where drawing is slow

    def __init__(self, epochs, baseline=None):
        expect(epochs >= 1, f"epochs must be at least 1, got {epochs}")
        self.epochs, self.baseline = epochs, baseline
        self.losses, self.validation_losses = [], []
        self._start, self._next, self._handle = time.perf_counter(), -math.inf, None
        grading = os.environ.get("NBGRADER_EXECUTION") == "autograde"
        notebook = "IPython" in sys.modules and sys.modules["IPython"].get_ipython() is not None
        self._silent = grading or not notebook

    def __call__(self, loss, validation_loss=None):
        self.losses.append(float(loss))
        if validation_loss is not None:
            self.validation_losses.append(float(validation_loss))
        now = time.perf_counter()
        done = len(self.losses) >= self.epochs
        if self._silent or (now < self._next and not done):
            return
        figure = self.draw(now - self._start)
        if self._handle is None:
            from IPython.display import display

            self._handle = display(figure, display_id=True)
        else:
            self._handle.update(figure)
        plt.close(figure)
        drawn = time.perf_counter()
        # A quarter of the time goes into pictures, at most.
        self._next = drawn + max(self.interval, 3 * (drawn - now))

    def draw(self, seconds):
        """The figure, after so many seconds of training."""
        curves = {"training": self.losses}
        if self.validation_losses:
            curves["validation"] = self.validation_losses
        figure = loss_curve(curves if self.validation_losses else self.losses, self.baseline)
        done = len(self.losses)
        left = seconds / done * (self.epochs - done)
        ax = figure.axes[0]
        ax.set_xlim(0.5, max(self.epochs, done) + 0.5)
        problem = ax.get_title()
        rest = f", {left:.0f} s left" if left > 0 else f" in {seconds:.1f} s"
        title = f"epoch {done} of {self.epochs}{rest}, loss {self.losses[-1]:.4f}"
        ax.set_title("\n".join(filter(None, [problem, title])), pad=14)
        bar = ax.inset_axes([0, 1.02, 1, 0.02])
        bar.barh(0, min(1, done / self.epochs), color=tone(BLUE))
        bar.set(xlim=(0, 1), ylim=(-0.4, 0.4), xticks=[], yticks=[], facecolor=shade(0.92))
        bar.spines[:].set_visible(False)
        return figure
