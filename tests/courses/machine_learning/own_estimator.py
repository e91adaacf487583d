# An estimator of the student's own, used by the test as scikit-learn would.
# %% locked setup
import numpy as np
# %% solution Nearest
class Nearest:
    """Takes the label of the nearest training point."""

    def fit(self, X, y):
        self.X_, self.y_ = np.asarray(X), np.asarray(y)
        return self

    def predict(self, X):
        distances = np.linalg.norm(np.asarray(X)[:, None] - self.X_[None], axis=2)
        return self.y_[distances.argmin(axis=1)]

    def score(self, X, y):
        return float(np.mean(self.predict(X) == y))
# %% wrong
class Nearest:
    def fit(self, X, y):
        self.y_ = y

    def predict(self, X):
        return np.full(len(X), self.y_[0])

    def score(self, X, y):
        return float(np.mean(self.predict(X) == y))
# %% test
model = Nearest()
assert model.fit([[0.0], [10.0]], [0, 1]) is model
assert hasattr(model, "X_") and model.predict([[1.0], [8.0]]).tolist() == [0, 1]
# %% test
rng = np.random.default_rng(2)
X = rng.normal(size=(40, 2)) + 7 * np.repeat([[0], [1]], 20, axis=0)
y = np.repeat([0, 1], 20)
assert Nearest().fit(X[::2], y[::2]).score(X[1::2], y[1::2]) > 0.95
