# the Hessian of one sample
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    return 2 * np.identity(X.shape[1])
