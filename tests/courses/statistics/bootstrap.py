# Resampling: generators of the test, a statistic as an argument.
# %%
import numpy as np
# %% solution bootstrap
def bootstrap(x, statistic, n, rng):
    """n values of a statistic, each of a sample of x drawn with replacement."""
    return np.array([statistic(rng.choice(x, size=len(x))) for _ in range(n)])
# %% wrong
def bootstrap(x, statistic, n, rng):
    return np.array([statistic(x) for _ in range(n)])
# %% test
x = np.arange(20.0)
values = bootstrap(x, np.mean, 500, np.random.default_rng(1))
assert values.shape == (500,)
assert abs(values.mean() - 9.5) < 0.3 and 1 < values.std() < 1.6
# %% test
spans = bootstrap(x, lambda s: s.max() - s.min(), 100, np.random.default_rng(2))
assert (spans <= 19).all() and len(set(spans.tolist())) > 3
### BEGIN HIDDEN TESTS
one, two = (bootstrap(x, np.median, 9, np.random.default_rng(5)) for _ in range(2))
assert np.array_equal(one, two)
### END HIDDEN TESTS
