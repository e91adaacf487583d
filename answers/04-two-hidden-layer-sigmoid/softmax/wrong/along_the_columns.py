# axis 0, as in 02
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=0, keepdims=True))
    return exps / np.sum(exps, axis=0, keepdims=True)
