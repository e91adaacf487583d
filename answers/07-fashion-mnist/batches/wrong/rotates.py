# begins at a random sample and goes on in order
def batches(X, y, batch_size, shuffle=False):
    order = np.roll(np.arange(len(X)), rng.integers(len(X)) if shuffle else 0)
    for start in range(0, len(X), batch_size):
        chosen = order[start : start + batch_size]
        yield X[chosen], y[chosen]
