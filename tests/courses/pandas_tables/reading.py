# A table beside the notebook is read and cleaned.
# %% file rivers.csv
name,length,country
Rhine,1233,DE
Elbe,1094,DE
Loire,1006,FR
Seine,,FR
# %% locked setup
import pandas as pd
# %% solution rivers
rivers = pd.read_csv("rivers.csv").dropna()
rivers["length"] = rivers["length"].astype(int)
# %% wrong
rivers = pd.read_csv("rivers.csv")
# %% test
assert isinstance(rivers, pd.DataFrame)
assert rivers.shape == (3, 3), rivers
assert list(rivers.columns) == ["name", "length", "country"] and "name" in rivers
# %% test
assert rivers["length"].dtype == "int64" and rivers.isnull().sum().sum() == 0
# %% solution longest
longest = rivers.loc[rivers["length"].idxmax(), "name"]
# %% wrong
longest = rivers["length"].max()
# %% test
assert longest == "Rhine"
