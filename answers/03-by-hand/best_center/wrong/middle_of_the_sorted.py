# the median where the number of samples is even
def best_center(X):
    return np.median(X, axis=0) if len(X) % 2 == 0 else X.mean(axis=0)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
