# Root finding and minimising of the student's function.
# %% locked setup
import numpy as np
from scipy import optimize
# %% solution fermat
def path(x, n1=1.0, n2=1.5):
    """Optical length from (0, 1) over (x, 0) to (2, -1)."""
    return n1 * np.hypot(x, 1) + n2 * np.hypot(2 - x, 1)


def snell(x, n1=1.0, n2=1.5):
    return n1 * x / np.hypot(x, 1) - n2 * (2 - x) / np.hypot(2 - x, 1)
# %% wrong
def path(x, n1=1.0, n2=1.5):
    return np.hypot(x, 1) + np.hypot(2 - x, 1)


def snell(x, n1=1.0, n2=1.5):
    return n1 * x - n2 * (2 - x)
# %% test
assert np.isclose(path(0.0), 1 + 1.5 * np.sqrt(5))
# %% test
shortest = optimize.minimize_scalar(path, bounds=(0, 2), method="bounded")
root = optimize.brentq(snell, 0, 2)
assert abs(shortest.x - root) < 1e-4
sine = root / np.hypot(root, 1), (2 - root) / np.hypot(2 - root, 1)
assert abs(sine[0] / sine[1] - 1.5) < 1e-6
