# subtracts in place and changes the caller's scores
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x -= np.max(x, axis=1, keepdims=True)
    x_expo = np.exp(x)
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)
