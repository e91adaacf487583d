# adds one identity matrix per sample
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    return sum(2 * np.eye(X.shape[1]) for _ in X)
