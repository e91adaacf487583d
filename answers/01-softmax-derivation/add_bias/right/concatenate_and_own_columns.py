# concatenates; the bias column is written into a matrix of draws
def add_bias(X):
    n = X.shape[1]
    ones = np.ones(n).reshape(1, n)
    return np.concatenate((X, ones), axis=0)


def init_weights(num_labels, num_features, rng):
    W = rng.normal(size=(num_labels, num_features + 1))
    W[:, -1] = 0.01
    return W
