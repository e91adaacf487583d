# cuts one column too many
def columns_to_rows(X, W):
    """X (f, n), W (k, f+1) with the bias as last column to x (n, f), w (f, k), b (1, k)."""
    x = X.T
    w = W[:, :-2].T
    b = W[:, -1:].T
    return x, w, b


def rows_to_columns(x, w, b):
    """The way back: x (n, f), w (f, k), b (1, k) to X (f, n), W (k, f+1)."""
    X = x.T
    W = np.hstack([w.T, b.T])
    return X, W
