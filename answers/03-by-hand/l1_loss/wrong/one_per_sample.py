# one error per sample
def l1_loss(X, W, Y):
    return np.abs(X @ W - Y)
