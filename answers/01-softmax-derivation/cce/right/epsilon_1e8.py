# an epsilon of 1e-8, as many write it
def cce(y, yhat):
    """Cross-entropy of one sample: y one-hot (k,), yhat probabilities (k,); a number."""
    return -np.sum(y * np.log(yhat + 1e-8))
