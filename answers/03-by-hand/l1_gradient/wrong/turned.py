# the sign of target minus prediction
def l1_gradient(X, W, Y):
    return X.T @ np.sign(Y - X @ W)
