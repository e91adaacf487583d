# scales the gradient to length one where it is long
def l1_gradient(X, W, Y):
    g = X.T @ np.sign(X @ W - Y)
    return g / max(1.0, np.linalg.norm(g) / 5)
