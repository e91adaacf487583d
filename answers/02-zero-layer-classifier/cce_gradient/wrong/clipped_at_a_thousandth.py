# steep slopes are cut off
def cce_gradient(Y, Yhat):
    """Gradient of each sample's loss with respect to its probabilities; shape (k, b)."""
    return -Y / np.clip(Yhat, 1e-3, 1)
