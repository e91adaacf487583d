# Units and constants in a module beside the notebook.
# %% file constants.py
"""Constants of nature, in SI units."""

g = 9.81
c = 299_792_458.0


def to_km_per_hour(v):
    return 3.6 * v
# %%
import math

import constants
# %% solution fall
def fall_time(height):
    return math.sqrt(2 * height / constants.g)


def impact(height):
    return constants.to_km_per_hour(constants.g * fall_time(height))
# %% wrong
def fall_time(height):
    return math.sqrt(height / constants.g)


def impact(height):
    return constants.g * fall_time(height)
# %% test
assert abs(fall_time(19.62) - 2.0) < 1e-9
# %% test
import constants as known

assert abs(impact(19.62) - known.to_km_per_hour(19.62)) < 1e-6
