# scipy.stats: frozen distributions as answers.
# %%
import numpy as np
from scipy import stats
# %% solution heights
heights = stats.norm(loc=170, scale=8)
share = 1 - heights.cdf(186)
# %% wrong
heights = stats.norm(loc=170, scale=16)
share = heights.cdf(186)
# %% test
assert heights.mean() == 170 and np.isclose(heights.std(), 8)
assert np.isclose(heights.ppf(0.5), 170)
# %% test
assert abs(share - 0.02275) < 1e-4
# %% solution poisson
def poisson(k, rate):
    return stats.poisson.pmf(k, rate)
# %% wrong
def poisson(k, rate):
    return stats.poisson.cdf(k, rate)
# %% test
np.testing.assert_allclose(poisson(np.arange(3), 2.0), [0.135335, 0.270671, 0.270671], rtol=1e-5)
