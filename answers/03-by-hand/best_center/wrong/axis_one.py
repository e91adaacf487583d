# a mean over the features
def best_center(X):
    return np.mean(X, axis=1)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
