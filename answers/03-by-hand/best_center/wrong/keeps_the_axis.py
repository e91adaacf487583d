# a matrix of one row
def best_center(X):
    return np.mean(X, axis=0, keepdims=True)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
