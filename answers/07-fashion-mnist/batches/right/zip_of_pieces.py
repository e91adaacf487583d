# a zip of two lists of pieces
def batches(X, y, batch_size, shuffle=False):
    order = rng.permutation(len(X)) if shuffle else np.arange(len(X))
    cuts = range(batch_size, len(X), batch_size)
    return zip(np.split(X[order], cuts), np.split(y[order], cuts))
