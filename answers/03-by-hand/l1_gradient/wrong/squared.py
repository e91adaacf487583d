# the gradient of the squared errors
def l1_gradient(X, W, Y):
    return 2 * X.T @ (X @ W - Y)
