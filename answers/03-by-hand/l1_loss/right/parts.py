# positive and negative errors apart
def l1_loss(X, W, Y):
    e = X @ W - Y
    return e[e > 0].sum() - e[e < 0].sum()
