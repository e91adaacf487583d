# pandas draws: the axes that come back.
# %%
import matplotlib

matplotlib.use("Agg")
import pandas as pd

temperatures = pd.DataFrame({"Ulm": [1, 4, 9], "Kiel": [3, 5, 8]}, index=["Jan", "Feb", "Mar"])
# %% solution drawn
ax = temperatures.plot(marker="o", title="Temperatures")
warmest = temperatures.max()
# %% wrong
ax = temperatures["Ulm"].plot()
warmest = temperatures.min()
# %% test
assert ax.get_title() == "Temperatures"
assert len(ax.get_lines()) == 2 and ax.get_lines()[0].get_marker() == "o"
# %% test
assert warmest.to_dict() == {"Ulm": 9, "Kiel": 8} and (warmest > 7).all()
