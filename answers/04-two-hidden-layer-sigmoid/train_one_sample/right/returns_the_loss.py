# measures the loss before the step, and returns it
def train_one_sample(weights, biases, sample, y, learning_rate):
    loss, _ = feed_forward_sample(weights, biases, sample, y)
    dws, dbs = backprop_sample(weights, biases, sample, y)
    for w, b, dw, db in zip(weights, biases, dws, dbs):
        w -= learning_rate * dw
        b -= learning_rate * db
    return loss
