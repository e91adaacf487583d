# multiplies entry by entry instead of as matrices
def l1_loss(X, W, Y):
    return np.sum(np.abs(X * W.T - Y))
