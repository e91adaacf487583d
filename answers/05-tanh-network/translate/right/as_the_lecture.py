# np.transpose, np.column_stack, a reshape for the bias
def columns_to_rows(X, W):
    """X (f, n), W (k, f+1) with the bias as last column to x (n, f), w (f, k), b (1, k)."""
    x = np.transpose(X)
    w = W[:, :-1].T
    b = W[:, -1].reshape(1, -1)
    return x, w, b


def rows_to_columns(x, w, b):
    """The way back: x (n, f), w (f, k), b (1, k) to X (f, n), W (k, f+1)."""
    X = x.T
    W = np.column_stack([w.T, b[0]])
    return X, W
