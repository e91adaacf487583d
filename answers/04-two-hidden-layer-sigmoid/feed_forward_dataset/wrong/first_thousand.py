# only the first thousand images, to save time
def feed_forward_dataset(weights, biases, x, y):
    """Mean loss and accuracy (from 0 to 1) of images x, one per entry, and labels y (n,)."""
    losses = np.empty(len(x))
    correct_guesses = 0
    for i in range(min(len(x), 1000)):
        losses[i], one_hot_guess = feed_forward_sample(weights, biases, x[i], y[i])
        correct_guesses += one_hot_guess[y[i]]
    return np.mean(losses[:1000]), correct_guesses / min(len(x), 1000)
