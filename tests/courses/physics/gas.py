# A locked helper that calls the student's functions; logging.
# %% locked setup
import logging

import numpy as np

log = logging.getLogger("gas")
k_B = 1.380649e-23


def mean_speed(mass, temperature):
    return np.mean([speed(mass, t) for t in (temperature, temperature)])
# %% solution speed
def speed(mass, temperature):
    if temperature < 10:
        log.warning("cold: %s K", temperature)
    return np.sqrt(3 * k_B * temperature / mass)
# %% wrong
def speed(mass, temperature):
    return 3 * k_B * temperature / mass
# %% test
helium = 6.646e-27
assert abs(speed(helium, 293) - 1351) < 2
# %% test
assert mean_speed(helium, 293) == speed(helium, 293)
### BEGIN HIDDEN TESTS
assert np.allclose(speed(np.array([1.0, 2.0]) * 1e-26, 300.0), np.sqrt(3 * k_B * 300 / (np.array([1.0, 2.0]) * 1e-26)))
### END HIDDEN TESTS
