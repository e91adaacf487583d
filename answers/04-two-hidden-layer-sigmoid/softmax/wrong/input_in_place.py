# subtracts from the caller's scores
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    x -= np.max(x, axis=1, keepdims=True)
    exps = np.exp(x)
    return exps / np.sum(exps, axis=1, keepdims=True)
