# no step for samples that are right already
def train_one_epoch(weights, biases, x, y, learning_rate):
    for i in range(len(x)):
        if feed_forward_sample(weights, biases, x[i], y[i])[1][y[i]] == 0:
            train_one_sample(weights, biases, x[i], y[i], learning_rate)
