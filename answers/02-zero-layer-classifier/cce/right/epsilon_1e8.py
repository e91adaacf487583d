# an epsilon of 1e-8, as many write it
def cce(Y, Yhat):
    """Mean cross-entropy of a batch: Y one-hot (k, b), Yhat probabilities (k, b); a number."""
    return np.mean(np.sum(-Y * np.log(Yhat + 1e-8), axis=0))
