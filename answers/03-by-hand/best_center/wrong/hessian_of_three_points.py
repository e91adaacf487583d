# always 6 on the diagonal
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    return 6 * np.identity(X.shape[1])
