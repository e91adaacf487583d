# pyplot's current figure: gcf, gca, figure numbers, saved files.
# %%
import matplotlib

matplotlib.use("Agg")
import os

import matplotlib.pyplot as plt
# %% solution draw_sine
def draw_sine():
    plt.figure(figsize=(4, 3))
    plt.plot([0, 1, 2], [0, 1, 0], "r-")
    plt.grid(True)
# %% wrong
def draw_sine():
    plt.figure()
# %% test
plt.close("all")
draw_sine()
assert len(plt.get_fignums()) == 1
assert len(plt.gca().lines) == 1 and plt.gca().lines[0].get_color() == "r"
assert tuple(plt.gcf().get_size_inches()) == (4, 3)
# %% solution save
def save(path):
    draw_sine()
    plt.savefig(path)
    plt.close()
# %% wrong
def save(path):
    draw_sine()
    plt.close()
# %% test
save("sine.png")
assert os.path.exists("sine.png") and os.path.getsize("sine.png") > 500
