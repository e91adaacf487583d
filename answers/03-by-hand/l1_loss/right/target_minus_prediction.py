# errors the other way round
def l1_loss(X, W, Y):
    return np.sum(np.abs(Y - X.dot(W)))
