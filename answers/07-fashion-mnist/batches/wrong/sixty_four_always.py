# takes no notice of batch_size
def batches(X, y, batch_size, shuffle=False):
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    for start in range(0, len(X), 64):
        chosen = order[start : start + 64]
        yield X[chosen], y[chosen]
