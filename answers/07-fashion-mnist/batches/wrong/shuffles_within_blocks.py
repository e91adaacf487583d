# shuffles each tenth of the data by itself
def batches(X, y, batch_size, shuffle=False):
    order = np.arange(len(X))
    if shuffle:
        order = np.concatenate([rng.permutation(part) for part in np.array_split(order, 10)])
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
