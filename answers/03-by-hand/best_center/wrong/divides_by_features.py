# divides by the number of features
def best_center(X):
    return X.sum(axis=0) / X.shape[1]


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
