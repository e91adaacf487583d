# difference of absolute values
def l1_loss(X, W, Y):
    return np.sum(np.abs(X @ W)) - np.sum(np.abs(Y))
