# starts from ones and fills in the features; loops over the weights
def add_bias(X):
    f, n = np.shape(X)
    result = np.ones((f + 1, n))
    result[:f, :] = X
    return result


def init_weights(num_labels, num_features, rng):
    W = np.full((num_labels, num_features + 1), 0.01)
    for i in range(num_labels):
        for j in range(num_features):
            W[i, j] = rng.normal(0, 1)
    return W
