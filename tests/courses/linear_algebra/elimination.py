# Solving by elimination; singular matrices raise numpy's error.
# %% locked setup
import numpy as np
# %% solution solve
def solve(A, b):
    A, b = A.astype(float), b.astype(float)
    n = len(b)
    for k in range(n):
        p = k + np.argmax(np.abs(A[k:, k]))
        if np.isclose(A[p, k], 0):
            raise np.linalg.LinAlgError("singular")
        A[[k, p]], b[[k, p]] = A[[p, k]], b[[p, k]]
        for i in range(k + 1, n):
            factor = A[i, k] / A[k, k]
            A[i] -= factor * A[k]
            b[i] -= factor * b[k]
    x = np.zeros(n)
    for k in reversed(range(n)):
        x[k] = (b[k] - A[k, k + 1 :] @ x[k + 1 :]) / A[k, k]
    return x
# %% wrong
def solve(A, b):
    return b / np.diag(A)
# %% test
A, b = np.array([[2, 1], [1, 3]]), np.array([3, 5])
before = A.copy(), b.copy()
np.testing.assert_allclose(solve(A, b), np.linalg.solve(A, b))
assert (A == before[0]).all() and (b == before[1]).all()
# %% test
try:
    solve(np.ones((2, 2)), np.ones(2))
except np.linalg.LinAlgError:
    pass
else:
    raise AssertionError("a singular matrix")
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(3)
for n in (1, 3, 6):
    M, v = rng.normal(size=(n, n)), rng.normal(size=n)
    np.testing.assert_allclose(solve(M, v), np.linalg.solve(M, v), rtol=1e-6)
np.testing.assert_allclose(solve(np.array([[0, 1], [1, 0]]), np.array([2, 3])), [3, 2])
### END HIDDEN TESTS
