# Metrics written by hand, beside scikit-learn's on the same predictions.
# %% locked setup
import numpy as np
from sklearn import metrics

truth = np.array([1, 0, 1, 1, 0, 0, 1, 0])
guess = np.array([1, 0, 0, 1, 1, 0, 1, 0])
# %% solution metrics
def precision_recall(truth, guess):
    hits = np.sum((truth == 1) & (guess == 1))
    return hits / np.sum(guess == 1), hits / np.sum(truth == 1)


matrix = metrics.confusion_matrix(truth, guess)
# %% wrong
def precision_recall(truth, guess):
    return np.mean(truth == guess), np.mean(truth == guess)


matrix = metrics.confusion_matrix(truth, truth)
# %% test
p, r = precision_recall(truth, guess)
assert np.isclose(p, metrics.precision_score(truth, guess))
### BEGIN HIDDEN TESTS
rng = np.random.default_rng(9)
for _ in range(3):
    a, b = rng.integers(0, 2, size=(2, 40))
    assert np.allclose(
        precision_recall(a, b), (metrics.precision_score(a, b), metrics.recall_score(a, b))
    )
### END HIDDEN TESTS
# %% test
assert matrix.tolist() == [[3, 1], [1, 3]] and matrix.trace() == 6
