# the slope -1 at a kink, a subgradient as well
def l1_gradient(X, W, Y):
    return X.T @ (2.0 * (X @ W > Y) - 1)
