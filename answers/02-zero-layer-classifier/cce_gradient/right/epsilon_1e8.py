# an epsilon of 1e-8 in the denominator
def cce_gradient(Y, Yhat):
    """Gradient of each sample's loss with respect to its probabilities; shape (k, b)."""
    return -Y / (Yhat + 1e-8)
