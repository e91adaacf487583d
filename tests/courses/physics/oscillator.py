# An integrator takes the student's right-hand side.
# %% locked setup
import numpy as np
from scipy.integrate import solve_ivp
# %% solution pendulum
def pendulum(t, state, length=1.0, g=9.81):
    angle, speed = state
    return [speed, -g / length * np.sin(angle)]
# %% wrong
def pendulum(t, state, length=1.0, g=9.81):
    angle, speed = state
    return [speed, -g / length * angle]
# %% test
assert pendulum(0, [0.0, 2.0]) == [2.0, 0.0]
assert np.isclose(pendulum(0, [np.pi / 2, 0])[1], -9.81)
# %% test
found = solve_ivp(pendulum, (0, 4), [0.1, 0], rtol=1e-8)
assert found.success and abs(found.y[0]).max() <= 0.1 + 1e-6
### BEGIN HIDDEN TESTS
wide = solve_ivp(pendulum, (0, 2), [3.0, 0.0], args=(2.0,), rtol=1e-8)
energy = 0.5 * wide.y[1] ** 2 - 9.81 / 2 * np.cos(wide.y[0])
assert np.ptp(energy) < 1e-4
### END HIDDEN TESTS
