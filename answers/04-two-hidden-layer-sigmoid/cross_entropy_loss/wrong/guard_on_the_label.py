# the guard is put on the labels: the other classes count as well, and log 0 happens
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(np.maximum(y, 1e-30) * np.log(yHat))
