# Times: Timestamps, date_range, resampling, datetime and Timedelta.
# %%
import datetime

import pandas as pd
# %% solution dates
start = pd.Timestamp("2024-02-28")
days = pd.date_range(start, periods=3)
span = days[-1] - start
birthday = datetime.date(1815, 12, 10)
# %% wrong
start = pd.Timestamp("2024-02-28")
days = pd.date_range(start, periods=4)
span = days[-1] - start
birthday = "1815-12-10"
# %% test
assert start == pd.Timestamp(2024, 2, 28) and start.day_name() == "Wednesday"
assert list(days.strftime("%d.%m.")) == ["28.02.", "29.02.", "01.03."]
# %% test
assert span == pd.Timedelta(days=2) and span.total_seconds() == 172800
# %% test
assert isinstance(birthday, datetime.date)
assert birthday == datetime.date(1815, 12, 10) and birthday.year == 1815
# %% solution weekly
def weekly(series):
    return series.resample("W").sum()
# %% wrong
def weekly(series):
    return series.resample("D").sum()
# %% test
s = pd.Series(1, index=pd.date_range("2024-01-01", periods=14))
assert weekly(s).tolist() == [7, 7]
