# as many ones as there are features: rows and columns of X mixed up
def add_bias(X):
    return np.vstack([X, np.ones((1, X.shape[0]))])


def init_weights(num_labels, num_features, rng):
    W = rng.normal(0, 1, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])
