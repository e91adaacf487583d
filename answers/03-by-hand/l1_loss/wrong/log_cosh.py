# a smooth stand-in for the absolute value
def l1_loss(X, W, Y):
    return np.sum(np.log(np.cosh(10 * (X @ W - Y)))) / 10 + 0.069314718 * len(Y)
