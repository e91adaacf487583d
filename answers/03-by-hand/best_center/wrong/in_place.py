# shifts the points in place on the way
def best_center(X):
    mu = np.mean(X, axis=0)
    X -= mu
    return mu


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
