# a row of zeros
def add_bias(X):
    return np.vstack([X, np.zeros((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng):
    W = rng.normal(0, 1, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])
