# k-means, whose labels may come in any order.
# %% locked setup
import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

rng = np.random.default_rng(5)
centres = np.array([[0, 0], [8, 0], [0, 8]])
points = np.concatenate([c + rng.normal(size=(25, 2)) for c in centres])
truth = np.repeat([0, 1, 2], 25)
# %% solution groups
groups = KMeans(n_clusters=3, n_init=5, random_state=0).fit(points)
labels = groups.labels_
# %% wrong
groups = KMeans(n_clusters=2, n_init=5, random_state=0).fit(points)
labels = groups.labels_
# %% test
assert groups.n_clusters == 3 and groups.cluster_centers_.shape == (3, 2)
# %% test
assert adjusted_rand_score(truth, labels) > 0.95
# %% solution nearest
def nearest(points, centres):
    return np.argmin(((points[:, None] - centres[None]) ** 2).sum(axis=2), axis=1)
# %% wrong
def nearest(points, centres):
    return np.argmax(((points[:, None] - centres[None]) ** 2).sum(axis=2), axis=1)
# %% test
assert np.array_equal(nearest(points, groups.cluster_centers_), groups.predict(points))
