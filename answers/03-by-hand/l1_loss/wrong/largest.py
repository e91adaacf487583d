# the largest error
def l1_loss(X, W, Y):
    return np.max(np.abs(X @ W - Y))
