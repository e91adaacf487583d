# computes in float32
def best_center(X):
    return X.astype(np.float32).mean(axis=0)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
