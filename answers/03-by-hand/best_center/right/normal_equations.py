# least squares with a column of ones
def best_center(X):
    return np.linalg.lstsq(np.ones((len(X), 1)), X, rcond=None)[0][0]


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
