# np.append, and weights in float32
def add_bias(X):
    return np.append(X, [[1] * X.shape[1]], axis=0)


def init_weights(num_labels, num_features, rng):
    W = rng.standard_normal((num_labels, num_features)).astype(np.float32)
    return np.column_stack([W, np.repeat(np.float32(0.01), num_labels)])
