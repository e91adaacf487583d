# overwrites the last feature, in place, instead of adding a row
def add_bias(X):
    X[-1] = 1
    return X


def init_weights(num_labels, num_features, rng):
    W = rng.normal(0, 1, size=(num_labels, num_features))
    return np.hstack([W, 0.01 * np.ones((num_labels, 1))])
