# one Newton step from 0, by the Hessian
def best_center(X):
    gradient = -2 * X.sum(axis=0)
    return -np.linalg.solve(center_hessian(X), gradient)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
