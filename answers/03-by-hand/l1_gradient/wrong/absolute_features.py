# absolute values of the features
def l1_gradient(X, W, Y):
    return np.abs(X).T @ np.sign(X @ W - Y)
