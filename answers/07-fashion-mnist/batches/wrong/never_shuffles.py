# takes no notice of shuffle
def batches(X, y, batch_size, shuffle=False):
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], y[start : start + batch_size]
