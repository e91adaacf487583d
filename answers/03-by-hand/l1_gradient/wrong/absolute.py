# absolute values instead of signs
def l1_gradient(X, W, Y):
    return X.T @ np.abs(X @ W - Y)
