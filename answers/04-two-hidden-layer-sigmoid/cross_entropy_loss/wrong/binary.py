# binary cross-entropy: counts the other classes as well
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    p = np.clip(yHat, 1e-30, 1 - 1e-15)
    return -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p))
