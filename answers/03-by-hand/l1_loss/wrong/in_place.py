# changes the targets
def l1_loss(X, W, Y):
    Y -= X @ W
    return np.sum(np.abs(Y))
