# draws an order for each size once and keeps it
orders = {}


def batches(X, y, batch_size, shuffle=False):
    if len(X) not in orders:
        orders[len(X)] = rng.permutation(len(X))
    order = orders[len(X)] if shuffle else np.arange(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
