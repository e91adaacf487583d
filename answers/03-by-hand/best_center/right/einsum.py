# einsum with equal shares
def best_center(X):
    return np.einsum('ij,i->j', X, np.full(X.shape[0], 1 / X.shape[0]))


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
