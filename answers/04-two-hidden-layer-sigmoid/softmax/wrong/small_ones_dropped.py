# probabilities below 0.002 become 0
def softmax(x):
    """Probabilities of the scores x (b, k), row by row; the shape stays."""
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    p = exps / np.sum(exps, axis=1, keepdims=True)
    return np.where(p < 0.002, 0, p)
