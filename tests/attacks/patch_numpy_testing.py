"""numpy's own checks do nothing."""

CELL = """
import numpy as np
import numpy.testing

for name in dir(np.testing):
    if name.startswith("assert"):
        setattr(np.testing, name, lambda *a, **k: None)
np.testing._private.utils.assert_array_compare = lambda *a, **k: None
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
"""
