# Least squares by hand; the next exercise uses what this one made.
# %% locked setup
import numpy as np

hours = np.array([1.0, 2.0, 3.0, 5.0, 8.0])
points = np.array([12.0, 19.0, 31.0, 48.0, 82.0])
# %% solution fit
def fit(x, y):
    slope = np.cov(x, y)[0, 1] / np.var(x, ddof=1)
    return slope, y.mean() - slope * x.mean()


slope, intercept = fit(hours, points)
# %% wrong
def fit(x, y):
    slope = np.cov(x, y)[0, 1]
    return slope, y.mean()


slope, intercept = fit(hours, points)
# %% test
assert np.allclose(fit(hours, points), np.polyfit(hours, points, 1))
# %% test
assert abs(slope - 10.0) < 0.5 and np.isscalar(intercept)
# %% solution residuals
residuals = points - (slope * hours + intercept)
# %% wrong
residuals = points - slope * hours + intercept
# %% test
assert np.isclose(residuals.sum(), 0) and residuals.shape == hours.shape
expected = points - np.polyval(np.polyfit(hours, points, 1), hours)
np.testing.assert_allclose(residuals, expected, atol=1e-9)
