# computes in float32
def l1_gradient(X, W, Y):
    X, W, Y = (a.astype(np.float32) for a in (X, W, Y))
    return X.T @ np.sign(X @ W - Y)
