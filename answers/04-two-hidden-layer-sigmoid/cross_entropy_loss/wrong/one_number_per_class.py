# no sum
def cross_entropy_loss(y, yHat):
    """Loss of one sample, a number: y one-hot (k,), yHat probabilities (k,) or (1, k)."""
    return -y * np.log(np.maximum(yHat, 1e-30))
