# the errors instead of their signs
def l1_gradient(X, W, Y):
    return X.T @ (X @ W - Y)
