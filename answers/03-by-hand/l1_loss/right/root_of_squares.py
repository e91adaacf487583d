# the absolute value as the root of the square
def l1_loss(X, W, Y):
    return float(np.sqrt((X @ W - Y) ** 2).sum())
