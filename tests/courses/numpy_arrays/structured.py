# Structured and masked arrays, complex numbers, dates.
# %% locked setup
import numpy as np
# %% solution planets
planets = np.array(
    [("Mercury", 0.39, 0), ("Earth", 1.0, 1), ("Mars", 1.52, 2)],
    dtype=[("name", "U10"), ("distance", float), ("moons", int)],
)
measured = np.ma.masked_less(np.array([1.2, -99.0, 3.4]), 0)
# %% wrong
planets = np.array([("Mercury", 0.39, 1)], dtype=[("name", "U10"), ("distance", float), ("moons", int)])
measured = np.array([1.2, -99.0, 3.4])
# %% test
assert planets.dtype.names == ("name", "distance", "moons")
assert planets["name"][planets["moons"].argmax()] == "Mars" and len(planets) == 3
# %% test
assert measured.count() == 2 and abs(measured.mean() - 2.3) < 1e-12
# %% solution roots
def roots(a, b, c):
    d = np.sqrt(complex(b * b - 4 * a * c))
    return (-b + d) / (2 * a), (-b - d) / (2 * a)
# %% wrong
def roots(a, b, c):
    d = np.sqrt(abs(b * b - 4 * a * c))
    return (-b + d) / (2 * a), (-b - d) / (2 * a)
# %% test
one, two = roots(1, 2, 5)
assert one == -1 + 2j and two == one.conjugate() and one.imag == 2
