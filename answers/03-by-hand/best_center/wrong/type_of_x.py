# sums up in an array of the type of X, so whole coordinates are cut off
def best_center(X):
    mu = np.zeros_like(X[0])
    mu[...] = X.mean(axis=0)
    return mu


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
