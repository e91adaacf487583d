# divides by the sum of the scores
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    return exps / np.sum(x, axis=1, keepdims=True)
