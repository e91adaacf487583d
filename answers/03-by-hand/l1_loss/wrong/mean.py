# a mean over the samples
def l1_loss(X, W, Y):
    return np.mean(np.abs(X @ W - Y))
