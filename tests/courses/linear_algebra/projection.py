# Gram-Schmidt and projections; several right bases.
# %% locked setup
import numpy as np


def is_orthonormal(Q):
    return np.allclose(Q.T @ Q, np.eye(Q.shape[1]))
# %% solution gram_schmidt
def gram_schmidt(A):
    basis = []
    for a in A.T:
        rest = a - sum((q @ a) * q for q in basis)
        basis.append(rest / np.linalg.norm(rest))
    return np.column_stack(basis)
# %% wrong
def gram_schmidt(A):
    return A / np.linalg.norm(A, axis=0)
# %% test
A = np.array([[1.0, 1.0], [0.0, 1.0], [1.0, 0.0]])
Q = gram_schmidt(A)
assert is_orthonormal(Q)
# %% test
assert np.linalg.matrix_rank(np.hstack([Q, A])) == 2 and Q.shape == A.shape
# %% solution project
def project(A, v):
    Q = gram_schmidt(A)
    return Q @ (Q.T @ v)
# %% wrong
def project(A, v):
    return A @ (A.T @ v)
# %% test
v = np.array([1.0, 2.0, 4.0])
expected = A @ np.linalg.lstsq(A, v, rcond=None)[0]
np.testing.assert_allclose(project(A, v), expected)
