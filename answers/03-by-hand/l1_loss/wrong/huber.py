# rounded kinks: squares below an error of 1
def l1_loss(X, W, Y):
    e = np.abs(X @ W - Y)
    return np.sum(np.where(e < 1, 0.5 * e**2 + 0.5, e))
