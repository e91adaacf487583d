# A solver that calls functions of the test.
# %%
import numpy as np
# %% solution euler
def euler(f, y0, times):
    """y at all times, by Euler's method; f is called as f(t, y)."""
    y = np.empty(len(times))
    y[0] = y0
    for k in range(len(times) - 1):
        y[k + 1] = y[k] + (times[k + 1] - times[k]) * f(times[k], y[k])
    return y
# %% wrong
def euler(f, y0, times):
    y = np.empty(len(times))
    y[0] = y0
    for k in range(len(times) - 1):
        y[k + 1] = y[k] + (times[1] - times[0]) * f(times[k + 1], y[k])
    return y
# %% test
times = np.linspace(0, 1, 1001)
growth = euler(lambda t, y: y, 1.0, times)
assert abs(growth[-1] - np.e) < 2e-3 and growth.shape == times.shape
# %% test
uneven = np.array([0.0, 0.5, 0.6, 1.0])
calls = []


def noted(t, y):
    calls.append(t)
    return 2 * t


result = euler(noted, 0.0, uneven)
assert calls == [0.0, 0.5, 0.6], calls
np.testing.assert_allclose(result, [0, 0, 0.1, 0.58])
