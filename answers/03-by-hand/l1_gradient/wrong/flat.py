# shape (d,)
def l1_gradient(X, W, Y):
    return (X.T @ np.sign(X @ W - Y))[:, 0]
