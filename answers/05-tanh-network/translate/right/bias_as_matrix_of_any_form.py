# deletes the bias column; hands the bias on with np.c_
def columns_to_rows(X, W):
    return X.T.copy(), np.delete(W, -1, axis=1).T, np.atleast_2d(W[:, -1])


def rows_to_columns(x, w, b):
    return x.T.copy(), np.c_[w.T, np.ravel(b)]
