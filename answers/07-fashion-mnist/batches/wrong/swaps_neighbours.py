# random, but only neighbours change places
def batches(X, y, batch_size, shuffle=False):
    order = np.arange(len(X))
    if shuffle:
        for i in range(0, len(X) - 1, 2):
            if rng.random() < 0.5:
                order[i], order[i + 1] = order[i + 1], order[i]
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
