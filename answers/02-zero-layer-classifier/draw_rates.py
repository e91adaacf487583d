# %% right: as in the source
def draw_rates(low, high, n):
    """n random numbers from low to high, evenly spread on a logarithmic scale."""
    exponents = rng.uniform(np.log10(low), np.log10(high), size=n)
    return 10**exponents


# %% right: natural logarithms
def draw_rates(low, high, n):
    return np.exp(rng.uniform(np.log(low), np.log(high), size=n))


# %% right: low times a power of the ratio, with numpy's global generator
def draw_rates(low, high, n):
    return low * (high / low) ** np.random.rand(n)


# %% right: one after the other
def draw_rates(low, high, n):
    rates = []
    for _ in range(n):
        rates.append(10 ** rng.uniform(np.log10(low), np.log10(high)))
    return np.array(rates)


# %% right: np.logspace from random places
def draw_rates(low, high, n):
    places = rng.random(n)
    return np.power(10.0, np.log10(low) * (1 - places) + np.log10(high) * places)


# %% wrong: evenly on the ordinary scale [natural]
def draw_rates(low, high, n):
    return rng.uniform(low, high, size=n)


# %% wrong: the exponents [natural]
# edit of: as in the source
-    return 10**exponents
+    return exponents


# %% wrong: logarithms to base 10, powers of e [natural]
# edit of: as in the source
-    return 10**exponents
+    return np.exp(exponents)


# %% wrong: natural logarithms, powers of 10 [natural]
# edit of: as in the source
-    exponents = rng.uniform(np.log10(low), np.log10(high), size=n)
+    exponents = rng.uniform(np.log(low), np.log(high), size=n)


# %% wrong: a regular grid [natural]
def draw_rates(low, high, n):
    return np.logspace(np.log10(low), np.log10(high), n)


# %% wrong: the bounds themselves as exponents [natural]
# edit of: as in the source
-    exponents = rng.uniform(np.log10(low), np.log10(high), size=n)
+    exponents = rng.uniform(low, high, size=n)


# %% wrong: whole powers of ten only [natural]
# edit of: as in the source
-    exponents = rng.uniform(np.log10(low), np.log10(high), size=n)
+    exponents = rng.integers(np.round(np.log10(low)), np.round(np.log10(high)) + 1, size=n)

-    return 10**exponents
+    return 10.0**exponents


# %% wrong: a single rate [natural]
# edit of: as in the source
-    exponents = rng.uniform(np.log10(low), np.log10(high), size=n)
+    exponents = rng.uniform(np.log10(low), np.log10(high))


# %% wrong: a normal distribution of the logarithm
def draw_rates(low, high, n):
    middle, spread = (np.log10(low) + np.log10(high)) / 2, (np.log10(high) - np.log10(low)) / 6
    return 10 ** np.clip(rng.normal(middle, spread, size=n), np.log10(low), np.log10(high))
