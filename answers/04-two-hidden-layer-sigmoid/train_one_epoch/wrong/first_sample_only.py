# the first sample again and again
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x)):
        train_one_sample(weights, biases, x[0], y[0], learning_rate)
