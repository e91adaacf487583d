# one number for all
def best_center(X):
    return np.mean(X)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
