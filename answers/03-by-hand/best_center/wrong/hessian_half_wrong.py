# the first diagonal entry only
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    H = np.zeros((X.shape[1], X.shape[1]))
    H[0, 0] = 2 * len(X)
    H[-1, -1] = 2 * len(X)
    return H
