# every entry is filled
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    return np.full((X.shape[1], X.shape[1]), 2 * len(X))
