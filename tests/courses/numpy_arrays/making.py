# Making arrays: shapes, dtypes, equality of arrays.
# %% locked setup
import numpy as np
# %% solution making
checkerboard = np.indices((4, 4)).sum(axis=0) % 2
identity = np.eye(3, dtype=int)
steps = np.linspace(0, 1, 11)
# %% wrong
checkerboard = np.ones((4, 4))
identity = np.ones((3, 3))
steps = np.linspace(0, 1, 10)
# %% test
assert isinstance(checkerboard, np.ndarray)
assert checkerboard.shape == (4, 4) and checkerboard.sum() == 8
np.testing.assert_array_equal(checkerboard[0], [0, 1, 0, 1])
# %% test
assert identity.dtype.kind == "i" and (identity == np.eye(3)).all()
# %% test
assert type(steps) == np.ndarray and len(steps) == 11
assert np.allclose(np.diff(steps), 0.1)
