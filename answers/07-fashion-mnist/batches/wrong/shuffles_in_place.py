# reorders the caller's arrays
def batches(X, y, batch_size, shuffle=False):
    if shuffle:
        order = rng.permutation(len(X))
        X[:], y[:] = X[order], y[order]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]
