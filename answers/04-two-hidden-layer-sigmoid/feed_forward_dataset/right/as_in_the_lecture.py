# one matrix of guesses and one of labels, multiplied
def feed_forward_dataset(weights, biases, x, y):
    losses = np.empty(x.shape[0])
    one_hot_guesses = np.empty((x.shape[0], biases[-1].size))
    for i in range(x.shape[0]):
        losses[i], one_hot_guesses[i] = feed_forward_sample(weights, biases, x[i], y[i])
    y_one_hot = np.zeros_like(one_hot_guesses)
    y_one_hot[np.arange(y.size), y] = 1
    return np.average(losses), np.sum(y_one_hot * one_hot_guesses) / y.shape[0]
