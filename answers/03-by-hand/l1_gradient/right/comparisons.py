# counts samples above and below
def l1_gradient(X, W, Y):
    P = X @ W
    return X.T @ (P > Y) - X.T @ (P < Y).astype(float)
