# the absolute value comes too late
def l1_loss(X, W, Y):
    return np.abs(np.sum(X @ W - Y))
