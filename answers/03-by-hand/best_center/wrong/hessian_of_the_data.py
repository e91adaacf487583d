# 2 X^T X, the Hessian of another problem
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    return 2 * X.T @ X
