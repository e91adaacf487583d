# Groups and means, compared with the test's own frames and series.
# %%
import pandas as pd

sales = pd.DataFrame(
    {"shop": ["A", "B", "A", "B", "C"], "item": list("xxyyx"), "sold": [3, 5, 2, 8, 1]}
)
# %% solution totals
totals = sales.groupby("shop")["sold"].sum()
# %% wrong
totals = sales.groupby("shop")["sold"].mean()
# %% test
assert type(totals) == pd.Series
assert totals["A"] == 5 and totals.loc["B"] == 13
pd.testing.assert_series_equal(totals, sales.groupby("shop")["sold"].sum())
# %% solution table
table = sales.pivot_table(index="shop", columns="item", values="sold", fill_value=0)
# %% wrong
table = sales.pivot_table(index="shop", columns="item", values="sold")
# %% test
assert table.loc["C", "y"] == 0
assert (table == table.fillna(0)).all().all() and (table["x"] > 0).all()
assert table.equals(sales.pivot_table(index="shop", columns="item", values="sold", fill_value=0))
