# puts new arrays into the lists
def train_one_sample(weights, biases, sample, y, learning_rate):
    dws, dbs = backprop_sample(weights, biases, sample, y)
    for i in range(3):
        weights[i] = weights[i] - learning_rate * dws[i]
        biases[i] = biases[i] - learning_rate * dbs[i]
