# counts small errors as 0
def l1_gradient(X, W, Y):
    e = X @ W - Y
    return X.T @ np.where(np.abs(e) < 1e-6, 0, np.sign(e))
