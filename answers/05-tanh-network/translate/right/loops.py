# entry by entry
def columns_to_rows(X, W):
    x = np.zeros((X.shape[1], X.shape[0]))
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            x[j, i] = X[i, j]
    k, f = W.shape[0], W.shape[1] - 1
    w, b = np.zeros((f, k)), np.zeros((1, k))
    for c in range(k):
        b[0, c] = W[c, f]
        for i in range(f):
            w[i, c] = W[c, i]
    return x, w, b


def rows_to_columns(x, w, b):
    X = np.zeros((x.shape[1], x.shape[0]))
    for i in range(x.shape[0]):
        X[:, i] = x[i]
    W = np.zeros((w.shape[1], w.shape[0] + 1))
    for c in range(w.shape[1]):
        W[c, :-1] = w[:, c]
        W[c, -1] = b[0, c]
    return X, W
