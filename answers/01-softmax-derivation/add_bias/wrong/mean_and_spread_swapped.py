# mean 1 and a spread of 0.01
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng):
    W = rng.normal(1, 0.01, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])
