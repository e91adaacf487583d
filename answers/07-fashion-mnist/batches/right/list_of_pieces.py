# returns a list, cut by np.split
def batches(X, y, batch_size, shuffle=False):
    order = np.arange(len(X))
    if shuffle:
        np.random.shuffle(order)
    pieces = np.split(order, range(batch_size, len(X), batch_size))
    return [(X[piece], y[piece]) for piece in pieces]
