# label and probabilities swapped
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(yHat * np.log(np.maximum(y, 1e-30)))
