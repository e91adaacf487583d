# leaves the first sample out
def l1_loss(X, W, Y):
    return np.sum(np.abs(X @ W - Y)[1:])
