# the 2-norm
def l1_loss(X, W, Y):
    return np.linalg.norm(X @ W - Y)
