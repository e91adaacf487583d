# one row per sample
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    return 2 * len(X) * np.identity(len(X))
