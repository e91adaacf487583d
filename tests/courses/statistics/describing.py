# Mean, median, quantiles: compared within a tolerance.
# %%
import math
import statistics

import numpy as np
# %% solution describe
def describe(values):
    """(mean, median, standard deviation with n - 1) of a list of numbers."""
    n = len(values)
    mean = sum(values) / n
    middle = sorted(values)[n // 2] if n % 2 else sum(sorted(values)[n // 2 - 1 : n // 2 + 1]) / 2
    spread = math.sqrt(sum((v - mean) ** 2 for v in values) / (n - 1))
    return mean, middle, spread
# %% wrong
def describe(values):
    n = len(values)
    mean = sum(values) / n
    return mean, sorted(values)[n // 2], math.sqrt(sum((v - mean) ** 2 for v in values) / n)
# %% test
mean, median, spread = describe([1, 2, 3, 4])
assert math.isclose(mean, 2.5) and median == 2.5
# %% test
assert round(spread, 3) == 1.291
### BEGIN HIDDEN TESTS
data = [2.5, 9.1, -3.0, 4.4, 4.4]
assert np.allclose(describe(data), (np.mean(data), statistics.median(data), statistics.stdev(data)))
### END HIDDEN TESTS
