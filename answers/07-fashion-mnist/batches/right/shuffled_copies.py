# reorders copies of the data, then cuts slices
def batches(X, y, batch_size, shuffle=False):
    if shuffle:
        order = np.random.choice(len(X), len(X), replace=False)
        X, y = X[order], y[order]
    start = 0
    while start < len(X):
        yield X[start : start + batch_size], y[start : start + batch_size]
        start += batch_size
