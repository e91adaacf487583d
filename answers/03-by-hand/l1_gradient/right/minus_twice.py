# errors the other way round, and a minus sign
def l1_gradient(X, W, Y):
    return -X.T @ np.sign(Y - X @ W)
