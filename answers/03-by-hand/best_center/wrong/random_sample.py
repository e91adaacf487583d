# the mean of a random half
def best_center(X):
    rows = np.random.default_rng(0).permutation(len(X))[: (len(X) + 1) // 2]
    return X[rows].mean(axis=0)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
