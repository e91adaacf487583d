# 2 d instead of 2 n
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    return 2 * X.shape[1] * np.identity(X.shape[1])
