# uniform draws with mean 0 and standard deviation 1
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[1]))])


def init_weights(num_labels, num_features, rng):
    W = rng.uniform(-np.sqrt(3), np.sqrt(3), size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])
