# shuffles without being asked
def batches(X, y, batch_size, shuffle=False):
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
