# n and d are swapped
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    d, n = X.shape
    return 2 * n * np.identity(d)
