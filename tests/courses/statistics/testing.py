# A t test by hand, beside scipy's; namedtuple results.
# %% locked setup
from collections import namedtuple

import numpy as np
from scipy import stats

Result = namedtuple("Result", "statistic pvalue")
# %% solution t_test
def t_test(x, mean):
    n = len(x)
    statistic = (np.mean(x) - mean) / (np.std(x, ddof=1) / np.sqrt(n))
    return Result(statistic, 2 * stats.t.sf(abs(statistic), n - 1))
# %% wrong
def t_test(x, mean):
    n = len(x)
    statistic = (np.mean(x) - mean) / (np.std(x) / np.sqrt(n))
    return Result(statistic, stats.t.sf(abs(statistic), n - 1))
# %% test
x = np.array([5.1, 4.9, 5.6, 5.8, 5.0])
result = t_test(x, 5)
assert isinstance(result, tuple) and result._fields == ("statistic", "pvalue")
t, p = result
assert np.isclose(t, stats.ttest_1samp(x, 5).statistic)
# %% test
assert np.isclose(result.pvalue, stats.ttest_1samp(x, 5).pvalue) and 0 < p < 1
