# the bias starts as 1
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng):
    W = rng.normal(0, 1, size=(num_labels, num_features))
    return np.hstack([W, np.ones((num_labels, 1))])
