# starts an own generator with a fixed seed, so the weights are always the same
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng):
    rng = np.random.default_rng(0)
    W = rng.normal(0, 1, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])
