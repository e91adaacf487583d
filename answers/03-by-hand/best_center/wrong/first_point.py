# one of the points
def best_center(X):
    return X[0]


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
