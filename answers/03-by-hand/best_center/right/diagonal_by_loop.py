# the Hessian as nested lists
def best_center(X):
    return np.mean(X, axis=0)


def center_hessian(X):
    d = len(X[0])
    H = [[0] * d for _ in range(d)]
    for row in X:
        for j in range(d):
            H[j][j] += 2
    return H
