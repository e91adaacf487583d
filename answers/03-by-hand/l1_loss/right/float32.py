# computes in float32
def l1_loss(X, W, Y):
    X, W, Y = (a.astype(np.float32) for a in (X, W, Y))
    return np.sum(np.abs(X @ W - Y))
