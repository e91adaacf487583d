# the sum, without the division
def best_center(X):
    return np.sum(X, axis=0)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
