# np.split on the transposed weights, np.vstack on the way back
def columns_to_rows(X, W):
    w, b = np.split(W.T, [W.shape[1] - 1])
    return X.swapaxes(0, 1), w, b


def rows_to_columns(x, w, b):
    W = np.vstack((w, b)).T
    return x.swapaxes(0, 1), W
