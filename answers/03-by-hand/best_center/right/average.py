# np.average of a list of rows
def best_center(X):
    return np.average(list(X), axis=0)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
