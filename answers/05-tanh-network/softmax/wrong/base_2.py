# powers of 2
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp2(x - np.max(x, axis=1, keepdims=True))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)
