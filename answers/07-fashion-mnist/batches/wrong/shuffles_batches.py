# whole batches come in a random order
def batches(X, y, batch_size, shuffle=False):
    starts = np.arange(0, len(X), batch_size)
    if shuffle:
        rng.shuffle(starts[: len(X) // batch_size])
    for start in starts:
        yield X[start : start + batch_size], y[start : start + batch_size]
