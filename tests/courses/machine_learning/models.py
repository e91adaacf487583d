# Fitted models: predictions, coefficients, scores.
# %% locked setup
import numpy as np
from sklearn.linear_model import LinearRegression

rng = np.random.default_rng(0)
X = rng.normal(size=(60, 2))
y = 3 * X[:, 0] - 2 * X[:, 1] + 1
# %% solution model
model = LinearRegression().fit(X, y)
prediction = model.predict(np.array([[1.0, 1.0]]))
# %% wrong
model = LinearRegression(fit_intercept=False).fit(X, y)
prediction = model.predict(np.array([[0.0, 1.0]]))
# %% test
assert isinstance(model, LinearRegression)
np.testing.assert_allclose(model.coef_, [3, -2])
assert np.isclose(model.intercept_, 1) and model.score(X, y) > 0.999
# %% test
assert prediction.shape == (1,) and abs(prediction[0] - 2) < 1e-9
