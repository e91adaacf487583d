# the middle between smallest and largest
def best_center(X):
    return (X.max(axis=0) + X.min(axis=0)) / 2


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
