# Scatter, colours, limits, ticks, two panels.
# %%
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(0)
a, b = rng.normal(size=(2, 50))
# %% solution panels
fig, (left, right) = plt.subplots(1, 2, figsize=(8, 3))
left.scatter(a, b, c="k")
left.set_xlim(-3, 3)
right.hist(a, bins=10)
right.set_xticks([-2, 0, 2])
# %% wrong
fig, (left, right) = plt.subplots(1, 2)
left.plot(a, b)
right.hist(a, bins=5)
# %% test
assert len(fig.axes) == 2
assert len(left.collections) == 1 and left.get_xlim() == (-3, 3)
assert len(left.collections[0].get_offsets()) == 50
# %% test
assert list(right.get_xticks()) == [-2, 0, 2] and len(right.patches) == 10
