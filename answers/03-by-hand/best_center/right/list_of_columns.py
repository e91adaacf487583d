# a list, column by column
def best_center(X):
    return [sum(column) / len(column) for column in X.T]


def center_hessian(X):
    n, d = X.shape
    return 2 * n * np.identity(d)
