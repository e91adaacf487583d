# Sparse matrices as answers.
# %%
import numpy as np
import scipy.sparse as sp
# %% solution laplacian
def laplacian(n):
    return sp.diags([-1.0, 2.0, -1.0], [-1, 0, 1], shape=(n, n), format="csr")


small = laplacian(4)
# %% wrong
def laplacian(n):
    return sp.diags([1.0, 2.0, 1.0], [-1, 0, 1], shape=(n, n), format="csr")


small = laplacian(5)
# %% test
assert sp.issparse(small) and small.shape == (4, 4) and small.nnz == 10
# %% test
dense = small.toarray()
assert np.array_equal(dense, 2 * np.eye(4) - np.eye(4, k=1) - np.eye(4, k=-1))
np.testing.assert_allclose(laplacian(50) @ np.ones(50), [1, *[0] * 48, 1])
