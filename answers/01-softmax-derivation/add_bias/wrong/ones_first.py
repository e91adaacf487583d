# puts the ones above the features
def add_bias(X):
    return np.vstack([np.ones((1, X.shape[1])), X])


def init_weights(num_labels, num_features, rng):
    W = rng.normal(0, 1, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])
