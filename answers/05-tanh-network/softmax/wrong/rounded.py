# rounds to three digits
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return np.round(x_expo / np.sum(x_expo, axis=1, keepdims=True), 3)
