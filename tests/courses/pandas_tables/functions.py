# Functions that take a frame of the test and give one back.
# %% locked setup
import numpy as np
import pandas as pd
# %% solution add_share
def add_share(df, column):
    """A new frame with the share of each row in the sum of a column."""
    result = df.copy()
    result["share"] = df[column] / df[column].sum()
    return result
# %% wrong
def add_share(df, column):
    df["share"] = df[column] / df[column].max()
    return df
# %% test 2
df = pd.DataFrame({"n": [1, 1, 2], "k": list("abc")})
result = add_share(df, "n")
assert list(df.columns) == ["n", "k"], "leave the frame as it is"
expected = df.assign(share=[0.25, 0.25, 0.5])
pd.testing.assert_frame_equal(result, expected)
# %% solution standardise
def standardise(series):
    return (series - series.mean()) / series.std()
# %% wrong
def standardise(series):
    return series - series.mean()
# %% test
s = pd.Series([2.0, 4.0, 6.0], index=list("xyz"), name="s")
z = standardise(s)
assert z.index.tolist() == ["x", "y", "z"]
assert np.isclose(z.std(), 1) and z.equals((s - s.mean()) / s.std())
