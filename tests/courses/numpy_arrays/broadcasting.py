# Shapes that meet: rows, columns, reductions with axes; classes of numpy by name.
# %%
import numpy as np
# %% solution centred
def centred(X):
    """X (n, d) less the mean of each column, and those means (d,)."""
    means = X.mean(axis=0)
    return X - means, means
# %% wrong
def centred(X):
    means = X.mean()
    return X - means, means
# %% test
X = np.arange(12.0).reshape(4, 3) ** 2
Z, means = centred(X)
assert isinstance(Z, np.ndarray) and Z.shape == X.shape and means.shape == (3,)
np.testing.assert_allclose(Z.mean(axis=0), 0, atol=1e-12)
# %% solution table
times_table = np.arange(1, 11)[:, np.newaxis] * np.arange(1, 11)
share_even = (times_table % 2 == 0).mean()
# %% wrong
times_table = np.arange(1, 11) * np.arange(1, 11)
share_even = (times_table % 2 == 0).sum()
# %% test
assert times_table.shape == (10, 10) and (times_table == times_table.T).all()
assert times_table[6, 7] == 56 and np.issubdtype(times_table.dtype, np.integer)
# %% test
assert isinstance(share_even, (float, np.floating)) and share_even == 0.75
### BEGIN HIDDEN TESTS
for n in range(1, 11):
    assert (times_table[n - 1] == n * np.arange(1, 11)).all()
### END HIDDEN TESTS
