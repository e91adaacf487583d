# a product with a row of equal shares
def best_center(X):
    return (np.ones((1, len(X))) @ X / len(X))[0]


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
