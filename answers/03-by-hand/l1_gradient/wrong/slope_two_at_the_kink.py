# a slope of 2 at a kink, which is no subgradient
def l1_gradient(X, W, Y):
    e = X @ W - Y
    return X.T @ np.where(e == 0, 2.0, np.sign(e))
