# reads two features only
def l1_loss(X, W, Y):
    return np.sum(np.abs(X[:, :2] @ W[:2] - Y))
