# the sum of the rows over their number
def best_center(X):
    return X.sum(0) / len(X)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
