# subtracts the largest score of the whole matrix
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - np.max(x))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)
