# does not subtract the largest score
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x)
    return exps / np.sum(exps, axis=1, keepdims=True)
