# %% right: as in the source
def standard_error(p, n):
    """Standard error of an accuracy p (a share, 0 to 1) that was measured on n samples."""
    return np.sqrt(p * (1 - p) / n)


# %% right: the standard deviation of n zeros and ones, over the root of n
def standard_error(p, n):
    variance = p - p**2
    return (variance / n) ** 0.5


# %% right: math.sqrt, from the number of right ones
import math


def standard_error(p, n):
    right = n * p
    return math.sqrt(right * (1 - p)) / n


# %% wrong: of the number of right ones [natural]
def standard_error(p, n):
    return np.sqrt(n * p * (1 - p))


# %% wrong: the variance, without the root [natural]
def standard_error(p, n):
    return p * (1 - p) / n


# %% wrong: the variance of the number of right ones [natural]
def standard_error(p, n):
    return n * p * (1 - p)


# %% wrong: n outside of the root [natural]
def standard_error(p, n):
    return np.sqrt(p * (1 - p)) / n


# %% wrong: the root of n only [natural]
def standard_error(p, n):
    return p * (1 - p) / np.sqrt(n)


# %% wrong: forgets the factor 1 - p [natural]
def standard_error(p, n):
    return np.sqrt(p / n)


# %% wrong: the largest that it can be, at p = 0.5
def standard_error(p, n):
    return 0.5 / np.sqrt(n)


# %% wrong: in per cent [natural]
def standard_error(p, n):
    return 100 * np.sqrt(p * (1 - p) / n)


# %% wrong: rounds to two digits
def standard_error(p, n):
    return round(float(np.sqrt(p * (1 - p) / n)), 2)
