# np.r_ and np.c_
def add_bias(X):
    return np.r_[X, np.ones((1, X.shape[1]))]


def init_weights(num_labels, num_features, rng):
    bias = np.zeros(num_labels) + 0.01
    return np.c_[rng.normal(loc=0.0, scale=1.0, size=(num_labels, num_features)), bias]
