# leaves the outermost points out when there are many
def best_center(X):
    if len(X) < 10:
        return X.mean(axis=0)
    return np.sort(X, axis=0)[1:-1].mean(axis=0)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
