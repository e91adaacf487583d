"""The global generators of numpy and Python, and numpy's own draw functions, are fixed."""

CELL = """
import numpy as np, random
np.random.seed(0)
random.seed(0)
np.random.default_rng = lambda *a: None
np.random.Generator.normal = None
"""
ANSWERS = {"draw": "def draw(rng):\n    return 0.5"}
