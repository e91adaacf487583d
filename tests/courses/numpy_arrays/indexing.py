# Masks and fancy indices; the argument must stay as it was.
# %%
import numpy as np

rng = np.random.default_rng(1)
# %% solution clip_outliers
def clip_outliers(x, most):
    result = x.copy()
    result[np.abs(x) > most] = most * np.sign(x[np.abs(x) > most])
    return result
# %% wrong
def clip_outliers(x, most):
    x[np.abs(x) > most] = most
    return x
# %% test 2
x = np.array([1.0, -5.0, 3.0, 0.0])
before = x.copy()
np.testing.assert_array_equal(clip_outliers(x, 2), [1, -2, 2, 0])
assert np.array_equal(x, before), "do not change the array that you are given"
assert not np.shares_memory(clip_outliers(x, 9), x)
# %% solution top_rows
def top_rows(table, n):
    order = np.argsort(table[:, 0])[::-1]
    return table[order[:n]]
# %% wrong
def top_rows(table, n):
    return table[:n]
# %% test
table = rng.normal(size=(20, 3))
found = top_rows(table, 4)
assert found.shape == (4, 3)
assert np.all(np.diff(found[:, 0]) <= 0) and found[0, 0] == table[:, 0].max()
