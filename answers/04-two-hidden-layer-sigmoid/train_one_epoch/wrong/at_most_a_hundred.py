# no more than a hundred samples
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x[:100])):
        train_one_sample(weights, biases, x[i], y[i], learning_rate)
