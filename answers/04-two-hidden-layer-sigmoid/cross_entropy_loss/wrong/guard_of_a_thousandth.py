# a guard of 1e-3: fine for most samples
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(y * np.log(np.maximum(yHat, 1e-3)))
