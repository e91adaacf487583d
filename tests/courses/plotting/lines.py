# A figure's axes, titles, labels and lines are looked at.
# %% locked setup
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

x = np.linspace(0, 1, 20)
# %% solution figure
fig, ax = plt.subplots()
ax.plot(x, x**2, label="square")
ax.plot(x, x**3, "--", label="cube")
ax.set_title("Powers")
ax.set_xlabel("x")
ax.legend()
# %% wrong
fig, ax = plt.subplots()
ax.plot(x, x**2)
ax.set_title("powers")
# %% test
assert ax.get_title() == "Powers" and ax.get_xlabel() == "x"
# %% test
assert len(ax.lines) == 2
np.testing.assert_allclose(ax.lines[0].get_ydata(), x**2)
assert [t.get_text() for t in ax.get_legend().get_texts()] == ["square", "cube"]
