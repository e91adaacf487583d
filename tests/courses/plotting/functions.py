# Functions that draw into axes of the test, or give back axes of their own.
# %% locked setup
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
# %% solution draw
def draw(ax, values):
    ax.bar(range(len(values)), values)
    ax.set_ylabel("count")
# %% wrong
def draw(ax, values):
    ax.plot(range(len(values)), values)
# %% test
fig, ax = plt.subplots()
draw(ax, [3, 1, 2])
assert len(ax.patches) == 3, "three bars"
assert [bar.get_height() for bar in ax.patches] == [3, 1, 2]
assert ax.get_ylabel() == "count"
plt.close(fig)
# %% solution histogram
def histogram(values, bins):
    fig, ax = plt.subplots()
    ax.hist(values, bins=bins)
    return ax
# %% wrong
def histogram(values, bins):
    fig, ax = plt.subplots()
    ax.hist(values)
    return ax
# %% test
ax = histogram(np.arange(100), 7)
assert len(ax.patches) == 7 and sum(p.get_height() for p in ax.patches) == 100
