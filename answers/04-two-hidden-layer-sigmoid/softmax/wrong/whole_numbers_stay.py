# the result has the type of the scores: whole numbers are cut off
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    return (exps / np.sum(exps, axis=1, keepdims=True)).astype(x.dtype)
