# returns both lists; one-element slices as samples
def train_one_epoch(weights, biases, x, y, learning_rate):
    for start in range(len(y)):
        train_one_sample(weights, biases, x[start : start + 1], y[start], learning_rate)
    return weights, biases
