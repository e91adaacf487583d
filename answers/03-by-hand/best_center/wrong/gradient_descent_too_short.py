# a few steps of gradient descent
def best_center(X):
    mu = np.zeros(X.shape[1])
    for _ in range(5):
        mu = mu + 0.1 * np.mean(X - mu, axis=0)
    return mu


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
