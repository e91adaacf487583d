# no step for samples whose loss is small already
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    for i in range(len(x)):
        if feed_forward_sample(weights, biases, x[i], y[i])[0] < 0.05:
            continue
        train_one_sample(weights, biases, x[i], y[i], learning_rate)
