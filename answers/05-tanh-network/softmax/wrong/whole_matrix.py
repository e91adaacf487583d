# one sum for all rows
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo)
