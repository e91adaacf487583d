# Training loops: histories, callbacks of the test, parameters as a dictionary.
# %%
import numpy as np
# %% solution descend
def descend(gradient, start, rate=0.1, steps=100, on_step=None):
    """All places of gradient descent, from the start on."""
    places = [np.array(start, dtype=float)]
    for step in range(steps):
        places.append(places[-1] - rate * gradient(places[-1]))
        if on_step:
            on_step(step, places[-1])
    return np.array(places)


parameters = {"W": np.zeros((2, 3)), "b": np.zeros(2), "rate": 0.1}
# %% wrong
def descend(gradient, start, rate=0.1, steps=100, on_step=None):
    places = [np.array(start, dtype=float)]
    for step in range(steps):
        places.append(places[-1] + rate * gradient(places[-1]))
    return np.array(places)


parameters = {"W": np.zeros((3, 2)), "b": np.zeros(3)}
# %% test
path = descend(lambda p: 2 * p, [1.0, -2.0], steps=50)
assert path.shape == (51, 2) and np.abs(path[-1]).max() < 1e-3
assert np.all(np.diff(np.linalg.norm(path, axis=1)) < 0)
# %% test
seen = []
descend(lambda p: p - 3, 0.0, rate=0.5, steps=4, on_step=lambda step, place: seen.append((step, float(place))))
assert [step for step, _ in seen] == [0, 1, 2, 3] and abs(seen[-1][1] - 2.8125) < 1e-12
# %% test
assert set(parameters) == {"W", "b", "rate"} and parameters["W"].shape == (2, 3)
assert all(isinstance(v, (np.ndarray, float)) for v in parameters.values())
