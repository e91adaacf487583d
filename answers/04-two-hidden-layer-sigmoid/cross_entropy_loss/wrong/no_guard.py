# log 0, as in the lecture
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -np.sum(y * np.log(yHat))
