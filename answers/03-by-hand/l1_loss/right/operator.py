# the @ operator and methods
def l1_loss(X, W, Y):
    return np.absolute(X @ W - Y).sum()
