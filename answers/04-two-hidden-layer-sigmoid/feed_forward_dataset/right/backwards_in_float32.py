# from the last sample to the first, totals in float32
def feed_forward_dataset(weights, biases, x, y):
    losses = np.zeros(len(x), dtype=np.float32)
    right = np.zeros(len(x), dtype=bool)
    i = len(x)
    while i > 0:
        i -= 1
        losses[i], guess = feed_forward_sample(weights, biases, x[i], y[i])
        right[i] = guess[y[i]] > 0
    return losses.mean(), right.mean()
