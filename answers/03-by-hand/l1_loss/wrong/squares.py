# squared errors
def l1_loss(X, W, Y):
    return np.sum((X @ W - Y) ** 2)
