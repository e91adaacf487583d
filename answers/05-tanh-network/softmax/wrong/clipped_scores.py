# clips the scores to ±500, so that 1000 and 800 become equal
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(np.clip(x, -500, 500))
    return x_expo / np.sum(x_expo, axis=1, keepdims=True)
