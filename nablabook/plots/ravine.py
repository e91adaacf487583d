"""The paths that rules of descent take through a valley."""

from collections.abc import Mapping

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from nablabook.plots._style import (
    BLUE,
    GREY,
    VERMILION,
    expect,
    finite,
    plain,
    shade,
    tone,
)

__all__ = ["descent_paths"]

_NEAR = 0.01  # of the way at the start: as near to the minimum counts as there


def descent_paths(A: np.ndarray, paths: Mapping[str, np.ndarray]) -> Figure:
    """Draw paths on the contours of ½ wᵀA w, whose minimum is 0, one picture for each.

    The title says when a path has come within a hundredth of its first distance to the minimum for
    good; or how much of the distance is left at the end.

    Parameters
    ----------
    A : (2, 2) array, symmetric with positive eigenvalues.
    paths : dict name → (steps+1, 2) array of places, the start first.
    """
    A = finite("A", A)
    expect(A.shape == (2, 2), f"A must have shape (2, 2), got {A.shape}")
    ok = np.allclose(A, A.T) and np.linalg.eigvalsh(A)[0] > 0
    expect(ok, "A must be symmetric, with positive eigenvalues")
    ok = isinstance(paths, Mapping) and len(paths) > 0
    expect(ok, f"paths must be a dict of at least one name and its path, got {paths!r}")
    places = {name: finite(f"paths[{name!r}]", path) for name, path in paths.items()}
    for name, path in places.items():
        fits = path.ndim == 2 and path.shape[1:] == (2,) and len(path) > 1
        expect(fits, f"paths[{name!r}] must have shape (steps+1, 2), got {path.shape}")
        expect(np.any(path[0] != 0), f"paths[{name!r}] must not begin at the minimum, 0")
    reach = 1.25 * max(float(np.max(np.abs(path[0]))) for path in places.values())
    columns = min(2, len(places))  # more would be too small on a narrow page
    rows = -(-len(places) // columns)
    figure, axes = plt.subplots(
        rows,
        columns,
        figsize=(3.4 * columns, 3.8 * rows),
        layout="constrained",
        facecolor=shade(1),
        squeeze=False,
    )
    for ax in axes.flat[len(places) :]:
        ax.remove()
    grid = np.linspace(-reach, reach, 201)
    points = np.stack(np.meshgrid(grid, grid), axis=-1)
    height = np.sum(points @ A * points, axis=-1) / 2
    levels = height.max() * np.geomspace(3e-4, 1, 9)
    for ax, (name, path) in zip(axes.flat, places.items(), strict=False):
        ax.contour(grid, grid, height, levels=levels, colors=shade(GREY), linewidths=0.6, alpha=0.7)
        ax.plot(*path.T, color=tone(BLUE), marker="o", markersize=3, linewidth=1.2)
        ax.plot(*path[0], color=tone(VERMILION), marker="s", markersize=8)
        ax.plot(0, 0, color=shade(0), marker="+", markersize=12, markeredgewidth=2)
        ax.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", xticks=[], yticks=[])
        ax.set_title(f"{name}\n{said(path)}")
        plain(ax)
    return figure


def said(path: np.ndarray) -> str:
    """When a path has come near to 0 for good, or how much of its first distance is left."""
    left = np.linalg.norm(path, axis=1) / np.linalg.norm(path[0])
    far = np.flatnonzero(left >= _NEAR)
    if far[-1] + 1 < len(path):
        return f"there after {far[-1] + 1} steps"
    if left[-1] > 1:
        return f"{left[-1]:.2g} times as far away\nafter {len(path) - 1} steps"
    return f"{left[-1]:.2g} of the way left\nafter {len(path) - 1} steps"
