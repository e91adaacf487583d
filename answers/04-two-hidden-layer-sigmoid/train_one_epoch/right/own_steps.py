# takes the steps itself, all images as rows from the start
def train_one_epoch(weights, biases, x, y, learning_rate):
    rows = np.reshape(x, (len(x), -1))
    for row, label in zip(rows, y):
        dws, dbs = backprop_sample(weights, biases, row, label)
        for layer in range(3):
            weights[layer] = weights[layer] - learning_rate * dws[layer]
            biases[layer] = biases[layer] - learning_rate * dbs[layer]
