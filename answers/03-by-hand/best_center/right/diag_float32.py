# np.diag of a full vector, in float32
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    return np.diag(np.full(X.shape[1], 2.0 * X.shape[0], dtype=np.float32))
