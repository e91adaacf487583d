# a matrix of integers cuts the decimals off
def add_bias(X):
    f, n = X.shape
    result = np.ones((f + 1, n), dtype=int)
    result[:f] = X
    return result


def init_weights(num_labels, num_features, rng):
    W = rng.normal(0, 1, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])
