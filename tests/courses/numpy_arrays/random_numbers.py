# Randomness: seeds of the test, generators as arguments, expected draws.
# %%
import numpy as np
# %% solution roll
def roll(rng, n):
    return rng.integers(1, 7, size=n)
# %% wrong
def roll(rng, n):
    return rng.integers(0, 6, size=n)
# %% test
assert np.array_equal(roll(np.random.default_rng(3), 5), np.random.default_rng(3).integers(1, 7, size=5))
# %% test
many = roll(np.random.default_rng(0), 10_000)
assert many.min() == 1 and many.max() == 6 and abs(many.mean() - 3.5) < 0.1
# %% solution walk
def walk(n):
    return np.cumsum(np.random.choice([-1, 1], size=n))
# %% wrong
def walk(n):
    return np.random.choice([-1, 1], size=n)
# %% test
np.random.seed(42)
steps = walk(50)
np.random.seed(42)
assert (steps == np.cumsum(np.random.choice([-1, 1], size=50))).all()
