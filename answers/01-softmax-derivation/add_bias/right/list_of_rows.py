# lists of rows
def add_bias(X):
    rows = [row for row in X]
    rows.append(np.ones(len(X[0])))
    return np.array(rows)


def init_weights(num_labels, num_features, rng):
    return np.array([np.append(rng.normal(0, 1, num_features), 0.01) for _ in range(num_labels)])
