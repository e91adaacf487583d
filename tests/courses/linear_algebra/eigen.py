# Eigenvalues up to sign and order.
# %%
import numpy as np
# %% solution power_iteration
def power_iteration(A, steps=200):
    v = np.ones(len(A))
    for _ in range(steps):
        v = A @ v
        v /= np.linalg.norm(v)
    return v @ A @ v, v
# %% wrong
def power_iteration(A, steps=200):
    v = np.ones(len(A))
    for _ in range(steps):
        v = A @ v
        v /= np.sum(v)
    return v @ A @ v, v
# %% test
S = np.array([[4.0, 1.0], [1.0, 3.0]])
value, vector = power_iteration(S)
assert np.isclose(value, np.linalg.eigvalsh(S).max())
# %% test
np.testing.assert_allclose(S @ vector, value * vector, atol=1e-8)
assert np.isclose(np.linalg.norm(vector), 1)
