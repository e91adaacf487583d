# a row instead of a column
def l1_gradient(X, W, Y):
    return np.sign(X @ W - Y).T @ X
