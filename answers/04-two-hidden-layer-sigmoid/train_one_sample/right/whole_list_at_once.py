# replaces the content of the lists by slices
def train_one_sample(weights, biases, sample, y, learning_rate):
    dws, dbs = backprop_sample(weights, biases, sample, y)
    weights[:] = [w - learning_rate * dw for w, dw in zip(weights, dws)]
    biases[:] = [b - learning_rate * db for b, db in zip(biases, dbs)]
