# numpy's polynomials: callable objects as answers.
# %%
import numpy as np
# %% solution interpolate
def interpolate(x, y):
    """The polynomial of least degree through the points."""
    return np.poly1d(np.linalg.solve(np.vander(x), y))
# %% wrong
def interpolate(x, y):
    return np.poly1d(np.polyfit(x, y, 1))
# %% test
p = interpolate([0, 1, 2], [1, 2, 5])
assert callable(p) and abs(p(3) - 10) < 1e-9
# %% test
np.testing.assert_allclose(p.coeffs, [1, 0, 1], atol=1e-9)
assert p.order == 2 and np.allclose(p([0, 1]), [1, 2])
