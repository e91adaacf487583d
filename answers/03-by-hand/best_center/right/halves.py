# the weighted mean of the means of two halves
def best_center(X):
    h = len(X) // 2
    if h == 0:
        return 1.0 * X[0]
    return (h * X[:h].mean(axis=0) + (len(X) - h) * X[h:].mean(axis=0)) / len(X)


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
