# forgets the factor 2
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    return len(X) * np.identity(X.shape[1])
